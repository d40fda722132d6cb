#include "tools/entrepot/running/closing_table.hpp"

#include "outputs/store/results/result_reader.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

namespace {

std::vector<int> calendar_years(const Calendar& calendar) {
  std::vector<int> years;
  for (int step = 0; step < calendar.steps; ++step) years.push_back(calendar.at(step).year());
  return years;
}

}  // namespace

ShareTableBuilder closing_table(const RunJob& job, const std::string& importer) {
  const WorldTable& table = job.table();
  return {headline_importer(importer, job.scenario(), table), table.regions, table.sector_is_goods,
          calendar_years(job.scenario().calendar)};
}

void add_stored(const std::string& file, int replicates, ShareTableBuilder& shares) {
  if (replicates == 0) return;
  constexpr const char* needed = "customs_trade";
  const ResultReader reader(file);
  for (int at = 0; at < replicates; ++at) {
    const auto read = [&](const char* group) {
      Variable variable;
      variable.name = needed;
      variable.values = reader.read(group, needed, static_cast<std::size_t>(at));
      return std::vector<Variable>{std::move(variable)};
    };
    shares.add({at, read("scenario"), read("baseline")});
  }
}

}  // namespace entrepot::tools
