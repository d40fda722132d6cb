#include "outputs/store/results/pack_row.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <numeric>

namespace entrepot::outputs {

namespace {

using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;
using Sizes = std::vector<std::size_t>;

// Moves to the next position of a box, the last axis fastest; false at its end.
bool advance(Sizes& at, const Sizes& count) {
  for (std::size_t a = at.size(); a-- > 0;) {
    if (++at[a] < count[a]) return true;
    at[a] = 0;
  }
  return false;
}

std::size_t position(const Sizes& at, const Sizes& shape) {
  std::size_t out = 0;
  for (std::size_t a = 0; a < at.size(); ++a) out = out * shape[a] + at[a];
  return out;
}

// The numbers of the chunk at a corner.
void gather(std::span<const double> values, const Sizes& shape, const Sizes& first, const Sizes& chunk,
            std::vector<double>& numbers) {
  if (shape.empty()) {
    numbers.front() = values.front();
    return;
  }
  std::fill(numbers.begin(), numbers.end(), std::numeric_limits<double>::quiet_NaN());
  Sizes inside(shape.size());
  for (std::size_t a = 0; a < shape.size(); ++a) inside[a] = std::min(chunk[a], shape[a] - first[a]);
  const std::size_t stretch = inside.back();  // of the last axis: one piece in both
  Sizes count = inside;
  count.back() = 1;
  Sizes at(shape.size(), 0);
  Sizes from(shape.size());
  do {
    for (std::size_t a = 0; a < at.size(); ++a) from[a] = first[a] + at[a];
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(position(from, shape)), stretch,
                numbers.begin() + static_cast<std::ptrdiff_t>(position(at, chunk)));
  } while (advance(at, count));
}

// The first bytes of all numbers, then the second ones, ...
void shuffle(const std::vector<double>& numbers, std::vector<unsigned char>& planes) {
  static_assert(std::endian::native == std::endian::little, "files hold little-endian numbers");
  const std::size_t count = numbers.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto bits = std::bit_cast<std::uint64_t>(numbers[i]);
    for (std::size_t byte = 0; byte < sizeof bits; ++byte)
      planes[byte * count + i] = static_cast<unsigned char>(bits >> (8 * byte));
  }
}

std::vector<unsigned char> deflate(const std::vector<unsigned char>& bytes, const Compressor& compressor) {
  std::vector<unsigned char> out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
  out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace

std::vector<PackedChunk> pack_row(std::span<const double> values, const Sizes& shape, const Sizes& chunk,
                                  int level) {
  const Compressor compressor(libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (compressor == nullptr) throw std::bad_alloc();
  std::vector<double> numbers(
      std::accumulate(chunk.begin(), chunk.end(), std::size_t{1}, std::multiplies<>()));
  std::vector<unsigned char> planes(numbers.size() * sizeof(double));
  Sizes grid(shape.size());
  for (std::size_t a = 0; a < shape.size(); ++a) grid[a] = (shape[a] + chunk[a] - 1) / chunk[a];
  std::vector<PackedChunk> out;
  Sizes at(shape.size(), 0);
  do {
    Sizes first(shape.size());
    for (std::size_t a = 0; a < at.size(); ++a) first[a] = at[a] * chunk[a];
    gather(values, shape, first, chunk, numbers);
    shuffle(numbers, planes);
    out.push_back({first, deflate(planes, compressor), true, true});
  } while (advance(at, grid));
  return out;
}

}  // namespace entrepot::outputs
