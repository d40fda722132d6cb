#include "scenarios/reader/firm_list.hpp"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

namespace {

Names read_numbers(const std::string& file, const std::string& tag, std::int64_t firms) {
  const CsvTable csv = CsvTable::load(file);
  Faults faults;
  const auto firm = csv.require_column("firm", faults);
  std::optional<std::size_t> tags;
  if (!tag.empty()) tags = csv.require_column("tag", faults);
  faults.throw_if_any();
  Names numbers;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto number = csv.number(row, *firm);
    if (!number || *number < 0.0 || *number != std::floor(*number) || *number >= static_cast<double>(firms)) {
      faults.add(csv.place(row, *firm), fmt::format("firm is \"{}\"", csv.text(row, *firm)),
                 fmt::format("firms of this world have the numbers 0 to {}", firms - 1),
                 "`entrepot world build` writes the list of firms");
      continue;
    }
    if (!tags || csv.text(row, *tags) == tag) numbers.push_back(fmt::format("{:.0f}", *number));
  }
  faults.throw_if_any();
  return numbers;
}

}  // namespace

void read_firm_list(const Node& policy, Values& values, const Scenario& scenario, ReadContext& context) {
  if (!values.has("firm_list")) return;
  const Node& at = *policy.find("firm_list");
  if (scenario.resynthesise) {
    context.faults.add(
        at.place(), "firms by number in worlds that are redrawn",
        "every replicate has other firms behind the numbers",
        "choose firms by top, top_share or random_share, or leave out replicates.resynthesise");
  }
  try {
    const std::string tag = values.text_or("tag", "");
    Names numbers = read_numbers(values.get<std::string>("firm_list"), tag, scenario.world.firms);
    if (numbers.empty()) {
      context.faults.add(
          at.place(), "no firm is named",
          tag.empty() ? "the list is empty" : "no row of the list has the tag " + in_quotes(tag));
    }
    values.set("firms", std::move(numbers));
  } catch (const InputError& error) {
    context.faults.add(error);
  }
}

}  // namespace entrepot::scenarios
