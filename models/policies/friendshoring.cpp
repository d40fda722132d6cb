// Buyers prefer origins that vote like their own region.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/parts/wedge.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_friendshoring(const Values& values, const WorldTable& table) {
  return make_preference(values, table,
                         [&](std::size_t importer) { return political_ranks(importer, table); });
}

std::vector<KeyFault> friendshoring_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults = check_preference(values, names);
  check_political(names, "importer", faults);
  return faults;
}

}  // namespace

PolicyDescriptor friendshoring_policy() {
  PolicyDescriptor policy;
  policy.name = "friendshoring";
  policy.summary =
      "A preference for politically near origins, by rank of political distance; no cash is paid.";
  policy.keys = preference_keys(
      "Choice wedge on the politically farthest origin, as a fraction of the price; nearer ones by their "
      "rank.");
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_friendshoring;
  policy.check_world = friendshoring_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
