#include "models/policies/parts/listed_entities.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "models/policies/parts/regions.hpp"
#include "sim/core/keys.hpp"
#include "sim/world/firms/firm_register.hpp"
#include "sim/world/table.hpp"

namespace entrepot::models {

namespace {

constexpr char separator = '\t';

std::vector<std::string> fields_of(const std::string& text) {
  std::vector<std::string> fields(1);
  for (const char c : text) {
    if (c == separator) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

// Where an entity counts its rank; the rank is left open.
RankedFirm pool_of(const ListedEntity& entity, const WorldTable& table) {
  const Axes axes = table.axes();
  const RegionId region(index_of(table.regions, entity.region));
  RankedFirm place;
  place.group = axes.group(region, SectorId(index_of(table.sectors, entity.sector))).get();
  if (!entity.product.empty())
    place.cell = axes.cell(region, ProductId(index_of(table.products, entity.product))).get();
  place.by_chance = entity.rank == 0;
  return place;
}

}  // namespace

std::string entity_text(const ListedEntity& entity) {
  std::string name = entity.name;
  std::replace(name.begin(), name.end(), separator, ' ');
  const std::string licence = entity.licence ? fmt::format("{}", *entity.licence) : "";
  std::vector<std::string> fields{name,
                                  entity.region,
                                  entity.sector,
                                  entity.product,
                                  format_date(entity.days.from),
                                  entity.days.until == Date::max() ? "" : format_date(entity.days.until),
                                  licence,
                                  std::to_string(entity.rank)};
  if (!entity.firm.empty()) fields.push_back(entity.firm);
  return fmt::format("{}", fmt::join(fields, std::string(1, separator)));
}

ListedEntity entity_of(const std::string& text) {
  const std::vector<std::string> fields = fields_of(text);
  ENTREPOT_VALIDATE(fields.size() == 8 || fields.size() == 9, "an entity has eight or nine fields: " + text);
  ListedEntity entity{fields[0], fields[1], fields[2], fields[3], {}, {}, std::stoll(fields[7]), ""};
  if (fields.size() == 9) entity.firm = fields[8];
  const bool dated = parse_date(fields[4], entity.days.from);
  if (!fields[5].empty()) ENTREPOT_VALIDATE(parse_date(fields[5], entity.days.until), "a date: " + text);
  ENTREPOT_VALIDATE(dated, "a date: " + text);
  if (!fields[6].empty()) entity.licence = std::stod(fields[6]);
  return entity;
}

std::vector<KeySpec> entity_list_keys() {
  return {
      optional_key(
          "entity_list", KeyType::file,
          "CSV file of listed entities as authorities publish them: columns name, region (or country: "
          "label, ISO or UN code, name), sector or product, date; optional until, licence_policy or "
          "licence_rate, aliases, rank, firm (id of a real firm of the world). Each is mapped to a firm and "
          "listed from its own date."),
      ranged(default_key("entities_per_firm", KeyType::integer, "1",
                         "So many entities of the list are one firm of the world."),
             1, 1e6),
      share_key("case_by_case", "0.5",
                "Part of the links that gets a licence where the list says case by case. A judgement; range "
                "0.2 to 0.9.")};
}

std::vector<ListedEntity> listed_entities(const Values& values, const WorldTable& table) {
  std::set<std::string> regions;  // clubs resolved
  for (const NamedRegion& at : named_regions(values, "listed", table))
    regions.insert(table.regions[at.region]);
  std::vector<ListedEntity> entities;
  for (const std::string& text : values.names(entities_key)) {
    entities.push_back(entity_of(text));
    if (regions.count(entities.back().region) == 0) entities.pop_back();
  }
  std::ranges::stable_sort(entities, {}, [](const ListedEntity& one) {
    return std::tie(one.days.from, one.name, one.region, one.sector, one.product);
  });
  return entities;
}

std::vector<RankedFirm> places_of(const std::vector<ListedEntity>& entities, std::size_t entities_per_firm,
                                  const WorldTable& table) {
  std::map<RankedFirm, std::size_t> met;  // of every pool
  std::vector<RankedFirm> places;
  for (const ListedEntity& entity : entities) {
    RankedFirm place = pool_of(entity, table);
    if (!entity.firm.empty()) {
      place = {place.group, -1, table.firm_register->find(entity.firm), false, true};
      places.push_back(place);
      continue;
    }
    const std::size_t before = place.by_chance ? met[place]++ : static_cast<std::size_t>(entity.rank - 1);
    place.rank = static_cast<std::uint32_t>(before / entities_per_firm);
    places.push_back(place);
  }
  return places;
}

std::vector<EntityBatch> entity_batches(const Values& values, const WorldTable& table) {
  const std::vector<ListedEntity> entities = listed_entities(values, table);
  const auto per_firm = static_cast<std::size_t>(values.get<std::int64_t>("entities_per_firm"));
  const std::vector<RankedFirm> places = places_of(entities, per_firm, table);
  std::map<std::tuple<Date, Date, std::optional<double>>, FirmSet> batches;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    FirmSet& firms = batches[{entities[i].days.from, entities[i].days.until, entities[i].licence}];
    firms.ranked.push_back(places[i]);
    firms.groups.push_back(places[i].group);
  }
  std::vector<EntityBatch> all;
  for (auto& [key, firms] : batches) {
    sort_once(firms.groups);
    sort_once(firms.ranked);
    all.push_back({std::move(firms), {std::get<0>(key), std::get<1>(key)}, std::get<2>(key)});
  }
  return all;
}

}  // namespace entrepot::models
