#include "scenarios/reader/tables/panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "scenarios/data/duties/hs_cells.hpp"
#include "scenarios/data/duties/panel_units.hpp"
#include "scenarios/reader/name_hints.hpp"
#include "scenarios/reader/yaml/units.hpp"

namespace entrepot::scenarios {

namespace {

constexpr double most_points = 1000.0;  // pp

// What both kinds of tables share.
class TableReader {
 public:
  TableReader(const CsvTable& csv, ReadContext& context)
      : csv_(csv), context_(context), cells_(csv, context.faults) {}

  std::string code(std::size_t row, std::size_t column) { return cells_.code(row, column); }
  double number(std::size_t row, std::size_t column) {
    const std::string text(csv_.text(row, column));
    double value = 0.0;
    const TextProblem problem = read_points(text, value);
    if (!problem.bad() || cells_.habit_of_number(row, column)) return value;
    fault(row, column, std::string(csv_.header(column)) + " is " + in_quotes(text), problem.problem,
          problem.suggestion);
    return value;
  }
  PanelOrigin origin(std::size_t row, std::size_t column) {
    if (context_.names == nullptr) return {std::string(csv_.text(row, column)), PanelOrigin::Kind::all, ""};
    return cells_.origin(row, column, context_.names->regions, members(), [&](const std::string& name) {
      return region_hint(name, *context_.names, members());
    });
  }
  Date date(std::size_t row, std::size_t column, Date open) {
    const std::string text(csv_.text(row, column));
    Date day = open;
    if (!text.empty() && !parse_date(text, day))
      fault(row, column, "date " + in_quotes(text), "no date of the calendar",
            "write YYYY-MM-DD, or nothing for an open interval");
    return day;
  }
  void fault(std::size_t row, std::size_t column, std::string what, std::string why, std::string suggestion) {
    context_.faults.add(csv_.place(row, column), std::move(what), std::move(why), std::move(suggestion));
  }
  [[nodiscard]] const std::vector<MemberCountry>& members() const {
    static const std::vector<MemberCountry> none;
    return context_.members != nullptr ? *context_.members : none;
  }
  void finish() { cells_.finish(); }

 private:
  const CsvTable& csv_;
  ReadContext& context_;
  HsCells cells_;
};

// The place of a text in a list, appended where it is new. `make` builds the entry.
template <class Entry, class Make>
std::size_t index_in(std::unordered_map<std::string, std::size_t>& known, std::vector<Entry>& all,
                     const std::string& text, const Make& make) {
  const auto [it, is_new] = known.emplace(text, all.size());
  if (is_new) all.push_back(make());
  return it->second;
}

}  // namespace

std::optional<Panel> read_panel(const std::string& file, ReadContext& context) {
  const std::optional<CsvTable> csv = load_hs_table(file, context.faults, context.notes);
  if (!csv) return std::nullopt;
  const std::size_t before = context.faults.count();
  const auto hs = csv->require_column("hs", context.faults);
  const auto origin = csv->require_column("origin", context.faults);
  const auto from = csv->require_column("valid_from", context.faults);
  const auto until = csv->require_column("valid_until", context.faults);
  const auto rate = csv->require_column("rate", context.faults);
  const auto authority = csv->find_column("authority");
  if (context.faults.count() != before) return std::nullopt;
  TableReader reader(*csv, context);
  Panel panel;
  std::unordered_map<std::string, std::size_t> origins, authorities;
  const std::chrono::days a_day(1);
  for (std::size_t row = 0; row < csv->rows(); ++row) {
    PanelRow out;
    out.code = reader.code(row, *hs);
    out.origin =
        static_cast<std::uint32_t>(index_in(origins, panel.origins, std::string(csv->text(row, *origin)),
                                            [&] { return reader.origin(row, *origin); }));
    out.authority = static_cast<std::uint16_t>(
        index_in(authorities, panel.authorities, authority ? std::string(csv->text(row, *authority)) : "",
                 [&] { return authority ? std::string(csv->text(row, *authority)) : std::string(); }));
    out.from = reader.date(row, *from, Month(1900, 1).first_day());
    const Date last = reader.date(row, *until, Date::max());
    out.until = last == Date::max() ? last : last + a_day;
    out.rate = reader.number(row, *rate) / 100.0;
    if (out.until <= out.from)
      reader.fault(row, *until, "valid_until is before valid_from", "valid_until is the last day in force",
                   "");
    if (std::abs(out.rate) * 100.0 > most_points)
      reader.fault(row, *rate, "rate is out of bounds", "allowed: -1000 to 1000 pp", "");
    panel.rows.push_back(std::move(out));
  }
  reader.finish();
  if (csv->rows() == 0)
    context.faults.add(Place{file, 1, 1, ""}, "the panel holds no duties", "rows are expected");
  if (context.faults.count() != before) return std::nullopt;
  return panel;
}

std::optional<std::vector<PanelWeight>> read_weights(const std::string& file, ReadContext& context) {
  const std::optional<CsvTable> csv = load_hs_table(file, context.faults, context.notes);
  if (!csv) return std::nullopt;
  const std::size_t before = context.faults.count();
  const auto hs = csv->require_column("hs", context.faults);
  const auto value = csv->require_column("value", context.faults);
  const auto origin = csv->find_column("origin");
  if (context.faults.count() != before) return std::nullopt;
  TableReader reader(*csv, context);
  std::vector<PanelWeight> weights;
  for (std::size_t row = 0; row < csv->rows(); ++row) {
    PanelWeight weight{reader.code(row, *hs), "", "", reader.number(row, *value)};
    if (origin) {
      const PanelOrigin at = reader.origin(row, *origin);
      const bool country = at.kind == PanelOrigin::Kind::country;
      weight.country = country ? at.code : "";
      weight.region = country ? find_country(at.code, reader.members())->region : at.code;
    }
    if (!(weight.value >= 0.0)) reader.fault(row, *value, "value is negative", "trade is 0 or more", "");
    weights.push_back(std::move(weight));
  }
  reader.finish();
  if (context.faults.count() != before) return std::nullopt;
  sort_weights(weights);
  return weights;
}

}  // namespace entrepot::scenarios
