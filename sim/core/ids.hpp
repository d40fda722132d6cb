// Typed ids: no raw int crosses a function. An id is invalid until it is given a value.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace entrepot {

template <class Tag, class Int = std::uint32_t>
class Id {
 public:
  using value_type = Int;
  constexpr Id() = default;
  template <class From>
  constexpr explicit Id(From value) : value_(static_cast<Int>(value)) {}
  [[nodiscard]] constexpr bool valid() const { return value_ != std::numeric_limits<Int>::max(); }
  [[nodiscard]] constexpr Int get() const { return value_; }
  [[nodiscard]] constexpr std::size_t index() const { return value_; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  Int value_ = std::numeric_limits<Int>::max();
};

using RegionId = Id<struct RegionTag, std::uint16_t>;
using SectorId = Id<struct SectorTag, std::uint16_t>;
using ProductId = Id<struct ProductTag, std::uint16_t>;
using CellId = Id<struct CellTag, std::uint16_t>;    // supply cell = region * products + product
using GroupId = Id<struct GroupTag, std::uint32_t>;  // (region, sector) = region * sectors + sector
using FirmId = Id<struct FirmTag>;
using NestId = Id<struct NestTag>;
using SlotId = Id<struct SlotTag>;

}  // namespace entrepot
