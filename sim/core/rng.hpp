// Counter-based random numbers: a draw is a pure function of (seed, replicate, stream, agent, step, n).
// Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace entrepot {

// Frozen and append-only: the number of a stream is part of the meaning of a seed.
enum class Stream : std::uint32_t {
  firm_size = 1,
  slot_order = 2,
  product_order = 3,
  supplier_order = 4,
  event_clock = 5,
  event_extra = 6,
  // 7 was never used
  origin_race = 8,
  supplier_pick = 9,
  match_quality = 10,
  event_plant = 11,
  plant_race = 12,
  site_weighed = 13,
  site_cost = 14,
  site_host = 15,
  licence = 16,
  site_barred = 17,
  firm_threshold = 18,
  firm_turnover = 19,
  supplier_again = 20,
  listed = 21,
  place_race = 22,
  enterprise_pick = 23,
  test = 1000,
};

struct Seed {
  std::uint64_t value = 0;      // of the scenario
  std::uint32_t replicate = 0;  // 0 = the world itself; dynamic streams of replicate r use r + 1
};

// Four independent 32-bit words for one counter.
[[nodiscard]] inline std::array<std::uint32_t, 4> random_words(Seed seed, Stream stream, std::uint64_t agent,
                                                               std::uint32_t step, std::uint32_t n) {
  using Generator = r123::Philox4x32;
  const Generator::key_type key{{static_cast<std::uint32_t>(seed.value) ^ (seed.replicate * 0x9E3779B9U),
                                 static_cast<std::uint32_t>(seed.value >> 32U) + seed.replicate}};
  const Generator::ctr_type counter{
      {static_cast<std::uint32_t>(agent),
       static_cast<std::uint32_t>(agent >> 32U) ^ (static_cast<std::uint32_t>(stream) << 16U), step, n}};
  const Generator::ctr_type out = Generator()(counter, key);
  return {out[0], out[1], out[2], out[3]};
}

// Uniform in the open interval (0, 1), 32 bits.
[[nodiscard]] inline double to_unit(std::uint32_t word) {
  return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

// Uniform in (0, 1) from 53 of 64 bits.
[[nodiscard]] inline double to_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32U) | low;
  return (static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53;
}

// A sequence of uniforms for one agent and step.
class Draws {
 public:
  Draws(Seed seed, Stream stream, std::uint64_t agent, std::uint32_t step)
      : seed_(seed), stream_(stream), agent_(agent), step_(step) {}
  [[nodiscard]] std::uint32_t word() {
    if (used_ == 4) {
      words_ = random_words(seed_, stream_, agent_, step_, block_++);
      used_ = 0;
    }
    return words_[used_++];
  }
  [[nodiscard]] double unit() { return to_unit(word()); }
  [[nodiscard]] double unit53() {
    const std::uint32_t high = word();
    return to_unit(high, word());
  }

 private:
  Seed seed_;
  Stream stream_;
  std::uint64_t agent_;
  std::uint32_t step_;
  std::uint32_t block_ = 0;
  std::uint32_t used_ = 4;
  std::array<std::uint32_t, 4> words_{};
};

}  // namespace entrepot
