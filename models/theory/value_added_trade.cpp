#include "models/theory/value_added_trade.hpp"

#include "models/theory/last_border.hpp"
#include "sim/core/error.hpp"

namespace entrepot::theory {

using Index = Eigen::Index;

namespace {

// v^ summed by origin: [origin][class].
Eigen::MatrixXd own_value_added(const Leontief& system) {
  const InterCountryFlows& flows = system.flows();
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Index>(flows.regions), static_cast<Index>(flows.classes()));
  for (std::size_t c = 0; c < flows.classes(); ++c) {
    const auto column = static_cast<Index>(c);
    out(static_cast<Index>(flows.region_of(c)), column) = system.value_added_share()[column];
  }
  return out;
}

// Sales abroad of the counted sectors, intermediate and final, [class][destination]: 0 at home and where the
// sector does not count.
Eigen::MatrixXd counted_exports(const Leontief& system, const std::vector<bool>& counted) {
  const InterCountryFlows& flows = system.flows();
  ENTREPOT_VALIDATE(counted.size() == flows.sectors, "one flag per sector");
  Eigen::MatrixXd out = flows.final_use;
  for (std::size_t user = 0; user < flows.classes(); ++user)
    out.col(static_cast<Index>(flows.region_of(user))) += flows.intermediate.col(static_cast<Index>(user));
  for (std::size_t c = 0; c < flows.classes(); ++c) {
    const auto row = static_cast<Index>(c);
    if (!counted[flows.sector_of(c)]) out.row(row).setZero();
    out(row, static_cast<Index>(flows.region_of(c))) = 0.0;
  }
  return out;
}

}  // namespace

Eigen::MatrixXd value_added_content(const Leontief& system) {
  return system.times_inverse(own_value_added(system));
}

std::vector<Eigen::MatrixXd> value_added_by_border(const Leontief& system, const Eigen::MatrixXd& content) {
  std::vector<Eigen::MatrixXd> out;
  for (std::size_t n = 0; n < system.flows().regions; ++n) {
    const auto destination = static_cast<Index>(n);
    const HomeRounds rounds(system, n, system.flows().final_use.col(destination));
    Eigen::MatrixXd by_border = by_last_border(system, n, content, rounds.bought);
    by_border(destination, destination) = system.value_added_share().dot(rounds.made);
    out.push_back(std::move(by_border));
  }
  return out;
}

std::vector<Eigen::MatrixXd> value_added_by_stages(const Leontief& system, const Eigen::MatrixXd& content,
                                                   std::size_t bins) {
  ENTREPOT_VALIDATE(bins > 0, "at least one bin");
  std::vector<Eigen::MatrixXd> out;
  Eigen::MatrixXd made = system.flows().final_use;  // A^s F
  for (std::size_t s = 0; s + 1 < bins; ++s) {
    out.push_back(own_value_added(system) * made);
    made = system.coefficients() * made;
  }
  out.push_back(content * made);  // v^ L A^s F: this stage and all before it
  return out;
}

Eigen::MatrixXd gross_exports(const Leontief& system, const std::vector<bool>& counted) {
  const Eigen::MatrixXd exports = counted_exports(system, counted);
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(exports.cols(), exports.cols());
  for (Index c = 0; c < exports.rows(); ++c)
    out.row(static_cast<Index>(system.flows().region_of(static_cast<std::size_t>(c)))) += exports.row(c);
  return out;
}

std::vector<Eigen::MatrixXd> value_added_in_exports(const Leontief& system, const Eigen::MatrixXd& content,
                                                    const std::vector<bool>& counted) {
  const Eigen::MatrixXd exports = counted_exports(system, counted);
  std::vector<Eigen::MatrixXd> out;
  for (std::size_t h = 0; h < system.flows().regions; ++h) {
    const std::vector<Index> home = system.flows().classes_of(h);
    out.push_back(content(Eigen::all, home) * exports(home, Eigen::all));
  }
  return out;
}

}  // namespace entrepot::theory
