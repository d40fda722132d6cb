#include "sim/graph/transpose.hpp"

#include <gmock/gmock.h>

#include "sim/core/rng.hpp"

namespace entrepot::test::transpose_test {
namespace {

using testing::ElementsAre;

TEST(Transpose, ListsSlotsBySupplierInRisingOrder) {
  const std::vector<std::uint32_t> supplier{2, 0, 2, 3, 0, 2};
  const Transpose turned = transpose(supplier, 5);
  EXPECT_THAT(turned.first, ElementsAre(0, 2, 2, 5, 6, 6));
  EXPECT_THAT(turned.slot, ElementsAre(1, 4, 0, 2, 5, 3));
}

TEST(Transpose, OfNothingIsEmpty) {
  const Transpose turned = transpose({}, 3);
  EXPECT_THAT(turned.first, ElementsAre(0, 0, 0, 0));
  EXPECT_TRUE(turned.slot.empty());
}

TEST(Transpose, AgreesWithASearchOfAllSlots) {
  Draws draws(Seed{7, 0}, Stream::test, 0, 0);
  std::vector<std::uint32_t> supplier(1000);
  for (std::uint32_t& s : supplier) s = static_cast<std::uint32_t>(draws.unit() * draws.unit() * 60.0);
  const Transpose turned = transpose(supplier, 60);
  for (std::uint32_t s = 0; s < 60; ++s) {
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t slot = 0; slot < supplier.size(); ++slot) {
      if (supplier[slot] == s) wanted.push_back(slot);
    }
    const std::vector<std::uint32_t> got(
        turned.slot.begin() + static_cast<std::ptrdiff_t>(turned.first[s]),
        turned.slot.begin() + static_cast<std::ptrdiff_t>(turned.first[s + 1]));
    EXPECT_EQ(got, wanted) << "supplier " << s;
  }
}

}  // namespace
}  // namespace entrepot::test::transpose_test
