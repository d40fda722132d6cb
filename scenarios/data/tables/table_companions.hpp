// What a table does not say: kinds and parameters of sectors, and the files beside a world file.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/figures.hpp"
#include "scenarios/data/load_world.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::scenarios {

// Kinds and parameters, from sector_list.csv and sector_parameters.csv beside the table or its world file,
// else by what the sectors' codes are like. Returns the sector of world2017 each is like, or "". InputError
// with all faults of these files.
[[nodiscard]] std::vector<std::string> set_sectors(WorldTable& table, const Labels& sectors,
                                                   const std::vector<std::vector<std::string>>& sources,
                                                   const WorldSource& source, Sha256& hash);

// Products, base duties, places, routes, clubs, owners: the files that a world of figures has, each where it
// is there; a note says what each absent one costs. Returns routes, to be laid over the balanced table.
[[nodiscard]] std::vector<RouteShares> read_companions(WorldTable& table,
                                                       const std::vector<std::string>& like,
                                                       const WorldSource& source, Sha256& hash);

}  // namespace entrepot::scenarios
