#include "outputs/report/sections/share_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/goods_shares.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::outputs {

ShareTableBuilder::ShareTableBuilder(std::string importer, std::vector<std::string> regions,
                                     std::vector<bool> goods, std::vector<int> month_year)
    : importer_(std::move(importer)),
      regions_(std::move(regions)),
      goods_(std::move(goods)),
      month_year_(std::move(month_year)),
      years_(month_year_) {
  years_.erase(std::unique(years_.begin(), years_.end()), years_.end());
  const auto at = std::find(regions_.begin(), regions_.end(), importer_);
  if (at == regions_.end()) {
    throw InputError(Fault{{},
                           "no region named " + importer_,
                           "the importer must be a region of the world",
                           suggest(importer_, regions_, Asks::plain)});
  }
  importer_index_ = static_cast<std::size_t>(at - regions_.begin());
}

std::vector<double> ShareTableBuilder::shares(const std::vector<Variable>& variables) const {
  const auto trade = std::find_if(variables.begin(), variables.end(),
                                  [](const Variable& v) { return v.name == "customs_trade"; });
  ENTREPOT_VALIDATE(trade != variables.end(), "a run without customs trade");
  std::vector<int> year;
  for (const int of_month : month_year_) year.push_back(of_month - years_.front());
  return goods_shares(trade->values, regions_.size(), importer_index_, goods_, year);
}

void ShareTableBuilder::add(const ReplicateResult& result) {
  if (!sums_) sums_.emplace(regions_.size() * years_.size());
  sums_->add(shares(result.scenario), shares(result.baseline));
}

ShareTable ShareTableBuilder::table() const {
  ENTREPOT_VALIDATE(sums_.has_value(), "no replicate was added");
  ShareTable out;
  out.importer = importer_;
  out.years = years_;
  out.replicates = static_cast<int>(sums_->replicates());
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    if (i == importer_index_) continue;
    out.origins.push_back(regions_[i]);
    out.scenario.emplace_back();
    out.baseline.emplace_back();
    out.interval.emplace_back();
    for (std::size_t cell = i * years_.size(); cell < (i + 1) * years_.size(); ++cell) {
      out.scenario.back().push_back(sums_->mean_value(cell));
      out.baseline.back().push_back(sums_->mean_against(cell));
      out.interval.back().push_back(sums_->half_width(cell));
    }
  }
  return out;
}

namespace {

template <class Cell>
void append_block(std::string& text, const ShareTable& table, const std::string& title, const Cell& cell) {
  text += fmt::format("{:<24}", title);
  for (const int year : table.years) text += fmt::format("{:>7}", year);
  text += "\n";
  for (std::size_t i = 0; i < table.origins.size(); ++i) {
    text += fmt::format("  {:<22}", table.origins[i]);
    for (std::size_t y = 0; y < table.years.size(); ++y) text += fmt::format("{:>7}", cell(i, y));
    text += "\n";
  }
  text += "\n";
}

}  // namespace

std::string format_share_table(const ShareTable& table) {
  std::string text = fmt::format("Share of {} goods imports by origin (customs value, %), {} replicate{}\n\n",
                                 table.importer, table.replicates, table.replicates == 1 ? "" : "s");
  append_block(text, table, "scenario, %",
               [&](std::size_t i, std::size_t y) { return fmt::format("{:.2f}", table.scenario[i][y]); });
  append_block(text, table, "baseline, %",
               [&](std::size_t i, std::size_t y) { return fmt::format("{:.2f}", table.baseline[i][y]); });
  append_block(text, table, "change, pp",
               [&](std::size_t i, std::size_t y) { return fmt::format("{:+.2f}", table.change(i, y)); });
  append_block(text, table, "change, % of baseline", [&](std::size_t i, std::size_t y) {
    return table.baseline[i][y] > 0.0
               ? fmt::format("{:+.1f}", 100.0 * table.change(i, y) / table.baseline[i][y])
               : std::string("-");
  });
  if (table.replicates > 1) {
    append_block(text, table, "95 % interval of pp, +-",
                 [&](std::size_t i, std::size_t y) { return fmt::format("{:.2f}", table.interval[i][y]); });
  } else {
    text += "One replicate: no interval. Give `replicates: 10` to see the random noise.\n";
  }
  return text;
}

}  // namespace entrepot::outputs
