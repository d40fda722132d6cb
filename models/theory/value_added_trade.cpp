#include "models/theory/value_added_trade.hpp"

#include "sim/core/error.hpp"

namespace entrepot::theory {

using Index = Eigen::Index;

namespace {

// v^ summed by origin: [origin][group].
Eigen::MatrixXd own_value_added(const Leontief& system) {
  const auto sectors = static_cast<Index>(system.flows().sectors);
  const auto regions = static_cast<Index>(system.flows().regions);
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(regions, regions * sectors);
  for (Index n = 0; n < regions; ++n) {
    out.row(n).segment(n * sectors, sectors) =
        system.value_added_share().segment(n * sectors, sectors).transpose();
  }
  return out;
}

// Sales of every group to each region, intermediate and final, home use included: [group][destination].
Eigen::MatrixXd sales_by_destination(const InterCountryFlows& flows) {
  const auto sectors = static_cast<Index>(flows.sectors);
  Eigen::MatrixXd out = flows.final_use;
  for (Index n = 0; n < out.cols(); ++n) {
    out.col(n) += flows.intermediate.middleCols(n * sectors, sectors).rowwise().sum();
  }
  return out;
}

// Sales abroad of the counted sectors, [group][destination]: 0 at home and where the sector does not count.
Eigen::MatrixXd counted_exports(const Leontief& system, const std::vector<bool>& counted) {
  ENTREPOT_VALIDATE(counted.size() == system.flows().sectors, "one flag per sector");
  Eigen::MatrixXd out = sales_by_destination(system.flows());
  const auto sectors = static_cast<Index>(system.flows().sectors);
  for (Index g = 0; g < out.rows(); ++g) {
    if (!counted[static_cast<std::size_t>(g % sectors)]) out.row(g).setZero();
    out(g, g / sectors) = 0.0;
  }
  return out;
}

}  // namespace

Eigen::MatrixXd value_added_content(const Leontief& system) {
  return system.times_inverse(own_value_added(system));
}

std::vector<Eigen::MatrixXd> value_added_by_border(const Leontief& system, const Eigen::MatrixXd& content) {
  const auto sectors = static_cast<Index>(system.flows().sectors);
  const Eigen::MatrixXd& coefficients = system.coefficients();
  std::vector<Eigen::MatrixXd> out;
  for (Index n = 0; n < content.rows(); ++n) {
    const Index first = n * sectors;
    const Eigen::MatrixXd home = coefficients.block(first, first, sectors, sectors);
    const Eigen::VectorXd made = (Eigen::MatrixXd::Identity(sectors, sectors) - home)
                                     .partialPivLu()
                                     .solve(system.flows().final_use.col(n).segment(first, sectors));  // y_n
    const Eigen::VectorXd bought =
        system.flows().final_use.col(n) + coefficients.middleCols(first, sectors) * made;
    Eigen::MatrixXd by_border = Eigen::MatrixXd::Zero(content.rows(), content.rows());
    for (Index d = 0; d < content.rows(); ++d) {
      if (d == n) continue;
      by_border.col(d) = content.middleCols(d * sectors, sectors) * bought.segment(d * sectors, sectors);
    }
    by_border(n, n) = system.value_added_share().segment(first, sectors).dot(made);
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
  const auto sectors = static_cast<Index>(system.flows().sectors);
  Eigen::MatrixXd out(exports.cols(), exports.cols());
  for (Index h = 0; h < out.rows(); ++h) {
    out.row(h) = exports.middleRows(h * sectors, sectors).colwise().sum();
  }
  return out;
}

std::vector<Eigen::MatrixXd> value_added_in_exports(const Leontief& system, const Eigen::MatrixXd& content,
                                                    const std::vector<bool>& counted) {
  const Eigen::MatrixXd exports = counted_exports(system, counted);
  const auto sectors = static_cast<Index>(system.flows().sectors);
  std::vector<Eigen::MatrixXd> out;
  for (Index h = 0; h < content.rows(); ++h) {
    out.push_back(content.middleCols(h * sectors, sectors) * exports.middleRows(h * sectors, sectors));
  }
  return out;
}

}  // namespace entrepot::theory
