// What a mechanism calls its own columns of the state is its own: such columns exist, and are empty while it
// is off.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <type_traits>

#include "models/behaviours/registry.hpp"
#include "sim/world/state/columns.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::mechanism_columns_test {

using namespace models;
namespace {

// Bytes of every list of the state after some steps, by name; scalars are there with or without a mechanism.
std::map<std::string, std::size_t> list_sizes(const ModelSettings& model) {
  test::RunSetup setup;
  setup.model = model;
  test::Run run(setup);
  for (int step = 0; step < 7; ++step) run.step();
  std::map<std::string, std::size_t> sizes;
  for_each_column(run.state(), [&](const ColumnInfo& info, const auto& column) {
    if constexpr (ListColumn<std::remove_cvref_t<decltype(column)>>)
      sizes[std::string(info.name)] = column_bytes(column).size();
  });
  return sizes;
}

TEST(MechanismColumns, AreEmptyWhileItIsOff) {
  ModelSettings off;
  off.sourcing.resourcing = false;
  const std::map<std::string, std::size_t> sizes = list_sizes(off);
  for (const Mechanism& mechanism : mechanisms()) {
    for (const std::string& start : mechanism.columns) {
      std::size_t found = 0;
      for (const auto& [name, bytes] : sizes) {
        if (name.rfind(start, 0) != 0) continue;
        ++found;
        EXPECT_EQ(bytes, 0U) << name << " belongs to " << mechanism.name;
      }
      EXPECT_GT(found, 0U) << mechanism.name << ": no column starts with " << start;
    }
  }
}

}  // namespace
}  // namespace entrepot::test::mechanism_columns_test
