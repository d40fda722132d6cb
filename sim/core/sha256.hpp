// SHA-256 (FIPS 180-4): content hashes of results and of data files, equal on every machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entrepot {

class Sha256 {
 public:
  void add(const void* data, std::size_t bytes);
  void add(std::string_view text) { add(text.data(), text.size()); }
  void add_number(std::uint64_t value);  // 8 bytes, little-endian
  [[nodiscard]] std::string finish();    // 64 hex digits; the object is used up

 private:
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                      0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<unsigned char, 64> pending_{};  // bytes that do not fill a block yet
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;  // bytes added so far
};

// Hash of a file's bytes; InputError when it cannot be read.
[[nodiscard]] std::string file_hash(const std::string& path);

}  // namespace entrepot
