// Listing of universities and institutes: they lose exchange with abroad, and own research slows.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_research_listing(const Values& values, const WorldTable& table) {
  const std::vector<std::size_t> sectors = selected_sectors(values, "sector", table);
  const std::vector<NamedRegion> listed = named_regions(values, "listed", table);
  const double scale = values.number("scale");
  std::vector<LeverChange> changes;
  add_pair_changes(changes, &Levers::control, Combine::overlap, listed,
                   named_regions(values, "source", table), sectors,
                   std::min(1.0, scale * values.number("share")), table);
  add_group_changes(changes, &Levers::research, Combine::sum, listed, sectors,
                    -scale * values.number("share") * values.number("research_loss"), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

KeySpec loss_key() {
  return number_key("research_loss", "0 per year", 0.0, 0.2,
                    "Growth of ln productivity that research of a wholly listed sector loses.", "per year");
}

std::vector<KeyFault> research_listing_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "source", "listed", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor research_listing_policy() {
  PolicyDescriptor policy;
  policy.name = "research_listing";
  policy.summary =
      "Listing of universities and institutes: a part of a region's research base loses its exchange with "
      "others.";
  policy.keys =
      joined({{required_key("listed", KeyType::regions, "Regions or clubs whose institutes are listed."),
               required_key("source", KeyType::regions, "Regions or clubs that end the exchange."),
               optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
               required_share_key("share", "Part of the sector's research base that is listed."), loss_key(),
               scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_research_listing;
  policy.check_world = research_listing_in_world;
  policy.acts_through = {"diffusion", "research"};
  return policy;
}

}  // namespace entrepot::models
