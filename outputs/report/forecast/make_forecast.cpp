#include "outputs/report/forecast/make_forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

#include "outputs/report/backtest/observed.hpp"
#include "outputs/report/facts/views.hpp"
#include "outputs/report/forecast/crps.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/results_hash.hpp"
#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::outputs {

namespace {

const std::string importer = "USA";
const std::string rival = "CHN";

// Result files and the replicates in them, opened once.
struct Ensemble {
  std::vector<std::unique_ptr<ResultData>> files;
  std::vector<std::unique_ptr<RunViews>> views;
  std::vector<const FactView*> members;
};

Ensemble open_all(const std::vector<std::string>& files, int threads) {
  Ensemble all;
  for (const std::string& file : files) {
    all.files.push_back(std::make_unique<ResultData>(file, threads));
    all.views.push_back(std::make_unique<RunViews>(*all.files.back()));
    for (const FactView* view : all.views.back()->scenario()) all.members.push_back(view);
  }
  return all;
}

int last_year_of(const Ensemble& ensemble) {
  int last = ensemble.members.front()->last_year();
  for (const FactView* member : ensemble.members) last = std::min(last, member->last_year());
  return last;
}

// What is forecast: cells, and their values in a year of a member.
struct Wanted {
  ForecastMeasure measure;
  std::vector<std::string> cells;
  std::function<std::vector<double>(const FactView&, int year)> values;
};

Wanted import_shares(const FactView& first, int from) {
  ObservedSeries series;
  Wanted wanted;
  wanted.measure = {"us-imports",
                    "US import shares by partner, goods, customs value",
                    "fraction",
                    std::to_string(from),
                    {}};
  const Cube trade = first.at("customs_trade", std::to_string(from));
  for (const std::string& region : labels_of(trade, "origin")) {
    if (region == importer) continue;
    wanted.cells.push_back(region);
    series.cells.push_back({region, importer, {{region}, {importer}, {}, false}, Part::gainer, 1.0});
  }
  wanted.values = [series](const FactView& view, int year) { return shares_in(view, series, year); };
  return wanted;
}

Wanted indirect_links(int from) {
  Wanted wanted;
  wanted.measure = {"indirect-links",
                    "China's value added in US final use that third regions deliver: index, base = 1",
                    "1",
                    std::to_string(from),
                    {}};
  wanted.cells = {rival + " " + importer};
  wanted.values = [](const FactView& view, int year) {
    const Cube index = view.at("indirect_link_index", std::to_string(year));
    return std::vector<double>{sum(index, {{"origin", {rival}}, {"destination", {importer}}})};
  };
  return wanted;
}

std::vector<double> band_values(std::vector<double> members) {
  std::sort(members.begin(), members.end());
  std::vector<double> values;
  for (const double probability : band_probabilities()) values.push_back(quantile_of(members, probability));
  return values;
}

double known(const Predicted& cell, double change) {
  if (std::isfinite(change)) return change;
  throw NotMeasured(fmt::format("the change of {} in {} is not known", cell.cell, cell.period));
}

ForecastMeasure predicted(const Wanted& wanted, const Ensemble& ensemble, int from, int until) {
  std::vector<std::vector<double>> base;  // [member][cell]
  for (const FactView* member : ensemble.members) base.push_back(wanted.values(*member, from));
  ForecastMeasure measure = wanted.measure;
  for (int year = from + 1; year <= until; ++year) {
    std::vector<Predicted> cells;
    for (const std::string& cell : wanted.cells)
      cells.push_back({cell, std::to_string(year), {}, {}, 0.0, 0.0});
    for (std::size_t m = 0; m < ensemble.members.size(); ++m) {
      const std::vector<double> now = wanted.values(*ensemble.members[m], year);
      for (std::size_t c = 0; c < cells.size(); ++c)
        cells[c].members.push_back(known(cells[c], now[c] - base[m][c]));
    }
    for (Predicted& cell : cells) {
      cell.quantiles = band_values(cell.members);
      measure.predicted.push_back(std::move(cell));
    }
  }
  return measure;
}

ForecastOrigin origin_of(const std::string& file, const ResultData& data) {
  Sha256 scenario;
  scenario.add(data.text("scenario"));
  return {file,
          results_hash(file),
          scenario.finish(),
          data.text(layout::inputs_text),
          data.text(layout::world_text),
          data.text(std::string("run/") + layout::program_text),
          data.replicates()};
}

// "trade-war-2018" of "trade-war-2018: Section 301 lists ...".
std::string name_of(const ResultData& data) {
  const std::string title = data.reader().root_attribute("title");
  return title.substr(0, title.find(':'));
}

}  // namespace

Forecast make_forecast(const std::vector<std::string>& files, const ForecastRequest& request) {
  const Ensemble ensemble = open_all(files, request.threads);
  const int until = last_year_of(ensemble);
  if (until <= request.from)
    throw InputError(Fault{
        Place{files.front(), 0, 0, ""}, fmt::format("nothing to forecast after {}", request.from),
        fmt::format("the last whole year of the runs is {}", until), "name an earlier year with --from"});
  Forecast forecast;
  forecast.name = request.name.empty() ? name_of(*ensemble.files.front()) : request.name;
  forecast.made = request.made;
  forecast.horizon = fmt::format("{}-12", until);
  forecast.source =
      "us-imports: US Census, general imports of goods, customs value, by country, and the groups of "
      "docs/decisions/0071-backtest.md; indirect-links: none yet, a later inter-country table";
  forecast.rule =
      "continuous ranked probability score of every cell and year, mean over a measure, beside that of no "
      "change; "
      "share of values inside the central 50 and 90 % bands";
  forecast.probabilities = band_probabilities();
  for (std::size_t f = 0; f < files.size(); ++f)
    forecast.origins.push_back(origin_of(files[f], *ensemble.files[f]));
  try {
    for (const Wanted& wanted :
         {import_shares(*ensemble.members.front(), request.from), indirect_links(request.from)})
      forecast.measures.push_back(predicted(wanted, ensemble, request.from, until));
  } catch (const NotMeasured& reason) {
    throw InputError(
        Fault{Place{files.front(), 0, 0, ""}, "no forecast can be made of these files", reason.what(), ""});
  }
  return forecast;
}

}  // namespace entrepot::outputs
