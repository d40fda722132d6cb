// The nodes of the links between firms in a month, by name, and the run that leads there.
#pragma once

#include <fmt/format.h>

#include <string>

#include "sim/engine/simulation.hpp"
#include "sim/world/state/state.hpp"
#include "tools/runs/firm_privacy.hpp"
#include "tools/runs/progress.hpp"

namespace entrepot::tools {

// What is known of a node of the links of a state by its number: firms, plants opened since, final buyers of
// regions.
class LinkNodes {
 public:
  LinkNodes(const World& world, const State& state) : world_(world), state_(state) {}
  [[nodiscard]] std::size_t sellers() const { return world_.n_firms() + state_.sites.site.size(); }
  [[nodiscard]] bool is_final(std::uint32_t node) const { return node >= sellers(); }
  [[nodiscard]] bool is_site(std::uint32_t node) const { return node >= world_.n_firms() && !is_final(node); }
  [[nodiscard]] const std::string& region(std::uint32_t node) const {
    if (is_final(node)) return world_.table.regions[node - sellers()];
    return world_.table.regions[cell(node) / world_.table.n_products()];
  }
  [[nodiscard]] std::string sector(std::uint32_t node) const {
    if (is_final(node)) return "FINAL";
    return world_.table.sectors[world_.table.product_sector[cell(node) % world_.table.n_products()].index()];
  }
  [[nodiscard]] std::string product(std::uint32_t node) const {
    return is_final(node) ? "" : world_.table.products[cell(node) % world_.table.n_products()];
  }
  // Region of the firm that owns it; a firm owns itself.
  [[nodiscard]] const std::string& owner(std::uint32_t node) const {
    return region(is_site(node) ? state_.sites.site[node - world_.n_firms()].owner : node);
  }
  // Of a real firm, where it may be told; a site has its owner's.
  [[nodiscard]] std::string id(std::uint32_t node) const {
    if (is_final(node)) return "";
    return firm_id(world_, is_site(node) ? state_.sites.site[node - world_.n_firms()].owner : node);
  }
  [[nodiscard]] bool has_ids() const { return shows_ids(world_.table); }
  // "12", a site "site-3", the households of a region "final-USA".
  [[nodiscard]] std::string name(std::uint32_t node) const {
    if (is_final(node)) return "final-" + region(node);
    return is_site(node) ? fmt::format("site-{}", node - world_.n_firms()) : std::to_string(node);
  }

 private:
  [[nodiscard]] std::size_t cell(std::uint32_t seller) const {
    return is_site(seller) ? state_.sites.site[seller - world_.n_firms()].cell : world_.firm_cell[seller];
  }
  const World& world_;
  const State& state_;
};

// Steps until `steps` are done, with a progress bar.
inline void run_to(Simulation& simulation, int steps, const char* title, bool quiet) {
  Progress progress(title, steps, quiet);
  while (simulation.state().step < steps) {
    simulation.step();
    progress.advance(simulation.calendar().at(simulation.state().step - 1).text());
  }
}

}  // namespace entrepot::tools
