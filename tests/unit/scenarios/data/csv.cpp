#include "scenarios/data/csv.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <functional>

#include "scenarios/data/tables/text_rows.hpp"
#include "tests/support/planted_world.hpp"

namespace entrepot::test::csv_test {

using namespace scenarios;
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::vector<Fault> faults_of(const std::string& bytes) {
  try {
    (void)CsvTable::parse("t.csv", bytes);
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

TEST(Csv, ReadsQuotesLineEndsAndMark) {
  const CsvTable csv = CsvTable::parse(
      "t.csv", "\xEF\xBB\xBFname,value\r\n\"a, \"\"b\"\"\",1.5\r\n\r\n\"two\nlines\",+2e3\r\nlast,");
  ASSERT_EQ(csv.rows(), 3U);
  EXPECT_EQ(csv.header(0), "name");
  EXPECT_EQ(csv.text(0, 0), "a, \"b\"");
  EXPECT_EQ(csv.number(0, 1), 1.5);
  EXPECT_EQ(csv.text(1, 0), "two\nlines");
  EXPECT_EQ(csv.number(1, 1), 2000.0);
  EXPECT_EQ(csv.text(2, 1), "");
  EXPECT_FALSE(csv.number(2, 1).has_value());
}

TEST(Csv, PlacesCountFromOne) {
  const CsvTable csv = CsvTable::parse("t.csv", "a,b\n1,x\n\n\"p\nq\",22\n3,yy\n");
  EXPECT_EQ(csv.place(0, 1).line, 2);
  EXPECT_EQ(csv.place(0, 1).column, 3);
  EXPECT_EQ(csv.place(0, 1).source_line, "1,x");
  EXPECT_EQ(csv.place(2, 1).line, 6);  // after a blank line and a cell of two lines
  EXPECT_EQ(csv.place(2, 1).column, 3);
}

TEST(Csv, NumbersAreFiniteAndWhole) {
  const CsvTable csv = CsvTable::parse("t.csv", "a\n nan\n1e999\n12x\n -3.25 \ninf\n");
  EXPECT_FALSE(csv.number(0, 0).has_value());
  EXPECT_FALSE(csv.number(1, 0).has_value());
  EXPECT_FALSE(csv.number(2, 0).has_value());
  EXPECT_EQ(csv.number(3, 0), -3.25);
  EXPECT_FALSE(csv.number(4, 0).has_value());
}

TEST(Csv, ReportsEveryRowOfWrongLength) {
  const auto faults = faults_of("a,b\n1\n1,2\n1,2,3\n");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].place.line, 2);
  EXPECT_EQ(faults[1].place.line, 4);
  EXPECT_THAT(faults[1].what, HasSubstr("3 cells"));
}

TEST(Csv, ReportsBrokenText) {
  const auto open = faults_of("a,b\n1,\"never\n closed\n");
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].place.line, 2);
  EXPECT_EQ(open[0].place.column, 3);
  EXPECT_THAT(open[0].what, HasSubstr("never closed"));
  const auto after = faults_of("a,b\n\"x\"y,2\n");
  ASSERT_EQ(after.size(), 1U);
  EXPECT_THAT(after[0].what, HasSubstr("closing quote"));
  const auto twice = faults_of("a,b,a\n1,2,3\n");
  ASSERT_EQ(twice.size(), 1U);
  EXPECT_EQ(twice[0].place.column, 5);
  ASSERT_EQ(faults_of("").size(), 1U);
}

TEST(Csv, MissingColumnNamesTheNearest) {
  const CsvTable csv = CsvTable::parse("t.csv", "region,sectr\nA,B\n");
  Faults faults;
  EXPECT_FALSE(csv.require_column("sector", faults).has_value());
  try {
    faults.throw_if_any();
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("'sectr'"));
  }
}

TEST(Bytes, GzAndPlainReadTheSame) {
  const test::PlantedWorld world;
  std::string text;
  for (int i = 0; i < 30000; ++i) text += std::to_string(i * 7919) + "\n";
  world.write("plain.csv", text);
  test::write_gz(world.path("packed.csv.gz"), text);
  EXPECT_LT(std::filesystem::file_size(world.path("packed.csv.gz")), text.size());
  EXPECT_EQ(read_bytes(world.path("plain.csv")), text);
  EXPECT_EQ(read_bytes(world.path("packed.csv.gz")), text);
}

TEST(Bytes, CutOffGzAndAbsentFileAreInputErrors) {
  const test::PlantedWorld world;
  std::string text;
  for (int i = 0; i < 30000; ++i) text += std::to_string(i * 7919) + "\n";
  test::write_gz(world.path("cut.csv.gz"), text);
  std::filesystem::resize_file(world.path("cut.csv.gz"),
                               std::filesystem::file_size(world.path("cut.csv.gz")) / 2);
  EXPECT_THROW((void)read_bytes(world.path("cut.csv.gz")), InputError);
  EXPECT_THROW((void)read_bytes(world.path("absent.csv")), InputError);
  EXPECT_THROW((void)read_bytes(world.folder()), InputError);
}

// 65 kB that unpack to 66 MB; a text of 63 MB is small enough whatever it was packed to.
TEST(Bytes, AGzThatUnpacksToTooMuchIsRefusedWithTheNumber) {
  const test::PlantedWorld world;
  const std::string bomb = world.path("bomb.csv.gz");
  const std::string zeros(std::size_t{66} << 20U, '0');
  test::write_gz(bomb, zeros);
  test::write_gz(world.path("allowed.csv.gz"), zeros.substr(0, std::size_t{63} << 20U));
  EXPECT_EQ(read_bytes(world.path("allowed.csv.gz")).size(), std::size_t{63} << 20U);
  Sha256 hash;
  const std::vector<std::function<void()>> readers = {[&] { (void)read_bytes(bomb); },
                                                      [&] { add_unpacked(bomb, hash); },
                                                      [&] {
                                                        std::vector<std::string_view> cells;
                                                        (void)TextRows(bomb).next(cells);
                                                      }};
  for (const std::function<void()>& read : readers) {
    try {
      read();
      ADD_FAILURE() << "read";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(),
                  AllOf(HasSubstr("bomb.csv.gz"), HasSubstr("unpack to more than 67108864 bytes"),
                        HasSubstr("200 times")));
    }
  }
}

}  // namespace
}  // namespace entrepot::test::csv_test
