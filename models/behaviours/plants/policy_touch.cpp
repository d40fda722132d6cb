#include "models/behaviours/plants/policy_touch.hpp"

namespace entrepot::models {

PolicyTouch::PolicyTouch(const WorldTable& table, const Levers& levers)
    : table_(table), levers_(levers), axes_(table.axes()) {
  if (levers.output_subsidy.empty() && levers.contents.empty()) return;
  paid_.assign(table.n_groups(), false);
  for (const GroupId group : axes_.groups())
    paid_[group.index()] = Levers::value(levers.output_subsidy, group.index()) != 0.0;
  for (const ContentTerms& content : levers.contents) {
    for (const auto group : content.groups) paid_[group] = paid_[group] || content.rate != 0.0;
  }
}

}  // namespace entrepot::models
