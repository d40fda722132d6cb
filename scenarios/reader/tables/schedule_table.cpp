#include "scenarios/reader/tables/schedule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "scenarios/data/duties/spreadsheet.hpp"
#include "scenarios/reader/name_hints.hpp"
#include "scenarios/reader/yaml/files.hpp"
#include "scenarios/reader/yaml/units.hpp"

namespace entrepot::scenarios {

namespace {

constexpr double largest_points = 1000.0;  // pp

struct Field {
  std::string text;
  int column = 0;  // from 1
};
using Row = std::vector<Field>;

Row split_fields(const std::string& line) {
  Row fields;
  std::size_t start = 0;
  while (true) {
    const std::size_t first_sign = std::min(line.find_first_not_of(" \t", start), line.size());
    const bool quoted = first_sign < line.size() && line[first_sign] == '"';
    const std::size_t closed = quoted ? line.find('"', first_sign + 1) : std::string::npos;
    const std::size_t comma =
        std::min(line.find(',', closed == std::string::npos ? start : closed), line.size());
    const std::size_t first = std::min(line.find_first_not_of(" \t\"", start), comma);
    std::size_t last = comma;
    while (last > first && (line[last - 1] == ' ' || line[last - 1] == '\t' || line[last - 1] == '"')) --last;
    fields.push_back({line.substr(first, last - first), static_cast<int>(first) + 1});
    if (comma == line.size()) return fields;
    start = comma + 1;
  }
}

// Reads one CSV into a ScheduleTable; all faults at file:line:col of the CSV.
class ScheduleReader {
 public:
  // `shown`: what notes call the file, the same on every machine.
  ScheduleReader(const std::string& file, std::string shown, const std::string& text, ReadContext& context)
      : context_(context), shown_(std::move(shown)), source_(make_source(file, {}, text)) {
    table_.file = file;
  }

  std::optional<ScheduleTable> read(bool increments) {
    const std::size_t before = context_.faults.count();
    table_.increments = increments;
    if (!source_->lines.empty() && other_separator(source_->lines[0]) != 0) {
      context_.faults.add({source_->name, 1, 1, ""},
                          "the fields are separated by " + separator_text(other_separator(source_->lines[0])),
                          "a spreadsheet of another language or a copied table", "separate them by commas");
      return std::nullopt;
    }
    if (source_->lines.empty()) return fault(1, 1, "the file is empty", "a header is expected"), std::nullopt;
    header_ = split_fields(source_->lines[0]);
    const std::string& first = header_[0].text;
    dates_down_ = first == "date";
    if (!dates_down_ && first != "product" && first != "origin" && first != "destination") {
      // The line is not shown: a file without such a column may be no table and none of the user's.
      context_.faults.add({source_->name, 1, header_[0].column, ""}, "the first column is none that is known",
                          "the orientation is read from it", "write product, origin, destination or date");
      return std::nullopt;
    }
    table_.row_kind = dates_down_ ? kind_of_columns() : first;
    read_header();
    for (std::size_t i = 1; i < source_->lines.size(); ++i) read_line(i);
    habits_.report(context_.faults);
    if (context_.faults.count() != before) return std::nullopt;
    if (names_seen_.empty() || dates_.empty()) {
      fault(1, 1, "the file holds no duties", "names and dates are expected");
      return std::nullopt;
    }
    arrange();
    note_missing();
    return table_;
  }

 private:
  void fault(std::size_t line, int column, std::string what, std::string why, std::string suggestion = "") {
    context_.faults.add(place_in(*source_, static_cast<int>(line), column), std::move(what), std::move(why),
                        std::move(suggestion));
  }

  [[nodiscard]] const std::vector<std::string>* known(const std::string& kind) const {
    if (context_.names == nullptr) return nullptr;
    return kind == "product" ? &context_.names->products : &context_.names->regions;
  }

  [[nodiscard]] const std::vector<MemberCountry>& members() const {
    static const std::vector<MemberCountry> none;
    return context_.members != nullptr ? *context_.members : none;
  }

  // Columns below a `date` header are products if most are known as such, else origins.
  [[nodiscard]] std::string kind_of_columns() const {
    const std::vector<std::string>* products = known("product");
    if (products == nullptr) return "origin";
    const auto hits = std::count_if(header_.begin() + 1, header_.end(), [&](const Field& field) {
      return std::find(products->begin(), products->end(), field.text) != products->end();
    });
    return 2 * hits > std::ssize(header_) - 1 ? "product" : "origin";
  }

  void read_header() {
    for (std::size_t c = 1; c < header_.size(); ++c)
      dates_down_ ? add_name(1, header_[c]) : add_date(1, header_[c]);
  }

