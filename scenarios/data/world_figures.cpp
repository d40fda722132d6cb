// A world given as figures: output, technology, final use, origin shares, products and base duties.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/data/duties/base_duties.hpp"
#include "scenarios/data/figures.hpp"
#include "scenarios/data/load_world.hpp"
#include "scenarios/data/product_origins.hpp"
#include "sim/world/balancing.hpp"

namespace entrepot::scenarios {

namespace {

// world.csv: key,value; a key may come more than once.
void read_world_keys(const CsvTable& csv, const Labels& regions, const Labels& sectors, WorldTable& table,
                     Faults& faults) {
  const auto key = csv.require_column("key", faults);
  const auto value = csv.require_column("value", faults);
  for (std::size_t row = 0; row < csv.rows() && key && value; ++row) {
    const std::string name(csv.text(row, *key));
    if (name == "services") {
      if (const auto sector = sectors.resolve(csv, row, *value, faults))
        table.sector_is_goods[*sector] = table.sector_is_manufacturing[*sector] = false;
    } else if (name == "primary") {
      if (const auto sector = sectors.resolve(csv, row, *value, faults))
        table.sector_is_manufacturing[*sector] = false;
    } else if (name == "product_detail") {
      if (regions.resolve(csv, row, *value, faults)) table.product_detail.emplace_back(csv.text(row, *value));
    } else if (name == "estimated") {
      table.notes.push_back("estimated: " + std::string(csv.text(row, *value)));
    } else {
      faults.add(csv.place(row, *key), fmt::format("unknown key '{}'", name),
                 "keys are services, primary, product_detail, estimated",
                 suggest(name, {"services", "primary", "product_detail", "estimated"}, Asks::meant));
    }
  }
}

// Every user of a destination shares the origin mix of its sector's trade.
void expand(const Figures& figures, WorldTable& table) {
  const std::size_t regions = table.n_regions();
  const std::size_t sectors = table.n_sectors();
  table.intermediate.assign(table.n_groups() * table.n_groups(), 0.0);
  table.final_use.assign(table.n_groups() * regions, 0.0);
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t k = 0; k < sectors; ++k) {
      double bought = 0.0;
      for (std::size_t i = 0; i < regions; ++i) bought += figures.trade[(i * regions + n) * sectors + k];
      for (std::size_t i = 0; i < regions && bought > 0.0; ++i) {
        const double share = figures.trade[(i * regions + n) * sectors + k] / bought;
        for (std::size_t j = 0; j < sectors; ++j) {
          const std::size_t user = n * sectors + j;
          table.z(i * sectors + k, user) =
              share * figures.technology[user * sectors + k] * figures.output[user];
        }
        table.f(i * sectors + k, n) = share * figures.final_use[n * sectors + k];
      }
    }
  }
}

// The figures that the balanced table stands for, in the layout of Figures.
Figures figures_of(const WorldTable& table) {
  const std::size_t regions = table.n_regions();
  const std::size_t sectors = table.n_sectors();
  Figures figures;
  figures.technology.assign(table.n_groups() * sectors, 0.0);
  figures.final_use.assign(table.n_groups(), 0.0);
  figures.trade.assign(regions * table.n_groups(), 0.0);
  for (std::size_t row = 0; row < table.n_groups(); ++row) {
    const std::size_t k = row % sectors;
    for (std::size_t user = 0; user < table.n_groups(); ++user) {
      if (table.output[user] > 0.0) {
        figures.technology[user * sectors + k] += table.z(row, user) / table.output[user];
      }
      figures.trade[(row / sectors * regions + user / sectors) * sectors + k] += table.z(row, user);
    }
    for (std::size_t n = 0; n < regions; ++n) {
      figures.final_use[n * sectors + k] += table.f(row, n);
      figures.trade[(row / sectors * regions + n) * sectors + k] += table.f(row, n);
    }
  }
  return figures;
}

void note_moves(const Figures& before, const BalanceReport& report, WorldTable& table) {
  const Figures after = figures_of(table);
  const auto& r = table.regions;
  const auto& s = table.sectors;
  const std::size_t sectors = s.size();
  const auto note = [&](const std::string& kind, const MoveSummary& moves, const std::string& largest) {
    table.notes.push_back(fmt::format("moved by balancing: {} {}, median {:.2g} %, at most {:.2g} % ({})",
                                      moves.figures, kind, 100.0 * moves.median_relative,
                                      100.0 * moves.largest_relative, largest));
  };
  const MoveSummary technology = summarise_moves(before.technology, after.technology, 1e-4);
  std::size_t at = technology.largest_index;
  note("input coefficients of at least 0.0001", technology,
       fmt::format("{} {} input {}", r[at / sectors / sectors], s[at / sectors % sectors], s[at % sectors]));
  const MoveSummary final_use = summarise_moves(before.final_use, after.final_use, 1.0);
  at = final_use.largest_index;
  note("figures of final use", final_use, fmt::format("{} {}", r[at / sectors], s[at % sectors]));
  const MoveSummary trade = summarise_moves(before.trade, after.trade, 1.0);
  at = trade.largest_index;
  note("trade flows of at least 1 musd", trade,
       fmt::format("{}->{} {}", r[at / sectors / r.size()], r[at / sectors % r.size()], s[at % sectors]));
  table.notes.push_back(
      fmt::format("balanced in {} iterations to {:.1e}; output and value added are kept", report.iterations,
                  std::max(report.max_relative_row_error, report.max_relative_column_error)));
}

// Expands the figures to a full inter-country table (every user of a destination shares its origin mix) and
// balances it.
WorldTable read_world_folder(const std::string& path) {
  WorldFolder folder(path);
  Faults faults;
  const CsvTable parameters = folder.load("sector_parameters.csv");
  Figures figures = read_figures(folder, parameters, faults);
  WorldTable table;
  table.regions = figures.regions.names();
  table.sectors = figures.sectors.names();
  table.sector_is_goods.assign(table.n_sectors(), true);
  table.sector_is_manufacturing = table.sector_is_goods;
  table.output = figures.output;
  table.value_added = figures.value_added;
  std::size_t unmatched = 0;
  table.sector_parameters = read_sector_parameters(parameters, figures.sectors, faults, unmatched);
  if (folder.has("world.csv")) {
    read_world_keys(folder.load("world.csv"), figures.regions, figures.sectors, table, faults);
  }
  read_products(folder, table, faults);
  read_base_duties(folder, table, faults);
  read_places(folder, table, faults);
  read_critical_inputs(folder, table, faults);
  const std::vector<RouteShares> routes = read_routes(folder, table, faults);
  read_clubs(folder, table, faults);
  read_owners(path, table, faults);
  faults.throw_if_any();
  table.notes.insert(table.notes.end(), figures.notes.begin(), figures.notes.end());
  expand(figures, table);
  const BalanceReport report = balance(table);
  note_moves(figures, report, table);
  lay_routes(routes, table);
  table.data_hash = folder.hash();
  return table;
}

WorldTable world_of_figures(const WorldSource& source) {
  WorldTable table = read_world_folder(source.path);
  if (source.product_origins) load_product_origins(source.path, table);
  return table;
}

}  // namespace

ReaderDescriptor figures_reader() {
  return {"figures", "a folder of CSV files as scenarios/worlds/world2017/README.md describes them",
          [](const WorldSource& source) {
            return source.plan.layout.empty() && std::filesystem::is_directory(source.path);
          },
          world_of_figures};
}

}  // namespace entrepot::scenarios
