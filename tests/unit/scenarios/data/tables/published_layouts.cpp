// Every layout of a published table gives the world that was written into it.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/data/load_world.hpp"
#include "sim/core/error.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/published_table.hpp"

namespace entrepot::test::published_layouts_test {

using namespace scenarios;
namespace {

using test::PlantedWorld;
using test::PublishedTable;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// An empty folder inside a planted world, which removes it.
std::string fresh_folder(const PlantedWorld& world) {
  std::filesystem::create_directories(world.path("tables"));
  return world.path("tables");
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// The text with the first `from` after `behind` replaced.
void change(const std::string& file, const std::string& from, const std::string& to,
            const std::string& behind = "") {
  std::string text = text_of(file);
  const std::size_t at = text.find(from, text.find(behind));
  ASSERT_NE(at, std::string::npos) << from;
  std::ofstream(file, std::ios::binary) << text.replace(at, from.size(), to);
}

std::string message(const WorldSource& source) {
  try {
    static_cast<void>(load_world(source));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

class Layouts : public ::testing::TestWithParam<const char*> {};

TEST_P(Layouts, IsRecognisedAndGivesTheWrittenWorld) {
  const PlantedWorld world;
  const std::string layout = GetParam();
  const PublishedTable written(4, 35);
  const WorldTable table = load_world({written.write(layout, fresh_folder(world))});
  EXPECT_THAT(table.notes, Contains(AllOf(HasSubstr("layout: "), HasSubstr("recognised"))));
  EXPECT_EQ(table.regions, written.regions());
  ASSERT_EQ(table.n_groups(), written.groups());
  for (std::size_t i = 0; i < written.groups(); ++i) {
    ASSERT_NEAR(table.output[i], written.output(i), 1e-9 * written.output(i)) << i;
    ASSERT_NEAR(table.value_added[i], written.value_added(i), 1e-4 * written.output(i)) << i;
    for (std::size_t j = 0; j < written.groups(); ++j)
      ASSERT_NEAR(table.z(i, j), written.flow(i, j), 1e-3 + 1e-4 * written.flow(i, j)) << i << " " << j;
    for (std::size_t n = 0; n < table.n_regions(); ++n)
      ASSERT_NEAR(table.f(i, n), written.final_use(i, n), 1e-3 + 1e-4 * written.final_use(i, n));
  }
  EXPECT_THAT(table.notes, Not(Contains(HasSubstr("WARNING"))));
  EXPECT_THAT(table.notes, Not(Contains(HasSubstr("DOUBT: WORLD OUTPUT"))));
}

TEST_P(Layouts, ServicesAreNoGoods) {
  const PlantedWorld world;
  const PublishedTable written(2, 35);
  const WorldTable table = load_world({written.write(GetParam(), fresh_folder(world))});
  std::size_t services = 0;
  for (const bool goods : table.sector_is_goods) services += goods ? 0U : 1U;
  EXPECT_GE(services, 15U);
  EXPECT_LE(services, 20U);
  EXPECT_TRUE(table.sector_is_goods[0]);
  EXPECT_FALSE(table.sector_is_manufacturing[0]);
  EXPECT_FALSE(table.sector_is_goods[table.n_sectors() - 1]);
}

INSTANTIATE_TEST_SUITE_P(All, Layouts,
                         ::testing::Values("icio", "icio_taxsub", "icio_region_last", "wiod2013", "wiod2016",
                                           "figaro", "pymrio", "eora", "long_table"));

TEST(PublishedTables, SayWhatTheyAre) {
  const PlantedWorld world;
  const PublishedTable written(2, 35);
  const std::string folder = fresh_folder(world);
  for (const auto& [layout, reader] :
       std::vector<std::pair<std::string, std::string>>{{"icio", "icio"},
                                                        {"icio_region_last", "icio"},
                                                        {"figaro", "figaro"},
                                                        {"wiod2016", "wiod2016"},
                                                        {"wiod2013", "wiod2013"},
                                                        {"long_table", "long_table"}}) {
    const TableContents contents = table_contents({written.write(layout, folder)});
    EXPECT_EQ(contents.layout, reader);
    EXPECT_EQ(contents.regions, written.regions());
    EXPECT_EQ(contents.sectors.size(), 35U);
  }
}

TEST(PublishedTables, ALayoutOfAnotherCurrencyIsDoubtedUntilARateIsGiven) {
  const PlantedWorld world;
  WorldSource source{PublishedTable(2, 5).write("figaro", fresh_folder(world))};
  const WorldTable as_is = load_world(source);
  EXPECT_THAT(as_is.notes, Contains(HasSubstr("THE TABLE IS IN EUR")));
  EXPECT_THAT(as_is.notes, Contains(HasSubstr("UNTESTED ON A PUBLISHED FILE")));
  source.plan.rate = 1.25;
  const WorldTable rated = load_world(source);
  EXPECT_THAT(rated.notes, Not(Contains(HasSubstr("THE TABLE IS IN EUR"))));
  EXPECT_NEAR(rated.output[3], 1.25 * as_is.output[3], 1e-6);
}

TEST(PublishedTables, AWrongUnitIsDoubted) {
  const PlantedWorld world;
  WorldSource source{PublishedTable(2, 5).write("icio", fresh_folder(world))};
  EXPECT_THAT(load_world(source).notes, Not(Contains(HasSubstr("WORLD OUTPUT IS"))));
  source.plan.unit = 1000.0;
  EXPECT_THAT(load_world(source).notes, Contains(HasSubstr("WORLD OUTPUT IS")));
}

TEST(PublishedTables, TaxesHaveAPlaceAndTheirRowIsMissed) {
  const PlantedWorld world;
  const std::string file = PublishedTable(3, 10).write("icio", fresh_folder(world));
  const std::vector<std::string> notes = load_world({file}).notes;
  EXPECT_THAT(notes, Contains(HasSubstr("taxes less subsidies on products")));
  const std::string text = text_of(file);
  const std::size_t at = text.find("\nTLS,") + 1;
  std::ofstream(file, std::ios::binary) << std::string(text).erase(at, text.find('\n', at) + 1 - at);
  const std::vector<std::string> without = load_world({file}).notes;
  EXPECT_THAT(without, Contains(AllOf(HasSubstr("BELOW OUTPUT"), HasSubstr("TLS"))));
  EXPECT_THAT(without, Contains(HasSubstr("WARNING: BALANCING MOVED")));
}

TEST(PublishedTables, NameTheLabelsAtFault) {
  const PlantedWorld world;
  const PublishedTable written(3, 10);
  const std::string folder = fresh_folder(world);
  const auto fresh = [&] { return written.write("icio", folder); };
  std::string file = fresh();
  change(file, "\nABX_C23,", "\nABX_C233,");
  EXPECT_THAT(message({file}), AllOf(HasSubstr("no row 'ABX_C23'"), HasSubstr("is 'ABX_C233' meant?"),
                                     HasSubstr("row 'ABX_C233' is neither a column nor a margin"),
                                     Not(HasSubstr("full grid"))));
  file = fresh();
  change(file, ",AAX_HFCE", ",AYX_HFCE");
  EXPECT_THAT(message({file}), HasSubstr("unknown column 'AYX_HFCE'"));
  file = fresh();
  change(file, "\nVA,", "\nVAA,");
  EXPECT_THAT(message({file}), AllOf(HasSubstr("row 'VAA' is neither"), HasSubstr("is 'VA' meant?")));
  file = fresh();
  change(file, ",ABX_C23,", ",ABX_Q23,");
  change(file, "\nABX_C23,", "\nABX_Q23,");
  EXPECT_THAT(message({file}), AllOf(HasSubstr("only 1 of the labels have the sector 'Q23' of 'ABX_Q23'"),
                                     HasSubstr("no row and no column 'ABX_C23'")));
  file = fresh();
  change(file, "\nABX_C23,", "\nABX_A01_02,");
  EXPECT_THAT(message({file}), HasSubstr("row 'ABX_A01_02' is given twice"));
}

TEST(PublishedTables, NameTheFigureAtFault) {
  const PlantedWorld world;
  const std::string file = PublishedTable(2, 5).write("icio", fresh_folder(world));
  change(file, ",", ",x", "\nABX_");
  EXPECT_THAT(message({file}), AllOf(HasSubstr("icio.csv:7:"), HasSubstr("is not a number")));
}

TEST(PublishedTables, PartsOfARegionAreOne) {
  const PlantedWorld world;
  const std::string file = PublishedTable(4, 6).write("icio", fresh_folder(world));
  std::string text = text_of(file);
  for (const auto& [from, to] :
       {std::pair{"AAX_", "CHN_"}, std::pair{"ABX_", "CN1_"}, std::pair{"ACX_", "CN2_"}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) text.replace(at, 4, to);
  std::ofstream(file, std::ios::binary) << text;
  const PublishedTable written(4, 6);
  const WorldTable table = load_world({file});
  EXPECT_THAT(table.regions, ::testing::ElementsAre("ADX", "CHN"));
  EXPECT_NEAR(table.output[6], written.output(0) + written.output(6) + written.output(12), 1e-6);
  EXPECT_THAT(table.notes, Contains(HasSubstr("CN1 is part of CHN")));
}

TEST(PublishedTables, ConcordancesMergeAndSplit) {
  const PlantedWorld world;
  const PublishedTable written(3, 6);
  WorldSource source{written.write("icio", fresh_folder(world))};
  world.write("tables/regions.csv", "from,to\nAAX,AAX\n*,ROW\n");
  world.write("tables/sectors.csv", "from,to,weight\nC16,ELE,0.25\nC16,MAC,0.75\n*,REST,\n");
  source.plan.regions = world.path("tables/regions.csv");
  source.plan.sectors = world.path("tables/sectors.csv");
  const WorldTable table = load_world(source);
  EXPECT_THAT(table.regions, ::testing::ElementsAre("AAX", "ROW"));
  EXPECT_THAT(table.sectors, ::testing::ElementsAre("ELE", "MAC", "REST"));
  const std::size_t c16 = 1;
  ASSERT_EQ(written.sectors()[c16], "C16");
  EXPECT_NEAR(table.output[0], 0.25 * written.output(c16), 1e-6 * written.output(c16));
  EXPECT_NEAR(table.output[1], 0.75 * written.output(c16), 1e-6 * written.output(c16));
  EXPECT_THAT(table.notes, Contains(HasSubstr("split by one weight each")));
  world.write("tables/regions.csv", "from,to\nAAX,AAX\nABX,ROW\nACY,ROW\n");
  EXPECT_THAT(message(source), AllOf(HasSubstr("no row for region 'ACX'"), HasSubstr("meant?")));
  world.write("tables/sectors.csv", "from,to,weight\nC16,ELE,0.25\nC16,MAC,0.7\n*,REST,\n");
  EXPECT_THAT(message(source), HasSubstr("the weights of 'C16' sum to 0.95"));
}

TEST(PublishedTables, TooManyProducersAreRefusedWithTheNumbers) {
  const PlantedWorld world;
  std::string text = "origin,sector,destination,use,value\n";
  for (int n = 0; n < 101; ++n)
    for (int k = 0; k < 50; ++k)
      if (n == 0 || k == 0) text += "r" + std::to_string(n) + ",s" + std::to_string(k) + ",r0,F,1\n";
  world.write("long.csv", text);
  EXPECT_THAT(message({world.path("long.csv")}),
              AllOf(HasSubstr("101 regions x 50 sectors = 5050 producers"), HasSubstr("at most 5000")));
}

}  // namespace
}  // namespace entrepot::test::published_layouts_test
