// The resolved terms of one flow over time, and which policies they come from.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/data/name_list.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/table.hpp"

namespace entrepot::tools {

// One of the terms of a flow, as it is printed.
struct FlowTerm {
  const char* name;
  const char* unit;
  std::vector<double> Levers::*lever;
  bool logarithm;  // of a factor; printed as the factor's excess over 1
};
inline constexpr std::size_t flow_terms = 5;
[[nodiscard]] const std::array<FlowTerm, flow_terms>& flow_term_list();  // duty, ban, wedge, iceberg, credit

// A flow to look at: "CHN:USA:8542", "CHN:USA:84" or "CHN:USA" (all goods).
struct FlowQuery {
  std::string text;
  std::size_t origin = 0;
  std::size_t destination = 0;
  std::vector<std::size_t> products;
};
// Throws UsageError when the text is no flow of that world; `words` are what its places and products are
// called.
[[nodiscard]] FlowQuery parse_flow(const std::string& text, const WorldTable& table,
                                   const std::vector<scenarios::ListedName>& words = {});

// What one policy adds to a term: percentage points of duty, ban and credit, percent of wedge and iceberg.
struct TermSource {
  std::size_t policy = 0;
  std::size_t term = 0;
  double change = 0.0;
  bool operator==(const TermSource&) const = default;
};

struct FlowMonth {
  Month month;
  std::array<double, flow_terms> values{};  // in percent, means over the products weighted by base trade
  std::vector<TermSource> sources;          // in the order the policies act
  double base_duty = 0.0;                   // %; with the duty's sources it makes up the duty
};

// Every month of the calendar. `instruments` in file order.
[[nodiscard]] std::vector<FlowMonth> flow_path(const FlowQuery& query, const WorldTable& table,
                                               const std::vector<const Instrument*>& instruments,
                                               const Calendar& calendar);

}  // namespace entrepot::tools
