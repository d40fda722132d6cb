// Adding plants abroad to a running simulation, and closing them.
#pragma once

#include <span>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot {

// A site to be added.
struct NewSite {
  std::uint32_t owner = 0;  // firm of the world
  std::uint16_t host = 0;
  int opens = 0;        // step from which it sells
  double target = 0.0;  // goods per month, trend excluded, as wanted
  bool follows = false;
  double part = 1.0;         // of it that is built at first
  std::uint16_t market = 0;  // destination that is to give most of its profit
};

// Makes room for the books of sites; to be called once before anything else here.
void prepare_sites(const World& world, State& state);

// Appends sites of firms of one home group in one host (at most sites_per_block): firm rows, and copies of
// their parents' present slots (supplier, match, weight), signed in this step. `log_premium` is ln of their
// unit cost over the parents' technology. `line` [world nest] are the running sums of base rates
// (BaseRates::line); empty = the copied slots have no events. Pointers into the state's arrays are void
// afterwards.
void add_sites(const World& world, State& state, std::span<const NewSite> sites, float log_premium,
               const std::vector<float>& line);

// Closes sites (positions in Sites::site): they make and buy nothing any more, and every slot they supplied
// goes back to the owner's home plant. Parallel over fixed ranges of slots.
void close_sites(const World& world, State& state, std::span<const std::uint32_t> positions,
                 ThreadPool& pool);

}  // namespace entrepot