  void read_line(std::size_t index) {
    if (source_->lines[index].find_first_not_of(" \t") == std::string::npos) return;
    const Row fields = split_fields(source_->lines[index]);
    const std::size_t line = index + 1;
    if (fields.size() != header_.size()) {
      fault(line, 1, fmt::format("{} fields", fields.size()),
            fmt::format("the header has {}", header_.size()), "");
      return;
    }
    dates_down_ ? add_date(line, fields[0]) : add_name(line, fields[0]);
    for (std::size_t c = 1; c < fields.size(); ++c) cells_.push_back(read_duty(line, fields[c]));
  }

  double read_duty(std::size_t line, const Field& field) {
    double points = 0.0;
    const TextProblem problem = read_points(field.text, points);
    std::string fixed;
    const Habit habit = problem.bad() ? habit_of_number(field.text, fixed) : Habit::none;
    if (habit != Habit::none) {
      habits_.add(habit, place_in(*source_, static_cast<int>(line), field.column), field.text, fixed);
    } else if (problem.bad()) {
      fault(line, field.column, "duty " + in_quotes(field.text), problem.problem, problem.suggestion);
    } else if (points < -largest_points || points > largest_points) {
      fault(line, field.column, "duty " + in_quotes(field.text), "allowed: -1000 to 1000 pp", "");
    }
    return points / 100.0;
  }

  void add_date(std::size_t line, const Field& field) {
    Date date;
    if (!parse_date(field.text, date)) {
      fault(line, field.column, "date " + in_quotes(field.text), "no date of the calendar",
            "write YYYY-MM-DD");
    } else if (!dates_.empty() && date <= dates_.back()) {
      fault(line, field.column, "date " + in_quotes(field.text), "dates must ascend", "");
    } else {
      dates_.push_back(date);
    }
  }

  void add_name(std::size_t line, const Field& field) {
    const auto [first, is_new] = names_seen_.emplace(field.text, line);
    if (!is_new) {
      fault(line, field.column, fmt::format("{} {} appears twice", table_.row_kind, in_quotes(field.text)),
            fmt::format("first on line {}", first->second));
    }
    const std::vector<std::string>* all = known(table_.row_kind);
    const bool is_known = all == nullptr || std::find(all->begin(), all->end(), field.text) != all->end();
    std::string fixed;
    const Habit habit =
        table_.row_kind == "product" && !is_known ? habit_of_code(field.text, fixed) : Habit::none;
    if (habit != Habit::none) {
      habits_.add(habit, place_in(*source_, static_cast<int>(line), field.column), field.text, fixed);
    } else if (!is_known) {
      fault(line, field.column,
            fmt::format("{} {} is not in the world", table_.row_kind, in_quotes(field.text)), "unknown name",
            table_.row_kind == "product" ? product_hint(field.text, *context_.names)
                                         : region_hint(field.text, *context_.names, members()));
    }
    table_.rows.push_back(field.text);
  }

  // Cells were read line by line; the table wants [date][row].
  void arrange() {
    table_.dates = dates_;
    table_.values.resize(cells_.size());
    const std::size_t n_rows = table_.rows.size();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::size_t line = i / (header_.size() - 1);
      const std::size_t column = i % (header_.size() - 1);
      table_.values[dates_down_ ? line * n_rows + column : column * n_rows + line] = cells_[i];
    }
  }

  void note_missing() {
    const std::vector<std::string>* all = known(table_.row_kind);
    if (table_.row_kind != "product" || all == nullptr) return;
    const auto missing = std::count_if(all->begin(), all->end(),
                                       [&](const std::string& name) { return names_seen_.count(name) == 0; });
    if (missing > 0) {
      context_.notes.push_back(
          fmt::format("{}: {} of {} products of the world are not in the schedule and keep "
                      "their duty",
                      shown_, missing, all->size()));
    }
  }

  ReadContext& context_;
  std::string shown_;
  std::shared_ptr<const Source> source_;
  ScheduleTable table_;
  Row header_;
  bool dates_down_ = false;
  Habits habits_;
  std::vector<Date> dates_;
  std::unordered_map<std::string, std::size_t> names_seen_;  // name -> line
  std::vector<double> cells_;                                // in the order of the file, fraction
};

}  // namespace

std::optional<ScheduleTable> read_schedule_table(const std::string& file, const std::string& shown,
                                                 const std::string& text, bool increments,
                                                 ReadContext& context) {
  return ScheduleReader(file, shown, text, context).read(increments);
}

}  // namespace entrepot::scenarios
