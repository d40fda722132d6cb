#include "outputs/store/results/packed_values.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <numeric>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

static_assert(std::endian::native == std::endian::little, "files hold little-endian numbers");

using Decompressor = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;
using Bytes = std::vector<unsigned char>;

std::size_t product(const std::vector<std::size_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
}

[[noreturn]] void damaged(const PackedValues& packed) {
  throw InputError(Fault{Place{packed.path, 0, 0, ""}, "cannot read the results",
                         "reading " + packed.metric + ": a compressed piece does not unpack",
                         "the file is damaged or not written by entrepot"});
}

// Rows and columns of 8 x 8 bytes change places; column c of row r is byte c of word r.
void transpose(std::array<std::uint64_t, 8>& rows) {
  const auto swap = [&](std::size_t a, std::size_t b, unsigned shift, std::uint64_t mask) {
    const std::uint64_t both = ((rows[a] >> shift) ^ rows[b]) & mask;
    rows[b] ^= both;
    rows[a] ^= both << shift;
  };
  for (std::size_t i = 0; i < 4; ++i) swap(i, i + 4, 32, 0x00000000FFFFFFFFU);
  for (const std::size_t i : {0U, 1U, 4U, 5U}) swap(i, i + 2, 16, 0x0000FFFF0000FFFFU);
  for (const std::size_t i : {0U, 2U, 4U, 6U}) swap(i, i + 1, 8, 0x00FF00FF00FF00FFU);
}

// The inverse of HDF5's shuffle, which writes the first bytes of all numbers, then the second ones, ...
void unshuffle(const unsigned char* planes, std::vector<double>& numbers) {
  const std::size_t count = numbers.size();
  const std::size_t whole = count / 8 * 8;
  std::array<std::uint64_t, 8> rows{};
  for (std::size_t i = 0; i < whole; i += 8) {
    for (std::size_t byte = 0; byte < 8; ++byte) std::memcpy(&rows[byte], planes + byte * count + i, 8);
    transpose(rows);
    std::memcpy(&numbers[i], rows.data(), sizeof rows);
  }
  for (std::size_t i = whole; i < count; ++i) {
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < 8; ++byte)
      bits |= static_cast<std::uint64_t>(planes[byte * count + i]) << (8 * byte);
    numbers[i] = std::bit_cast<double>(bits);
  }
}

// The numbers of one chunk; `bytes` is room for what is inflated.
void open_chunk(const PackedValues& packed, const PackedChunk& chunk, const Decompressor& decompressor,
                Bytes& bytes, std::vector<double>& numbers) {
  if (chunk.stored.empty()) {
    std::fill(numbers.begin(), numbers.end(), packed.fill);
    return;
  }
  const Bytes* from = &chunk.stored;
  if (chunk.deflated) {
    std::size_t length = 0;
    const libdeflate_result result = libdeflate_zlib_decompress(
        decompressor.get(), chunk.stored.data(), chunk.stored.size(), bytes.data(), bytes.size(), &length);
    if (result != LIBDEFLATE_SUCCESS || length != bytes.size()) damaged(packed);
    from = &bytes;
  }
  if (from->size() != numbers.size() * sizeof(double)) damaged(packed);
  if (chunk.shuffled) {
    unshuffle(from->data(), numbers);
  } else {
    std::memcpy(numbers.data(), from->data(), from->size());
  }
}

// Copies what of the chunk is in the box.
void place(const PackedValues& packed, const PackedChunk& chunk, const std::vector<double>& numbers,
           std::vector<double>& box) {
  const std::size_t rank = packed.start.size();
  std::vector<std::size_t> low(rank), length(rank);
  for (std::size_t a = 0; a < rank; ++a) {
    low[a] = std::max(chunk.first[a], packed.start[a]);
    length[a] = std::min(chunk.first[a] + packed.chunk[a], packed.start[a] + packed.count[a]) - low[a];
  }
  // Axes behind `outer` are whole in the chunk and in the box: one stretch with the part of that axis.
  std::size_t outer = rank - 1;
  std::size_t stretch = length[outer];
  while (outer > 0 && length[outer] == packed.chunk[outer] && length[outer] == packed.count[outer])
    stretch *= length[--outer];
  std::vector<std::size_t> at(rank, 0);
  for (bool more = true; more;) {
    std::size_t from = 0;
    std::size_t to = 0;
    for (std::size_t a = 0; a < rank; ++a) {
      from = from * packed.chunk[a] + low[a] - chunk.first[a] + at[a];
      to = to * packed.count[a] + low[a] - packed.start[a] + at[a];
    }
    std::copy_n(numbers.begin() + static_cast<std::ptrdiff_t>(from), stretch,
                box.begin() + static_cast<std::ptrdiff_t>(to));
    more = false;
    for (std::size_t a = outer; a-- > 0 && !more;) {
      more = ++at[a] < length[a];
      if (!more) at[a] = 0;
    }
  }
}

std::vector<double> open_box(const PackedValues& packed) {
  const Decompressor decompressor(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (decompressor == nullptr) throw std::bad_alloc();
  std::vector<double> box(product(packed.count));
  std::vector<double> numbers(product(packed.chunk));
  Bytes bytes(numbers.size() * sizeof(double));
  for (const PackedChunk& chunk : packed.chunks) {
    open_chunk(packed, chunk, decompressor, bytes, numbers);
    place(packed, chunk, numbers, box);
  }
  return box;
}

// The wanted values out of those of the box.
std::vector<double> pick(const std::vector<double>& box, const PackedValues& packed) {
  std::vector<std::size_t> cells{0};
  for (std::size_t a = 0; a < packed.positions.size(); ++a) {
    std::vector<std::size_t> next;
    next.reserve(cells.size() * packed.positions[a].size());
    for (const std::size_t cell : cells) {
      for (const std::size_t position : packed.positions[a])
        next.push_back(cell * packed.count[a] + position);
    }
    cells = std::move(next);
  }
  std::vector<double> values;
  values.reserve(cells.size());
  for (const std::size_t cell : cells) values.push_back(box[cell]);
  return values;
}

}  // namespace

std::vector<double> unpack(const PackedValues& packed) {
  std::vector<double> box = packed.chunk.empty() ? packed.plain : open_box(packed);
  return packed.positions.empty() ? box : pick(box, packed);
}

}  // namespace entrepot::outputs
