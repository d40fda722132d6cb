// A result file opens in h5py, xarray (default engine and h5netcdf) and ncdump.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::check_open_test {
namespace {

int run(const std::string& command) { return std::system(command.c_str()); }

bool readers_installed() {
  return run("/usr/bin/python3 -c 'import xarray, h5netcdf, netCDF4, h5py' >/dev/null 2>&1") == 0 &&
         run("command -v ncdump >/dev/null") == 0;
}

TEST(CheckOpen, EveryReaderOpensEveryGroup) {
  if (!readers_installed())
    GTEST_SKIP() << "python3 with xarray, h5netcdf, netCDF4 and h5py, or ncdump, is absent";
  const test::TemporaryFolder folder;
  test::write_small_file(folder.file("a.h5"), 3);
  const std::string script = "/usr/bin/python3 " + test::source_dir() + "/tests/e2e/check_open.py ";
  EXPECT_EQ(run(script + folder.file("a.h5")), 0);
  EXPECT_EQ(run(script + "'" + test::finished_run() + "'"), 0);
  ASSERT_EQ(test::call({"equilibrium", "trade-war-2018", "-o", folder.file("still.h5")}).code, 0);
  EXPECT_EQ(run(script + folder.file("still.h5")), 0);
  // The check itself finds faults: a file with a nameless axis.
  const std::string make = "/usr/bin/python3 -c 'import h5py; h5py.File(\"" + folder.file("bad.h5") +
                           "\", \"w\").create_dataset(\"x\", data=[1.0])'";
  ASSERT_EQ(run(make), 0);
  EXPECT_NE(run(script + folder.file("bad.h5") + " >/dev/null"), 0);
}

}  // namespace
}  // namespace entrepot::test::check_open_test
