#include "tools/entrepot/links/listed_firms.hpp"

#include <fmt/format.h>

#include "models/behaviours/sourcing/ranked_firms.hpp"
#include "models/policies/parts/listed_entities.hpp"
#include "outputs/store/csv_text.hpp"
#include "tools/runs/firm_privacy.hpp"

namespace entrepot::tools {

namespace {

double output_between(const World& world, std::uint32_t first, std::uint32_t end) {
  double sum = 0.0;
  for (std::uint32_t f = first; f < end; ++f) sum += world.firm_output[f];
  return sum;
}

std::string row_of(const PolicySpec& policy, const ListedEntity& entity, std::uint32_t firm,
                   const World& world, std::uint32_t group) {
  const std::string licence =
      fmt::format("{:.6g}", entity.licence.value_or(policy.values.number("licence_rate")));
  std::string text;
  for (const std::string& field :
       {policy.id, entity.name, entity.region, entity.sector, entity.product, format_date(entity.days.from),
        entity.days.until == Date::max() ? std::string() : format_date(entity.days.until), licence})
    text += csv_field(field) + ",";
  if (firm == no_such_firm) return text + ",,\n";
  const double all = output_between(world, world.group_first[group], world.group_first[group + 1]);
  return text +
         fmt::format("{},{:.6g},{:.6g}\n", firm, world.firm_output[firm], world.firm_output[firm] / all);
}

}  // namespace

std::string listed_firms_csv(RunJob& job) {
  std::string text =
      "policy,entity,region,sector,product,from,until,licence_rate,firm,output_musd,share_of_sector\n";
  const World& world = job.world(0);
  require_single_firms(world.table, "a list of firms");
  const Seed seed{job.scenario().seed, 1};  // of the first replicate
  for (const PolicySpec& policy : job.scenario().policies) {
    if (!policy.values.has(entities_key)) continue;
    const std::vector<ListedEntity> entities = listed_entities(policy.values, world.table);
    const auto per_firm = static_cast<std::size_t>(policy.values.get<std::int64_t>("entities_per_firm"));
    const std::vector<RankedFirm> places = places_of(entities, per_firm, world.table);
    const std::vector<std::uint32_t> firms = ranked_firms(world, places, seed);
    for (std::size_t i = 0; i < entities.size(); ++i)
      text += row_of(policy, entities[i], firms[i], world, places[i].group);
  }
  return text;
}

}  // namespace entrepot::tools
