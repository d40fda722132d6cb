#include "outputs/store/results/results_hash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "outputs/store/hdf5.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::results_hash_test {

using namespace outputs;
namespace {

using test::small_header;
using test::small_result;
using test::TemporaryFolder;

constexpr auto plain = [](int r, std::size_t i) { return static_cast<double>(i) + r; };

std::string write_and_hash(const TemporaryFolder& folder, const FileHeader& header,
                           const test::CellValue& scenario, int replicate = 0) {
  static int made = 0;  // a file that was read is not written over
  const std::string file = folder.file(std::to_string(++made) + ".h5");
  ResultWriter(file, header).append(small_result(header, replicate, scenario, plain));
  return results_hash(file);
}

TEST(ResultsHash, DependsOnResultsAlone) {
  const TemporaryFolder folder;
  FileHeader header = small_header(3);
  const std::string hash = write_and_hash(folder, header, plain);
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(write_and_hash(folder, header, plain), hash);
  header.id = "other";
  header.history = "later";
  header.run = {{"host", "elsewhere"}};
  header.provenance.clear();
  EXPECT_EQ(write_and_hash(folder, header, plain), hash);
}

TEST(ResultsHash, SeesOneValueOneLabelOneReplicate) {
  const TemporaryFolder folder;
  FileHeader header = small_header(3);
  const std::string hash = write_and_hash(folder, header, plain);
  const auto nudged = [](int r, std::size_t i) {
    return i == 53 ? std::nextafter(53.0, 54.0) : static_cast<double>(i) + r;
  };
  EXPECT_NE(write_and_hash(folder, header, nudged), hash);
  EXPECT_NE(write_and_hash(folder, header, plain, 1), hash);
  header.axes[1].labels[2] = "MEX";
  EXPECT_NE(write_and_hash(folder, header, plain), hash);
}

TEST(ResultsHash, PerVariableNamesTheDifference) {
  const TemporaryFolder folder;
  const FileHeader header = small_header(3);
  ResultWriter(folder.file("a.h5"), header).append(small_result(header, 0, plain, plain));
  const auto nudged = [](int r, std::size_t i) { return i == 53 ? -1.0 : static_cast<double>(i) + r; };
  ResultWriter(folder.file("b.h5"), header).append(small_result(header, 0, nudged, plain));
  const std::vector<NamedHash> a = per_variable_hash(folder.file("a.h5"));
  const std::vector<NamedHash> b = per_variable_hash(folder.file("b.h5"));
  ASSERT_EQ(a.size(), b.size());
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].name, b[i].name);
    if (a[i].hash != b[i].hash) changed.push_back(a[i].name);
  }
  EXPECT_THAT(changed, ::testing::ElementsAre("/results/scenario/trade"));
  EXPECT_TRUE(
      std::is_sorted(a.begin(), a.end(), [](const auto& x, const auto& y) { return x.name < y.name; }));
}

// The same numbers without chunks, compression or attributes.
TEST(ResultsHash, IgnoresHowValuesAreStored) {
  const TemporaryFolder folder;
  const std::vector<double> values{1.0, 2.0, 3.0, 4.0};
  std::vector<std::string> hashes;
  for (const bool packed : {false, true}) {
    const hdf5::Session session;
    {
      const hdf5::Handle file = hdf5::create_file(folder.file("a.h5"));
      const hdf5::Handle root = hdf5::open_group(file.get(), "/");
      hdf5::write_attribute(root.get(), "layout_version", 1);
      const hdf5::Handle group = hdf5::create_group(file.get(), "/results");
      const hdf5::Handle properties = hdf5::dataset_properties();
      const std::vector<hsize_t> chunk{1, 2};
      if (packed) {
        ASSERT_GE(H5Pset_chunk(properties.get(), 2, chunk.data()), 0);
        ASSERT_GE(H5Pset_deflate(properties.get(), 9), 0);
      }
      const hdf5::Handle space = hdf5::dataspace({2, 2});
      const hdf5::Handle dataset(H5Dcreate2(group.get(), "x", packed ? H5T_IEEE_F64LE : H5T_IEEE_F64BE,
                                            space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
                                 H5Dclose, "test");
      ASSERT_GE(H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
    }
    hashes.push_back(results_hash(folder.file("a.h5")));
  }
  EXPECT_EQ(hashes[0], hashes[1]);
}

TEST(ResultsHash, RefusesOtherFiles) {
  const TemporaryFolder folder;
  EXPECT_THROW(static_cast<void>(results_hash(folder.file("absent.h5"))), InputError);
}

}  // namespace
}  // namespace entrepot::test::results_hash_test
