#include "tools/entrepot/worlds/register_report.hpp"

#include <fmt/format.h>

#include "outputs/compare/render/text_table.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct Coverage {
  std::size_t firms = 0;
  double said = 0.0;  // million USD, as the register has it
  double made = 0.0;  // in the world
};

Coverage coverage_of(const World& world, GroupId group) {
  Coverage sum;
  for (std::uint32_t f = world.group_first[group.index()]; f < world.group_first[group.index() + 1]; ++f) {
    if (world.firm_entry[f] == no_entry) continue;
    ++sum.firms;
    sum.said += world.table.firm_register->output[world.firm_entry[f]];
    sum.made += world.firm_output[f];
  }
  return sum;
}

}  // namespace

std::string register_report(const World& world) {
  if (world.firm_entry.empty()) return "";
  const WorldTable& table = world.table;
  TextTable out{{{"region"},
                 {"sector"},
                 {"firms", Align::right},
                 {"musd in the register", Align::right},
                 {"in the world", Align::right},
                 {"factor", Align::right},
                 {"of the table's output", Align::right}},
                {}};
  for (const GroupId group : table.axes().groups()) {
    const Coverage sum = coverage_of(world, group);
    if (sum.firms == 0) continue;
    out.rows.push_back({table.regions[table.axes().region_of(group).index()],
                        table.sectors[table.axes().sector_of(group).index()], std::to_string(sum.firms),
                        fmt::format("{:.1f}", sum.said), fmt::format("{:.1f}", sum.made),
                        fmt::format("{:.4f}", sum.made / sum.said),
                        fmt::format("{:.2f} %", 100.0 * sum.made / table.output[group.index()])});
  }
  return "Real firms (register), by region and sector; the rest is made by drawn firms\n" + out.render() +
         "\n";
}

}  // namespace entrepot::tools
