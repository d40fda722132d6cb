// Values that are unpacked outside HDF5, by many threads, against what HDF5 reads itself.
#include "outputs/store/results/packed_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <numeric>

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/read_packed.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "sim/core/error.hpp"
#include "sim/core/parallel.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::packed_values_test {

using namespace outputs;
namespace {

using hdf5::check;
using hdf5::Handle;

// Numbers whose bits look random, some of them missing.
double rough(std::size_t i) {
  if (i % 97 == 5) return std::nan("");
  const double spread = std::sin(static_cast<double>(i) * 12.9898) * 43758.5453;
  return i % 3 == 0 ? static_cast<double>(i / 7) : spread - std::floor(spread);
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

// What HDF5 reads of a box.
std::vector<double> plain_read(hid_t dataset, const PackedValues& box) {
  const std::vector<hsize_t> start(box.start.begin(), box.start.end());
  const std::vector<hsize_t> count(box.count.begin(), box.count.end());
  const Handle source(H5Dget_space(dataset), H5Sclose, "test");
  check(H5Sselect_hyperslab(source.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
        "test");
  std::vector<double> values(
      std::accumulate(box.count.begin(), box.count.end(), std::size_t{1}, std::multiplies<>()));
  check(H5Dread(dataset, H5T_NATIVE_DOUBLE, hdf5::dataspace(count).get(), source.get(), H5P_DEFAULT,
                values.data()),
        "test");
  return values;
}

// A dataset of 3 x 10 x 7 numbers in chunks of 2 x 4 x 7, made as `prepare` says.
class Dataset {
 public:
  explicit Dataset(const std::function<void(hid_t)>& prepare, hid_t type = H5T_IEEE_F64LE, bool write = true)
      : file_(hdf5::create_file(folder_.file("a.h5"))) {
    const Handle properties = hdf5::dataset_properties();
    prepare(properties.get());
    dataset_ = Handle(H5Dcreate2(file_.get(), "x", type, hdf5::dataspace({3, 10, 7}).get(), H5P_DEFAULT,
                                 properties.get(), H5P_DEFAULT),
                      H5Dclose, "test");
    std::vector<double> values;
    for (std::size_t i = 0; i < 210; ++i) values.push_back(rough(i));
    if (write)
      check(H5Dwrite(dataset_.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
            "test");
    check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "test");
  }

  // Unpacks some boxes and holds them against HDF5; returns whether HDF5 had to read them itself.
  bool agrees() {
    bool plain = false;
    for (const PackedValues& box : {PackedValues{"a.h5", "x", {0, 0, 0}, {3, 10, 7}, {}, {}, {}, 0.0, {}},
                                    PackedValues{"a.h5", "x", {1, 3, 2}, {1, 6, 4}, {}, {}, {}, 0.0, {}},
                                    PackedValues{"a.h5", "x", {2, 9, 0}, {1, 1, 7}, {}, {}, {}, 0.0, {}}}) {
      PackedValues packed = box;
      take_chunks(dataset_.get(), packed);
      plain = packed.chunk.empty();
      EXPECT_EQ(bits_of(unpack(packed)), bits_of(plain_read(dataset_.get(), box)));
    }
    return plain;
  }

 private:
  hdf5::Session session_;
  test::TemporaryFolder folder_;
  Handle file_;
  Handle dataset_;
};

void in_chunks(hid_t properties) {
  const std::vector<hsize_t> chunk{2, 4, 7};
  check(H5Pset_chunk(properties, 3, chunk.data()), "test");
  const double fill = -1.5;
  check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &fill), "test");
}

TEST(PackedValues, AreWhatHdf5ReadsWhateverTheFilters) {
  EXPECT_FALSE(Dataset(in_chunks).agrees());
  EXPECT_FALSE(Dataset([](hid_t p) {
                 in_chunks(p);
                 H5Pset_shuffle(p);
                 H5Pset_deflate(p, 4);
               }).agrees());
  EXPECT_FALSE(Dataset([](hid_t p) {
                 in_chunks(p);
                 H5Pset_deflate(p, 9);
               }).agrees());
  EXPECT_FALSE(Dataset([](hid_t p) {
                 in_chunks(p);
                 H5Pset_shuffle(p);
               }).agrees());
}

TEST(PackedValues, OtherFiltersTypesAndLayoutsAreReadByHdf5) {
  EXPECT_TRUE(Dataset([](hid_t p) {
                in_chunks(p);
                H5Pset_deflate(p, 4);
                H5Pset_fletcher32(p);
              }).agrees());
  EXPECT_TRUE(Dataset([](hid_t) {}).agrees());
  EXPECT_TRUE(Dataset(in_chunks, H5T_IEEE_F32LE).agrees());
}

TEST(PackedValues, ChunksThatWereNeverWrittenHoldTheFillValue) {
  EXPECT_FALSE(Dataset(
                   [](hid_t p) {
                     in_chunks(p);
                     H5Pset_deflate(p, 4);
                   },
                   H5T_IEEE_F64LE, false)
                   .agrees());
}

// A file as entrepot writes it, with variables of one and of several chunks.
void write_large_file(const std::string& path) {
  FileHeader header = test::small_header(100);
  std::vector<std::string> names;
  for (int i = 0; i < 41; ++i) names.push_back("R" + std::to_string(i));
  header.axes[1].labels = names;
  header.axes[2].labels = names;
  ResultWriter writer(path, header);
  for (int replicate = 0; replicate < 3; ++replicate) {
    Variable trade{"trade", "", "musd", "", {"time", "origin", "destination"}, {}, Aggregation::sum};
    Variable share{"share", "", "1", "", {"time", "origin"}, {}, Aggregation::mean};
    const auto offset = static_cast<std::size_t>(replicate) * 1'000'000;
    for (std::size_t i = 0; i < 100 * 41 * 41; ++i) trade.values.push_back(rough(i + offset));
    for (std::size_t i = 0; i < 100 * 41; ++i) share.values.push_back(rough(2 * i + offset));
    writer.append({replicate, {trade, share}, {}});
  }
}

TEST(PackedValues, ManyThreadsUnpackWhatOneReads) {
  const test::TemporaryFolder folder;
  write_large_file(folder.file("a.h5"));
  const ResultReader reader(folder.file("a.h5"));
  std::vector<PackedValues> taken;
  std::vector<std::vector<double>> plain;
  const hdf5::Session session;
  const Handle file = hdf5::open_file(folder.file("a.h5"), false);
  for (const char* const metric : {"trade", "share"}) {
    for (std::size_t replicate = 0; replicate < 3; ++replicate) {
      taken.push_back(reader.take("scenario", metric, replicate));
      const Handle dataset = hdf5::open_dataset(file.get(), std::string("/results/scenario/") + metric);
      plain.push_back(plain_read(dataset.get(), taken.back()));
    }
  }
  EXPECT_GT(taken[0].chunks.size(), 1U);
  for (const int threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    std::vector<std::vector<double>> unpacked(taken.size());
    pool.for_each(taken.size(), [&](std::size_t i) { unpacked[i] = unpack(taken[i]); });
    for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(bits_of(unpacked[i]), bits_of(plain[i])) << i;
  }
}

TEST(PackedValues, ADamagedChunkIsAnInputError) {
  const test::TemporaryFolder folder;
  write_large_file(folder.file("a.h5"));
  const ResultReader reader(folder.file("a.h5"));
  PackedValues packed = reader.take("scenario", "trade", 1);
  std::vector<unsigned char>& stored = packed.chunks.at(1).stored;
  stored.at(stored.size() / 2) ^= 0x10U;
  try {
    static_cast<void>(unpack(packed));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("a.h5: cannot read the results"));
    EXPECT_THAT(error.what(), testing::HasSubstr("trade"));
  }
  stored.resize(3);
  EXPECT_THROW(static_cast<void>(unpack(packed)), InputError);
}

}  // namespace
}  // namespace entrepot::test::packed_values_test
