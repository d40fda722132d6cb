// Which origin gained or lost in which sector.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// [year][sector][origin] share in the sector's imports, percent; the importer's own column 0.
Derived sector_shares(const Scope& scope, const PairedMetric& trade) {
  const std::vector<std::string>& origins = trade.labels_of("origin");
  const std::size_t sectors = trade.size_of("sector");
  const std::size_t years = trade.size_of("time");
  return scope.data.derive({&trade}, [&](const ResultData::Values& values) {
    std::vector<double> out(values[0]->size(), 0.0);
    for (std::size_t y = 0; y < years; ++y) {
      for (std::size_t k = 0; k < sectors; ++k) {
        const auto bought = [&](std::size_t i) {
          return origins[i] == scope.importer ? 0.0 : (*values[0])[(y * origins.size() + i) * sectors + k];
        };
        double total = 0.0;
        for (std::size_t i = 0; i < origins.size(); ++i) total += bought(i);
        for (std::size_t i = 0; i < origins.size() && total > 0.0; ++i)
          out[(y * sectors + k) * origins.size() + i] = 100.0 * bought(i) / total;
      }
    }
    return out;
  });
}

// Sectors and origins that are shown: goods (all where the file does not say), foreign origins.
struct Shown {
  std::vector<std::size_t> sectors, origins;
};

Shown shown_cells(const Scope& scope, const PairedMetric& trade) {
  Shown shown;
  const std::vector<bool> goods = scope.data.goods();
  for (std::size_t k = 0; k < trade.size_of("sector"); ++k) {
    if (goods[k]) shown.sectors.push_back(k);
  }
  for (std::size_t i = 0; i < trade.size_of("origin"); ++i) {
    if (trade.labels_of("origin")[i] != scope.importer) shown.origins.push_back(i);
  }
  return shown;
}

Chart heat_chart(const Scope& scope, const PairedMetric& trade, const Derived& shares, const Shown& shown) {
  Chart chart;
  chart.id = "sector-shares";
  chart.kind = ChartKind::heat;
  chart.title = fmt::format("Change of the origins' shares of {} imports, by sector", scope.importer);
  chart.units = "percentage points";
  chart.source =
      "customs_trade: goods, customs value, share of the sector's imports, with minus without the policies; "
      "yearly sums";
  chart.row_axis = "sector";
  chart.column_axis = "origin";
  for (const std::size_t k : shown.sectors) chart.rows.push_back(trade.labels_of("sector")[k]);
  for (const std::size_t i : shown.origins) chart.columns.push_back(trade.labels_of("origin")[i]);
  const std::size_t origins = trade.size_of("origin");
  for (std::size_t y = 0; y < trade.size_of("time"); ++y) {
    Frame frame{trade.labels_of("time")[y], {}, {}};
    for (const std::size_t k : shown.sectors) {
      for (const std::size_t i : shown.origins) {
        const std::size_t at = (y * trade.size_of("sector") + k) * origins + i;
        frame.scenario.push_back(shares.scenario[at]);
        if (scope.data.has_baseline()) frame.baseline.push_back(shares.baseline[at]);
      }
    }
    chart.frames.push_back(std::move(frame));
  }
  return chart;
}

DataTable change_table(const Scope& scope, const PairedMetric& trade, const Derived& shares,
                       const Shown& shown) {
  const std::size_t origins = trade.size_of("origin");
  const std::size_t sectors = trade.size_of("sector");
  const std::size_t last = (trade.size_of("time") - 1) * sectors * origins;
  std::vector<std::size_t> order;
  for (const std::size_t k : shown.sectors) {
    for (const std::size_t i : shown.origins) order.push_back(last + k * origins + i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(shares.difference[a]) > std::abs(shares.difference[b]);
  });
  order.resize(std::min<std::size_t>(order.size(), 12));
  DataTable table{"sector-changes",
                  fmt::format("Largest changes of shares in {}", trade.labels_of("time").back()),
                  fmt::format("customs_trade; {}", interval_note(scope.data)),
                  {},
                  {}};
  table.columns = paired_columns("sector", "% of the sector's imports", 2);
  table.columns.insert(table.columns.begin() + 1, {"origin", "", 0, false, true});
  for (const std::size_t at : order) {
    std::vector<DataCell> row = paired_row(trade.labels_of("sector")[at / origins % sectors], shares, at);
    row.insert(row.begin() + 1, trade.labels_of("origin")[at % origins]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Section sectors_section(const Scope& scope) {
  Section section{"sectors", "Sectors and origins", {}, {}, {}, {}};
  if (!scope.data.has_baseline()) {
    section.absent.push_back("changes by sector: the file has no baseline");
    return section;
  }
  const PairedMetric& trade =
      scope.data.paired("customs_trade", Period::year, {{"destination", scope.importer}});
  const Derived shares = sector_shares(scope, trade);
  const Shown shown = shown_cells(scope, trade);
  section.charts = {heat_chart(scope, trade, shares, shown)};
  section.tables = {change_table(scope, trade, shares, shown)};
  return section;
}

}  // namespace entrepot::outputs
