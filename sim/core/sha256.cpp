#include "sim/core/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

#include "sim/core/error.hpp"

namespace entrepot {

void Sha256::Free::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
  ENTREPOT_VALIDATE(state_ && EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr) == 1,
                    "libcrypto has SHA-256");
}

void Sha256::add(const void* data, std::size_t bytes) {
  ENTREPOT_VALIDATE(EVP_DigestUpdate(state_.get(), data, bytes) == 1,
                    "a hash that is not used up takes data");
}

void Sha256::add_number(std::uint64_t value) {
  std::array<unsigned char, 8> bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(value >> (8 * i));
  add(bytes.data(), bytes.size());
}

std::string Sha256::finish() {
  std::array<unsigned char, 32> digest{};
  ENTREPOT_VALIDATE(EVP_DigestFinal_ex(state_.get(), digest.data(), nullptr) == 1, "a hash ends once");
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

std::string file_hash(const std::string& path, std::uint64_t bytes) {
  std::ifstream file(path, std::ios::binary);
  const Place place{path, 0, 0, ""};
  if (!file)
    throw InputError(Fault{place, "cannot read the file", "it does not exist or is not readable", ""});
  Sha256 hash;
  std::vector<char> buffer(std::size_t{1} << 18U);
  std::uint64_t left = bytes;
  while (file && left > 0) {
    file.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), left)));
    hash.add(buffer.data(), static_cast<std::size_t>(file.gcount()));
    left -= static_cast<std::uint64_t>(file.gcount());
  }
  if (file.bad() || (bytes == whole_file ? !file.eof() : left > 0))
    throw InputError(Fault{place, "cannot read the file", "reading stopped early", ""});
  return hash.finish();
}

}  // namespace entrepot
