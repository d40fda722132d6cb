// A 64-bit number that tells data apart: whether something is as it was. No protection against intent.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace entrepot {

class Fingerprint {
 public:
  void add(std::span<const std::byte> bytes) {
    mix(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, &bytes[at], std::min(sizeof word, bytes.size() - at));
      mix(word);
    }
  }
  template <class Value>
  requires std::is_arithmetic_v<Value>
  void add(Value value) { add(std::as_bytes(std::span(&value, 1))); }
  template <class Value>
  requires std::is_arithmetic_v<Value>
  void add(const std::vector<Value>& values) { add(std::as_bytes(std::span(values))); }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t word) {
    value_ = (value_ ^ word) * 0x9E3779B97F4A7C15ULL;
    value_ ^= value_ >> 32U;
  }
  std::uint64_t value_ = 0x243F6A8885A308D3ULL;
};

}  // namespace entrepot
