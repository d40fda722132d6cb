#include "sim/core/sha256.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::sha256_test {
namespace {

std::string hash_of(const std::string& text) {
  Sha256 hash;
  hash.add(text);
  return hash.finish();
}

// Vectors of FIPS 180-4 and NIST's examples.
TEST(Sha256, KnownVectors) {
  EXPECT_EQ(hash_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hash_of(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesDoNotMatter) {
  const std::string text(1000, 'q');
  for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 129U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) hash.add(text.substr(at, piece));
    EXPECT_EQ(hash.finish(), hash_of(text)) << piece;
  }
}

TEST(Sha256, HashesFiles) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.file("a"), std::ios::binary) << "abc";
  EXPECT_EQ(file_hash(folder.file("a")), hash_of("abc"));
  std::ofstream(folder.file("b"), std::ios::binary) << "abcdef";
  EXPECT_EQ(file_hash(folder.file("b"), 3), hash_of("abc"));
  EXPECT_THROW(static_cast<void>(file_hash(folder.file("b"), 7)), InputError);
  EXPECT_THROW(static_cast<void>(file_hash(folder.file("absent"))), InputError);
  EXPECT_THROW(static_cast<void>(file_hash(folder.path())), InputError);
}

}  // namespace
}  // namespace entrepot::test::sha256_test
