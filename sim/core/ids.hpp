// Typed ids: no raw int crosses a function. An id is invalid until it is given a value.
#pragma once

#include <compare>
#include <cstddef>
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

// Ids that follow each other: for (const RegionId region : axes.regions()).
template <class Id>
class IdRange {
 public:
  class Iterator {
   public:
    constexpr explicit Iterator(std::size_t at) : at_(at) {}
    constexpr Id operator*() const { return Id(at_); }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    std::size_t at_;
  };
  constexpr explicit IdRange(std::size_t count) : end_(count) {}
  constexpr IdRange(std::size_t first, std::size_t end) : first_(first), end_(end) {}
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(first_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(end_); }
  [[nodiscard]] constexpr Id front() const { return Id(first_); }
  [[nodiscard]] constexpr std::size_t size() const { return end_ - first_; }

 private:
  std::size_t first_ = 0;
  std::size_t end_;
};

using RegionId = Id<struct RegionTag, std::uint16_t>;
using SectorId = Id<struct SectorTag, std::uint16_t>;
using ProductId = Id<struct ProductTag, std::uint16_t>;
using CellId = Id<struct CellTag, std::uint16_t>;  // supply cell (region, product)
using GroupId = Id<struct GroupTag>;               // (region, sector)
using FlowId = Id<struct FlowTag>;                 // (destination, supply cell)

}  // namespace entrepot
