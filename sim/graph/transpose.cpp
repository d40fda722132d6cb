#include "sim/graph/transpose.hpp"

namespace entrepot {

Transpose transpose(std::span<const std::uint32_t> slot_supplier, std::size_t suppliers) {
  Transpose out;
  out.first.assign(suppliers + 1, 0);
  for (const std::uint32_t supplier : slot_supplier) ++out.first[supplier + 1];
  for (std::size_t i = 0; i < suppliers; ++i) out.first[i + 1] += out.first[i];
  out.slot.resize(slot_supplier.size());
  std::vector<std::uint64_t> next(out.first.begin(), out.first.end() - 1);
  for (std::size_t s = 0; s < slot_supplier.size(); ++s) {
    out.slot[next[slot_supplier[s]]++] = static_cast<std::uint32_t>(s);
  }
  return out;
}

}  // namespace entrepot
