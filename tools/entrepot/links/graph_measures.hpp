// Which firms, cells and hubs the links between firms hang on, with and without a scenario's policies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/state/state.hpp"
#include "sim/world/world.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

// Of one run in one month. Nodes are sellers: firms, then plants opened since.
struct GraphMeasures {
  std::vector<std::string> name;    // [seller]
  std::vector<std::string> region;  // [seller]
  std::vector<std::string> sector;  // [seller]
  std::vector<double> sales;        // [seller] million USD of the month
  std::vector<double> rank;         // [seller] PageRank from buyers to suppliers: how much hangs on it
  std::vector<double> between;      // [seller] part of all shortest paths along the goods that run through it
  std::vector<char> cut;            // [seller] without it some others hang together no more
  std::vector<double> hub_share;    // [region] part of the shortest paths between others that visit it
  std::vector<double> core;  // [region] part of its sellers in the world's largest strongly connected set
  std::size_t links = 0;
  std::size_t sources = 0;  // of the sampled paths
};

// `money` [slot] of the month. `sample`: sellers from which paths start; 0 = all.
[[nodiscard]] GraphMeasures measure_graph(const World& world, const State& state,
                                          const std::vector<std::int64_t>& money, std::size_t sample,
                                          int threads);

struct GraphRequest {
  std::string scenario;
  std::vector<std::string> overrides;
  std::string at;  // YYYY-MM; "" = the calendar's last month
  std::size_t sample = 256;
  std::size_t top = 15;
  int replicate = 0;
};

struct GraphReport {
  std::string scenario;  // its name
  std::string month;
  std::vector<std::string> regions;
  GraphMeasures with, without;  // the scenario, its baseline
};

// Runs the scenario and its baseline to the month, with the same draws.
[[nodiscard]] GraphReport graph_report(const GraphRequest& request, const CommonOptions& common);

// Tables of the `top` firms, cells and of all hubs; the same as JSON text.
[[nodiscard]] std::string graph_text(const GraphReport& report, std::size_t top);
[[nodiscard]] std::string graph_json(const GraphReport& report, std::size_t top);

}  // namespace entrepot::tools
