#include "tools/entrepot/parts/summary_json.hpp"

#include <nlohmann/json.hpp>

namespace entrepot::tools {

using namespace outputs;

std::string share_table_json(const ShareTable& table) {
  nlohmann::json json = {{"importer", table.importer},
                         {"years", table.years},
                         {"replicates", table.replicates},
                         {"units", "percent of goods imports, customs value"}};
  for (std::size_t i = 0; i < table.origins.size(); ++i) {
    nlohmann::json& row = json["origins"][table.origins[i]];
    row["scenario"] = table.scenario[i];
    row["baseline"] = table.baseline[i];
    if (table.replicates > 1) row["interval_pp"] = table.interval[i];
  }
  return json.dump(2) + "\n";
}

}  // namespace entrepot::tools
