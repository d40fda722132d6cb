// SHA-256 (FIPS 180-4, by libcrypto): content hashes of results and of data files, equal on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace entrepot {

class Sha256 {
 public:
  Sha256();
  void add(const void* data, std::size_t bytes);
  void add(std::string_view text) { add(text.data(), text.size()); }
  void add_number(std::uint64_t value);  // 8 bytes, little-endian
  [[nodiscard]] std::string finish();    // 64 hex digits; the object is used up

 private:
  struct Free {
    void operator()(evp_md_ctx_st* state) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> state_;
};

// Hash of a file's first `bytes` bytes, or of all; InputError when they cannot be read.
inline constexpr std::uint64_t whole_file = ~std::uint64_t{0};
[[nodiscard]] std::string file_hash(const std::string& path, std::uint64_t bytes = whole_file);

}  // namespace entrepot
