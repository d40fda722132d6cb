#include "outputs/metrics/parts/linkage.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

using namespace theory;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Index = Eigen::Index;

}  // namespace

Linkage::Linkage(InterCountryFlows flows, const WorldTable& table)
    : system(std::move(flows)),
      exposure(entrepot::theory::exposure(system, table.sector_is_manufacturing)),
      content(value_added_content(system)),
      by_border(value_added_by_border(system, content)) {}

InterCountryFlows table_flows(const WorldTable& table) {
  const auto groups = static_cast<Index>(table.n_groups());
  const auto regions = static_cast<Index>(table.n_regions());
  return {table.n_regions(), table.n_sectors(),
          Eigen::Map<const RowMajor>(table.intermediate.data(), groups, groups),
          Eigen::Map<const RowMajor>(table.final_use.data(), groups, regions)};
}

InterCountryFlows state_flows(const World& world, const State& state) {
  const auto groups = static_cast<Index>(world.table.n_groups());
  const auto regions = static_cast<Index>(world.table.n_regions());
  ENTREPOT_VALIDATE(static_cast<Index>(state.use_flow.size()) == (groups + regions) * groups,
                    "no use table yet: it is made at quarter ends");
  using Integers = Eigen::Matrix<std::int64_t, Eigen::Dynamic, Eigen::Dynamic>;  // one column per use
  const Eigen::MatrixXd uses =
      Eigen::Map<const Integers>(state.use_flow.data(), groups, groups + regions).cast<double>() *
      world.unit_musd;
  return {world.table.n_regions(), world.table.n_sectors(), uses.leftCols(groups), uses.rightCols(regions)};
}

double indirect_share(const Linkage& linkage, std::size_t origin, std::size_t destination) {
  const auto i = static_cast<Index>(origin);
  const auto n = static_cast<Index>(destination);
  const Eigen::MatrixXd& used = linkage.by_border[destination];
  const double third = used.row(i).sum() - used(i, i) - (i == n ? 0.0 : used(i, n));
  return third / linkage.system.flows().final_use.col(n).sum();
}

void write_rows(const Eigen::MatrixXd& matrix, std::span<double> out) {
  Eigen::Map<RowMajor>(out.data(), matrix.rows(), matrix.cols()) = matrix;
}

}  // namespace entrepot::outputs
