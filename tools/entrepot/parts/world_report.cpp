#include "tools/entrepot/parts/world_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "outputs/compare/render/text_table.hpp"
#include "sim/world/state/tails.hpp"
#include "tools/entrepot/parts/owners_report.hpp"
#include "tools/entrepot/worlds/flow_check.hpp"
#include "tools/entrepot/worlds/register_report.hpp"
#include "tools/runs/firm_privacy.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

std::string in_billions(double musd) { return fmt::format("{:.1f}", musd / 1000.0); }

double region_flow(const WorldTable& table, std::size_t origin, std::size_t destination) {
  double sum = 0.0;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    const std::size_t supplier = origin * table.n_sectors() + k;
    sum += table.f(supplier, destination);
    for (std::size_t j = 0; j < table.n_sectors(); ++j)
      sum += table.z(supplier, destination * table.n_sectors() + j);
  }
  return sum;
}

TextTable accounts_table(const World& world) {
  const WorldTable& table = world.table;
  TextTable out{{{"region"},
                 {"firms", Align::right},
                 {"output", Align::right},
                 {"income", Align::right},
                 {"spending", Align::right},
                 {"deficit", Align::right},
                 {"imports", Align::right},
                 {"exports", Align::right},
                 {"duties", Align::right}},
                {}};
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    double output = 0.0;
    double duties = world.accounts.final_duties[n];
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      output += table.output[n * table.n_sectors() + k];
      duties += world.accounts.input_duties[n * table.n_sectors() + k];
    }
    double imports = 0.0;
    double exports = 0.0;
    for (std::size_t m = 0; m < table.n_regions(); ++m) {
      if (m == n) continue;
      imports += region_flow(table, m, n);
      exports += region_flow(table, n, m);
    }
    const std::uint32_t firms =
        world.group_first[(n + 1) * table.n_sectors()] - world.group_first[n * table.n_sectors()];
    out.rows.push_back({table.regions[n], std::to_string(firms), in_billions(output),
                        in_billions(world.accounts.income[n]), in_billions(world.accounts.budget[n]),
                        in_billions(world.accounts.deficit[n]), in_billions(imports), in_billions(exports),
                        in_billions(duties)});
  }
  return out;
}

struct BilateralLink {
  std::size_t supplier;  // group
  std::size_t destination;
  double value;
};

TextTable links_table(const World& world, std::size_t count) {
  const WorldTable& table = world.table;
  std::vector<BilateralLink> links;
  for (std::size_t supplier = 0; supplier < table.n_groups(); ++supplier) {
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      if (n == supplier / table.n_sectors()) continue;
      double value = table.f(supplier, n);
      for (std::size_t j = 0; j < table.n_sectors(); ++j)
        value += table.z(supplier, n * table.n_sectors() + j);
      links.push_back({supplier, n, value});
    }
  }
  count = std::min(count, links.size());
  std::partial_sort(links.begin(), links.begin() + static_cast<std::ptrdiff_t>(count), links.end(),
                    [](const BilateralLink& a, const BilateralLink& b) { return a.value > b.value; });
  TextTable out{{{"origin"}, {"destination"}, {"sector"}, {"bn USD", Align::right}}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    out.rows.push_back({table.regions[links[i].supplier / table.n_sectors()],
                        table.regions[links[i].destination],
                        table.sectors[links[i].supplier % table.n_sectors()], in_billions(links[i].value)});
  }
  return out;
}

constexpr double normal_upper = 1.96;  // standard errors to the ends of a 95 % interval

TextTable tails_table(const World& world) {
  const WorldTails tails = world_tails(world);
  TextTable out{{{"per firm"},
                 {"mean", Align::right},
                 {"median", Align::right},
                 {"largest", Align::right},
                 {"tail exponent (Hill)", Align::right},
                 {"+-", Align::right},
                 {"(least squares)", Align::right}},
                {}};
  const auto row = [&](const char* name, const Tail& tail) {
    out.rows.push_back({name, format_value(tail.mean), format_value(tail.median), format_value(tail.largest),
                        fmt::format("{:.2f}", tail.hill),
                        fmt::format("{:.2f}", normal_upper * tail.hill_error),
                        fmt::format("{:.2f}", tail.least_squares)});
  };
  row("customers", tails.customers);
  row("suppliers", tails.suppliers);
  row("output, million USD", tails.size);
  return out;
}

}  // namespace

std::string world_report(const World& world, std::size_t links) {
  const WorldTable& table = world.table;
  std::string text =
      fmt::format("{} regions, {} sectors, {} products, {} firms, {} links; world output {} bn USD\n\n",
                  table.n_regions(), table.n_sectors(), table.n_products(), world.n_firms(), world.n_slots(),
                  in_billions(std::accumulate(table.output.begin(), table.output.end(), 0.0)));
  text += "Accounts, bn USD per year (spending and imports: all uses; deficit = spending - income)\n";
  text += accounts_table(world).render() + "\n";
  text += "Largest bilateral links\n" + links_table(world, links).render() + "\n";
  if (shows_single_firms(table)) text += "Sizes and links of firms\n" + tails_table(world).render() + "\n";
  text += register_report(world);
  text += flow_check(world) + "\n";
  if (world.ownership.any()) text += owners_report(world) + "\n";
  text += "Estimated, moved or dropped\n";
  for (const std::vector<std::string>* notes : {&table.notes, &world.notes}) {
    for (const std::string& note : *notes) text += "  - " + note + "\n";
  }
  return text;
}

}  // namespace entrepot::tools
