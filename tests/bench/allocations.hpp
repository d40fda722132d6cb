// Counts what operator new holds: the benchmark's own operators, linked into the bench binary only.
#pragma once

#include <cstdint>

namespace entrepot::bench {

[[nodiscard]] std::int64_t live_bytes();  // usable size of all blocks held now
[[nodiscard]] std::int64_t peak_bytes();  // largest value so far

}  // namespace entrepot::bench
