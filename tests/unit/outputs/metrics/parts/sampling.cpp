#include "outputs/metrics/parts/sampling.hpp"

#include <gmock/gmock.h>

namespace entrepot::test::sampling_test {

using namespace outputs;
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Sampling, RecordsInTheLastMonthOfAPeriod) {
  const Calendar calendar{Month(2017, 2), 14};  // February 2017 to March 2018
  EXPECT_EQ(sampled_steps(calendar, Sampling::month).size(), 14U);
  EXPECT_THAT(sampled_steps(calendar, Sampling::quarter), ElementsAre(1, 4, 7, 10, 13));
  EXPECT_THAT(sampled_steps(calendar, Sampling::year), ElementsAre(10));
  EXPECT_EQ(sample_row(calendar, 1, Sampling::quarter), 0U);
  EXPECT_EQ(sample_row(calendar, 13, Sampling::quarter), 4U);
  EXPECT_EQ(sample_row(calendar, 13, Sampling::month), 13U);
  EXPECT_FALSE(is_sampled(calendar, 0, Sampling::quarter));
  EXPECT_THAT(sampled_steps({Month(2017, 4), 2}, Sampling::quarter), IsEmpty());
}

TEST(Sampling, PeriodsAreNamedByTheirFirstMonth) {
  EXPECT_EQ(first_month(Month(2018, 12), Sampling::quarter), Month(2018, 10));
  EXPECT_EQ(first_month(Month(2018, 3), Sampling::quarter), Month(2018, 1));
  EXPECT_EQ(first_month(Month(2018, 12), Sampling::year), Month(2018, 1));
  EXPECT_EQ(first_month(Month(2018, 5), Sampling::month), Month(2018, 5));
  EXPECT_STREQ(time_axis(Sampling::quarter), "quarter");
}

}  // namespace
}  // namespace entrepot::test::sampling_test
