// Designs as text: read from CSV or SALib's text, written as both.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/faults.hpp"
#include "sim/core/input_files.hpp"
#include "tools/sweep/designs/design.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

struct Cell {
  std::string text;
  int column = 1;
};

std::vector<Cell> split(const std::string& line) {
  const bool commas = line.find(',') != std::string::npos;
  std::vector<Cell> cells;
  std::size_t at = 0;
  while (at <= line.size()) {
    const std::size_t end = std::min(line.find_first_of(commas ? "," : " \t", at), line.size());
    std::string text = line.substr(at, end - at);
    text.erase(0, text.find_first_not_of(" \t"));
    text.erase(text.find_last_not_of(" \t\r") + 1);
    if (commas || !text.empty()) cells.push_back({text, static_cast<int>(at) + 1});
    at = end + 1;
  }
  return cells;
}

class DesignFile {
 public:
  explicit DesignFile(const SweepPlan& plan) : plan_(plan) {}

  std::vector<SweepPoint> read() {
    note_input(plan_.file);
    std::ifstream file(plan_.file);
    for (std::string line; std::getline(file, line);) {
      ++line_;
      text_ = line;
      if (line.find_first_not_of(" \t\r") == std::string::npos || line.front() == '#') continue;
      const std::vector<Cell> cells = split(line);
      if (columns_.empty() && starts(cells)) continue;
      add(cells);
    }
    if (points_.empty() && faults_.count() == 0) fault({}, "the file has no points", "", "");
    faults_.throw_if_any();
    return std::move(points_);
  }

 private:
  void fault(const Cell& cell, std::string what, std::string why, std::string suggestion) {
    // A line is shown once the file is known to be a design.
    faults_.add({plan_.file, line_, cell.column, columns_.empty() ? "" : text_}, std::move(what),
                std::move(why), std::move(suggestion));
  }

  // The first row: names, or values of the parameters in the plan's order. True when it is a row of names.
  bool starts(const std::vector<Cell>& cells) {
    double number = 0.0;
    const bool names = std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
      return !cell.text.empty() && position(cell.text) < plan_.parameters.size();
    });
    columns_.resize(plan_.parameters.size(), cells.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i] = i;
    if (!names && !cells.empty() && !read_decimal(cells.front().text, number).bad()) return false;
    if (!names && plan_.parameters.front().distribution == Distribution::choice) return false;
    columns_.assign(plan_.parameters.size(), cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) take_name(cells[c], c);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == cells.size())
        fault({}, "there is no column for the parameter " + in_quotes(plan_.parameters[i].name),
              "every parameter needs one", "add it, or leave the parameter out of the plan");
    }
    return true;
  }

  void take_name(const Cell& cell, std::size_t column) {
    const std::size_t i = position(cell.text);
    if (i < plan_.parameters.size()) {
      columns_[i] = column;
      return;
    }
    std::vector<std::string> names;
    for (const SweepParameter& parameter : plan_.parameters) names.push_back(parameter.name);
    fault(cell, "no parameter is called " + in_quotes(cell.text), "unknown name",
          suggest(cell.text, names, "parameters"));
  }

  [[nodiscard]] std::size_t position(const std::string& name) const {
    const auto& all = plan_.parameters;
    const auto at = std::find_if(all.begin(), all.end(), [&](const SweepParameter& parameter) {
      return parameter.name == name || parameter.path == name;
    });
    return static_cast<std::size_t>(at - all.begin());
  }

  void add(const std::vector<Cell>& cells) {
    SweepPoint point;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] >= cells.size())
        return fault({}, fmt::format("the row has {} values", cells.size()),
                     fmt::format("{} are expected", columns_.size()), "");
      take_value(plan_.parameters[i], cells[columns_[i]], point);
    }
    points_.push_back(std::move(point));
  }

  void take_value(const SweepParameter& parameter, const Cell& cell, SweepPoint& point) {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::string text = cell.text;
    if (parameter.distribution == Distribution::choice && !text.empty()) {
      const auto at = std::find(parameter.values.begin(), parameter.values.end(), text);
      value = static_cast<double>(at - parameter.values.begin());
      if (at == parameter.values.end())
        fault(cell, fmt::format("{} is {}", parameter.name, in_quotes(text)), "not one of its values",
              suggest(text, parameter.values, "values"));
    } else if (!text.empty()) {
      const TextProblem problem = read_decimal(text, value);
      if (problem.bad())
        fault(cell, fmt::format("{} is {}", parameter.name, in_quotes(text)), problem.problem, "");
      text = sweep_number(parameter, value);
    }
    point.values.push_back(value);
    point.texts.push_back(text);
  }

  const SweepPlan& plan_;
  Faults faults_;
  std::vector<std::size_t> columns_;  // [parameter]
  std::vector<SweepPoint> points_;
  int line_ = 0;
  std::string text_;
};

std::pair<double, double> bounds(const SweepParameter& parameter) {
  if (parameter.distribution == Distribution::choice)
    return {0.0, static_cast<double>(parameter.values.size()) - 1.0};
  return {parameter.lower, parameter.upper};
}

}  // namespace

std::vector<SweepPoint> read_design_file(const SweepPlan& plan) { return DesignFile(plan).read(); }

std::string design_csv(const SweepPlan& plan, const Design& design) {
  std::string text = fmt::format("{}\n", fmt::join(design.names, ","));
  for (const SweepPoint& point : design.points) {
    for (std::size_t i = 0; i < plan.parameters.size(); ++i) text += (i == 0 ? "" : ",") + point.texts[i];
    text += "\n";
  }
  return text;
}

std::string salib_values(const Design& design) {
  std::string text;
  for (const SweepPoint& point : design.points) {
    for (std::size_t i = 0; i < point.values.size(); ++i)
      text += fmt::format("{}{:.18e}", i == 0 ? "" : " ", point.values[i]);
    text += "\n";
  }
  return text;
}

std::string salib_problem(const SweepPlan& plan) {
  std::string text;
  for (const SweepParameter& parameter : plan.parameters) {
    const auto [lower, upper] = bounds(parameter);
    text += fmt::format("{},{},{}\n", parameter.name, lower, upper);
  }
  return text;
}

}  // namespace entrepot::tools
