// Parts of entrepot_dispersion_study.
#pragma once

#include <cstdint>
#include <string>

#include "sim/core/parallel.hpp"

namespace entrepot::test {

// One row of the study's table; `size` is slots per market or firms.
void print_row(const std::string& part, const std::string& variant, std::int64_t size, std::uint64_t seed,
               const std::string& measure, double value);

// Frictionless agents on world2017 with its products, synthesised as `entrepot run` does: sector shares and
// prices against the solver's. Finite nests mix products of different duties, so a gap stays.
void products_part(std::int64_t firms, std::uint64_t seed, ThreadPool& pool);

}  // namespace entrepot::test
