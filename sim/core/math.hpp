// Own exp and log for step code: the same bits on every CPU (libm's change with FMA), written without
// branches and libm calls so that loops over arrays vectorise. Arguments must be finite; log needs a positive
// normal number. Errors: exp, log <= 2 ulp (tests/unit/sim/core/math.cpp).
#pragma once

#include <bit>
#include <cstdint>

namespace entrepot {

// e^x in float32 for |x| <= 87; outside it is clamped.
[[nodiscard]] inline float exp32(float x) {
  constexpr float magic = 12582912.0F;  // 1.5 * 2^23: adding it rounds to an integer
  x = x < -87.0F ? -87.0F : x;
  x = x > 87.0F ? 87.0F : x;
  const float shifted = x * 1.44269504088896341F + magic;
  const float k = shifted - magic;
  float r = x - k * 0.693359375F;
  r = r - k * -2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * (r * r) + r + 1.0F;
  const auto exponent = (std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(magic) + 127)
                        << 23;
  return p * std::bit_cast<float>(exponent);
}

// Natural logarithm in float32 of a positive normal number.
[[nodiscard]] inline float log32(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t offset = bits - 0x3f3504f3;  // so that the mantissa lies in [sqrt(1/2), sqrt(2))
  const std::int32_t k = offset >> 23;
  const float m = std::bit_cast<float>(bits - (k << 23)) - 1.0F;
  const float z = m * m;
  float p = 7.0376836292e-2F;
  p = p * m - 1.1514610310e-1F;
  p = p * m + 1.1676998740e-1F;
  p = p * m - 1.2420140846e-1F;
  p = p * m + 1.4249322787e-1F;
  p = p * m - 1.6668057665e-1F;
  p = p * m + 2.0000714765e-1F;
  p = p * m - 2.4999993993e-1F;
  p = p * m + 3.3333331174e-1F;
  const auto e = static_cast<float>(k);
  float y = p * m * z;
  y = y + e * -2.12194440e-4F;
  y = y - 0.5F * z;
  return (m + y) + e * 0.693359375F;
}

// An exponential draw of mean one from 32 random bits: -ln(1 - v), accurate relative to its own size down to
// the smallest draws (which decide races with rare runners), v = (word + 1/2) / 2^32.
[[nodiscard]] inline float exponential32(std::uint32_t word) {
  const float v = (static_cast<float>(word) + 0.5F) * 0x1p-32F;
  const float rest = 1.0F - (v < 0.99999994F ? v : 0.99999994F);
  const float lost = 1.0F - rest;  // what of v survived the subtraction
  return lost > 0.0F ? -log32(rest) * (v / lost) : v;
}

// e^x in float64 for |x| <= 708; outside it is clamped.
[[nodiscard]] inline double exp64(double x) {
  constexpr double magic = 6755399441055744.0;  // 1.5 * 2^52
  x = x < -708.0 ? -708.0 : x;
  x = x > 708.0 ? 708.0 : x;
  const double shifted = x * 1.44269504088896340736 + magic;
  const double k = shifted - magic;
  double r = x - k * 6.93147180369123816490e-01;
  const double low = k * 1.90821492927058770002e-10;
  // Taylor to degree 13 on |r| <= ln(2)/2: truncation below 1e-17. The low part enters once, at first order.
  r = r - low;
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * (r * r) + r + 1.0;
  const std::int64_t exponent =
      (std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(magic) + 1023);
  return p * std::bit_cast<double>(exponent << 52);
}

// Natural logarithm in float64 of a positive normal number (the classic s = f / (2 + f) series).
[[nodiscard]] inline double log64(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t offset = bits - 0x3fe6a09e667f3bcdLL;
  const std::int64_t k = offset >> 52;
  const double f = std::bit_cast<double>(bits - (k << 52)) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double r = 1.479819860511658591e-01;
  r = r * z + 1.531383769920937332e-01;
  r = r * z + 1.818357216161805012e-01;
  r = r * z + 2.222219843214978396e-01;
  r = r * z + 2.857142874366239149e-01;
  r = r * z + 3.999999999940941908e-01;
  r = r * z + 6.666666666666735130e-01;
  r = r * z;
  const double half = 0.5 * f * f;
  const auto e = static_cast<double>(k);
  return e * 6.93147180369123816490e-01 - ((half - (s * (half + r) + e * 1.90821492927058770002e-10)) - f);
}

// x^y for x > 0 through logarithms; the relative error grows as 1 + |y ln x| ulp.
[[nodiscard]] inline double pow64(double x, double y) { return exp64(y * log64(x)); }

// Nearest integer, ties to even, for |x| < 2^51.
[[nodiscard]] inline std::int64_t round_half_even(double x) {
  constexpr double magic = 6755399441055744.0;
  return std::bit_cast<std::int64_t>(x + magic) - std::bit_cast<std::int64_t>(magic);
}

}  // namespace entrepot
