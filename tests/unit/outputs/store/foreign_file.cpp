// Files that HDF5 opens but that are not ours, made with the HDF5 layer itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/utf8.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::foreign_file_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;

std::string message_of(const std::string& path) {
  try {
    const ResultReader reader(path);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ForeignFile, WithoutLayoutVersion) {
  const test::TemporaryFolder folder;
  const hdf5::Session session;
  { const hdf5::Handle file = hdf5::create_file(folder.file("a.h5")); }
  EXPECT_THAT(message_of(folder.file("a.h5")), HasSubstr("not a result file of entrepot"));
}

TEST(ForeignFile, OfAnUnknownLayoutVersion) {
  const test::TemporaryFolder folder;
  const hdf5::Session session;
  for (const int version : {0, 99}) {
    {
      const hdf5::Handle file = hdf5::create_file(folder.file("a.h5"));
      const hdf5::Handle root = hdf5::open_group(file.get(), "/");
      hdf5::write_attribute(root.get(), "layout_version", version);
      const hdf5::Handle results = hdf5::create_group(file.get(), "/results");
    }
    EXPECT_THAT(message_of(folder.file("a.h5")),
                HasSubstr("unknown layout version " + std::to_string(version)));
  }
}

TEST(Utf8, ReplacesOnlyWhatIsInvalid) {
  int replaced = 0;
  EXPECT_EQ(valid_utf8("a\u00e9\u4e2d\U0001F600", replaced), "a\u00e9\u4e2d\U0001F600");
  EXPECT_EQ(replaced, 0);
  for (const std::string bad : {"\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82"}) {
    replaced = 0;
    static_cast<void>(valid_utf8(bad, replaced));
    EXPECT_EQ(replaced, static_cast<int>(bad.size()));
  }
}

}  // namespace
}  // namespace entrepot::test::foreign_file_test
