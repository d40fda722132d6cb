// The slots of a production graph listed by supplier: built when asked for, by a stable counting sort.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entrepot {

struct Transpose {
  std::vector<std::uint64_t> first;  // [supplier + 1]
  std::vector<std::uint32_t> slot;   // [slot] slot numbers, rising inside a supplier
};

[[nodiscard]] Transpose transpose(std::span<const std::uint32_t> slot_supplier, std::size_t suppliers);

}  // namespace entrepot
