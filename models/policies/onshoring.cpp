// Buyers prefer goods of their own region.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/parts/wedge.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_onshoring(const Values& values, const WorldTable& table) {
  return make_preference(
      values, table, [&](std::size_t /*importer*/) { return std::vector<double>(table.n_regions(), 1.0); });
}

}  // namespace

PolicyDescriptor onshoring_policy() {
  PolicyDescriptor policy;
  policy.name = "onshoring";
  policy.summary =
      "A preference for goods made at home: the same choice wedge on all imports; no cash is paid.";
  policy.keys = preference_keys("Choice wedge on imports, as a fraction of the price.");
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_onshoring;
  policy.check_world = check_preference;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
