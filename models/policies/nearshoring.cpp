// Buyers prefer origins that are near.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/parts/wedge.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_nearshoring(const Values& values, const WorldTable& table) {
  return make_preference(values, table,
                         [&](std::size_t importer) { return relative_distances(importer, table); });
}

std::vector<KeyFault> nearshoring_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults = check_preference(values, names);
  if (!names.knows_distance)
    faults.push_back({"importer", "the world has no distances", "distance_km.csv is not there", ""});
  return faults;
}

}  // namespace

PolicyDescriptor nearshoring_policy() {
  PolicyDescriptor policy;
  policy.name = "nearshoring";
  policy.summary = "A preference for near origins, in proportion to the distance; no cash is paid.";
  policy.keys = preference_keys(
      "Choice wedge on the farthest origin, as a fraction of the price; nearer ones in proportion to the "
      "distance.");
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_nearshoring;
  policy.check_world = nearshoring_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
