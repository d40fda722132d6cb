#include "tools/runs/memory_need.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "models/behaviours/registry.hpp"
#include "outputs/metrics/metric.hpp"
#include "outputs/metrics/parts/sampling.hpp"
#include "sim/core/error.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot::tools {

using namespace models;
using namespace outputs;
using scenarios::Scenario;

namespace {

// Measured at commit 660d726 on worlds of 2,000 to 300,000 firms with 10 to 80 slots each
// (docs/performance.md). A nest is a (firm, input sector); its bytes hold those of the firm.
struct Bytes {
  double per_slot;
  double per_nest;
};
constexpr Bytes of_synthesis = {40.0, 26.0};
constexpr Bytes of_contracts = {21.0, 50.0};
constexpr Bytes of_plants_and_stocks = {36.0, 82.0};
constexpr double at_rest = 28e6;  // program, libraries, what threads hold
constexpr double per_flow = 200.0;
constexpr double per_link_of_classes =
    48.0;  // matrices of the linkage metrics: groups and classes of plants, squared
constexpr double classes_of_plants = 150.0;
constexpr double bytes_per_value = 1.6 * 8.0;  // arrays that grow by doubling hold more than is in them

double of(const Bytes& bytes, double slots, double nests) {
  return bytes.per_slot * slots + bytes.per_nest * nests;
}

// Bytes that grow with firms, for so many firms with so many slots each.
double grows(const Scenario& scenario, const WorldTable& table, double firms, double slots_per_firm) {
  const ModelSettings settings = model_settings(scenario.model);
  const double slots = 1.1 * firms * slots_per_firm;  // countries' own beside the firms'
  const double nests = firms * static_cast<double>(table.n_sectors());
  const bool more = settings.investment.sites || settings.sourcing.enterprises || settings.stockpiling.stocks;
  return std::max(of(of_synthesis, slots, nests),
                  of(more ? of_plants_and_stocks : of_contracts, slots, nests));
}

double does_not_grow(const Scenario& scenario, const WorldTable& table) {
  const bool plants = model_settings(scenario.model).investment.sites;
  const double classes = static_cast<double>(table.n_groups()) + (plants ? classes_of_plants : 0.0);
  return at_rest + per_flow * static_cast<double>(table.axes().n_flows()) +
         per_link_of_classes * classes * classes +
         2.0 * bytes_per_value * values_per_variant(scenario, table, {});
}

// A limit in a file of control groups; infinite where there is none.
double limit_in(const char* path) {
  std::ifstream file(path);
  double bytes = 0.0;
  return file >> bytes && bytes > 0.0 ? bytes : INFINITY;
}

}  // namespace

double values_per_variant(const Scenario& scenario, const WorldTable& table,
                          const std::set<std::string>& kept) {
  double values = 0.0;
  for (const Metric& metric : all_metrics()) {
    if (metric.record == nullptr || (!kept.empty() && kept.count(metric.name) == 0)) continue;
    values += static_cast<double>(metric_size(metric, table)) *
              static_cast<double>(sampled_steps(scenario.calendar, metric.sampling).size());
  }
  return values;
}

double memory_need(const Scenario& scenario, const WorldTable& table) {
  const double real = table.firm_register == nullptr ? 0.0 : static_cast<double>(table.firm_register->size());
  return does_not_grow(scenario, table) + grows(scenario, table,
                                                static_cast<double>(scenario.world.firms) + real,
                                                scenario.world.slots_per_firm);
}

double machine_memory() {
  const double machine =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  return std::min({machine, limit_in("/sys/fs/cgroup/memory.max"),
                   limit_in("/sys/fs/cgroup/memory/memory.limit_in_bytes")});
}

double memory_used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

double memory_limit(const std::string& text) {
  if (text.empty()) return machine_memory();
  std::size_t read = 0;
  double number = 0.0;
  try {
    number = std::stod(text, &read);
  } catch (const std::exception&) {
    read = 0;
  }
  const std::string unit = read == 0 ? "?"
                                     : text.substr(text.find_first_not_of(' ', read) == std::string::npos
                                                       ? text.size()
                                                       : text.find_first_not_of(' ', read));
  const double factor = unit.empty() || unit == "B"    ? 1.0
                        : unit == "kB" || unit == "KB" ? 1e3
                        : unit == "MB" || unit == "M"  ? 1e6
                        : unit == "GB" || unit == "G"  ? 1e9
                        : unit == "TB" || unit == "T"  ? 1e12
                                                       : 0.0;
  if (!(number * factor > 0.0) || !std::isfinite(number))
    throw UsageError(fmt::format("--memory: \"{}\" is no amount of memory; write 800 MB or 16 GB", text));
  return number * factor;
}

void require_memory(const Scenario& scenario, const WorldTable& table, double limit) {
  const double need = memory_need(scenario, table);
  if (need <= limit) return;
  const auto firms = static_cast<double>(scenario.world.firms);
  const double room = limit - does_not_grow(scenario, table);
  // Bytes are linear in firms, and by pieces in slots.
  const double firms_that_fit =
      std::floor(room / grows(scenario, table, firms, scenario.world.slots_per_firm) * firms / 1000.0) *
      1000.0;
  double low = 0.0;
  double high = scenario.world.slots_per_firm;
  for (int i = 0; i < 60; ++i) {
    const double slots = 0.5 * (low + high);
    (grows(scenario, table, firms, slots) <= room ? low : high) = slots;
  }
  std::string suggestion;
  if (firms_that_fit >= 1000.0)
    suggestion = fmt::format("world.firms up to {:.0f} would fit", firms_that_fit);
  if (low >= 1.0)
    suggestion += fmt::format("{}these firms with world.slots_per_firm up to {:.0f}{}",
                              suggestion.empty() ? "" : ", or ", std::floor(low),
                              suggestion.empty() ? " would fit" : "");
  if (suggestion.empty()) suggestion = "a coarser table, or fewer months, would take less";
  throw InputError(Fault{
      {scenario.path, 0, 0, ""},
      fmt::format("the run needs about {} of memory", bytes_text(need)),
      fmt::format("there are {}: {} firms with {:g} slots each, {} sectors in {} regions", bytes_text(limit),
                  scenario.world.firms, scenario.world.slots_per_firm, table.n_sectors(), table.n_regions()),
      suggestion});
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", bytes / 1e3);
  return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

}  // namespace entrepot::tools
