// Files of which nobody can say that they are whole are read in a child process first.
#include "tools/entrepot/parts/guarded_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <stdexcept>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::guarded_reading_test {

using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class TryReading : public ::testing::Test {
 protected:
  TryReading() { std::ofstream(file_) << "no digest"; }

  const test::TemporaryFolder folder_;
  const std::string file_ = folder_.file("a.h5");
};

TEST_F(TryReading, ASignalOfTheChildIsAFaultOfTheFile) {
  try {
    try_reading(file_, [] { raise(SIGKILL); });
    FAIL() << "no fault";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr(file_), HasSubstr("Killed"), HasSubstr("damaged")));
  }
}

// As HDF5 does in some damaged heaps.
TEST_F(TryReading, AReaderThatDoesNotEndIsAFaultOfTheFile) {
  try {
    try_reading(file_, [] {
      std::atomic<int> rounds{0};
      while (true) rounds = 1 - rounds;
    });
    FAIL() << "no fault";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr(file_), HasSubstr("CPU time limit"), HasSubstr("damaged")));
  }
}

TEST_F(TryReading, WhatTheChildThrowsIsLeftToTheNextReader) {
  EXPECT_NO_THROW(try_reading(file_, [] { throw std::runtime_error("unreadable"); }));
}

TEST_F(TryReading, AFileThatIsNotThereIsNotTried) {
  EXPECT_NO_THROW(try_reading(folder_.file("absent.h5"), [] { raise(SIGKILL); }));
}

}  // namespace
}  // namespace entrepot::test::guarded_reading_test
