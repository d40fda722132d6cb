// The renderings of one summary hold the same numbers, and nothing in them breaks its format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/render/page.hpp"
#include "outputs/report/render/text_plot.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::test::render_test {

using namespace outputs;
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Summary small_summary() {
  Chart lines;
  lines.id = "line";
  lines.title = "A line";
  lines.units = "apples";
  lines.source = "test";
  lines.x = {"2017", "2018", "2019"};
  lines.series = {{"one, \"quoted\"", "scenario", {1.0, 2.0, 4.0}, {0.5, 1.5, 3.5}, {1.5, 2.5, 4.5}}};
  Chart heat;
  heat.id = "heat";
  heat.kind = ChartKind::heat;
  heat.row_axis = "sector";
  heat.column_axis = "origin";
  heat.rows = {"ELE"};
  heat.columns = {"CHN", "VNM"};
  heat.frames = {{"2018", {1.0, 3.0}, {2.0, 1.0}}};
  DataTable table{
      "table", "A table", "test", {{"name", "", 0, false, true}, {"value", "%", 2, true, false}}, {}};
  table.rows = {{"a </script> b", 1.23456789}, {"gap", std::nan("")}};
  Section section{"part", "A part", {"A sentence with <b> in it."}, {lines, heat}, {table}, {"something"}};
  return {{{"a.h5", "tiny", "USA", "CHN", 2, {section}}}, {}};
}

TEST(Render, LongTablesAreFoldedOnThePageAndNamedOnTheTerminal) {
  Summary summary = small_summary();
  summary.runs[0].sections[0].tables[0].is_long = true;
  const std::string text = to_text(summary, 100);
  EXPECT_THAT(text, HasSubstr("A table: 2 rows; --format csv has them"));
  EXPECT_THAT(text, Not(HasSubstr("gap")));
  EXPECT_THAT(to_csv(summary), HasSubstr("a </script> b"));
  const auto json = nlohmann::json::parse(to_json(summary));
  EXPECT_EQ(json.at("runs").at(0).at("sections").at(0).at("tables").at(0).at("long"), true);
}

TEST(RenderJson, HoldsEveryNumber) {
  const auto json = nlohmann::json::parse(to_json(small_summary()));
  const auto& part = json.at("runs").at(0).at("sections").at(0);
  EXPECT_EQ(part.at("charts").at(0).at("series").at(0).at("values"), nlohmann::json({1.0, 2.0, 4.0}));
  EXPECT_EQ(part.at("charts").at(1).at("frames").at(0).at("baseline"), nlohmann::json({2.0, 1.0}));
  EXPECT_DOUBLE_EQ(part.at("tables").at(0).at("rows").at(0).at(1), 1.23457);
  EXPECT_TRUE(part.at("tables").at(0).at("rows").at(1).at(1).is_null());
}

TEST(RenderCsv, HasOneRecordPerNumberAndNineFields) {
  const std::string csv = to_csv(small_summary());
  EXPECT_THAT(csv, HasSubstr("a.h5,part,line,2018,\"one, \"\"quoted\"\"\",apples,2,1.5,2.5\r\n"));
  EXPECT_THAT(csv, HasSubstr("a.h5,part,heat,\"sector=ELE, origin=VNM\",2018 with,,3,,\r\n"));
  EXPECT_THAT(csv, HasSubstr("a.h5,part,table,a </script> b,value,%,1.23456789,,\r\n"));
  EXPECT_THAT(csv, HasSubstr("a.h5,part,absent,,,,something,,\r\n"));
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    int fields = 1;
    bool quoted = false;
    for (const char letter : line) {
      quoted = letter == '"' ? !quoted : quoted;
      fields += letter == ',' && !quoted ? 1 : 0;
    }
    EXPECT_EQ(fields, 9) << line;
  }
}

TEST(RenderText, FitsTheTerminalAndShowsEverything) {
  const std::string text = to_text(small_summary(), 72);
  for (const char* const wanted :
       {"A part", "A sentence", "+1.23", "source: test", "absent: something", "A line [apples]"})
    EXPECT_THAT(text, HasSubstr(wanted));
  EXPECT_THAT(text, HasSubstr("gap"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 72U) << line;
}

TEST(RenderText, LongTextsGoOnBelowThemselves) {
  Summary summary = small_summary();
  DataTable& table = summary.runs[0].sections[0].tables[0];
  table.rows = {{"the first of very many words that go on and on until they end with the last", 1.0},
                {"short", 2.0}};
  const std::string text = to_text(summary, 60);
  EXPECT_THAT(text, HasSubstr("+1.00\n"));
  EXPECT_THAT(text, HasSubstr("the last\nshort"));
  EXPECT_THAT(text, Not(HasSubstr("\u2026")));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 60U) << line;
}

TEST(RenderHtml, NothingInTheDataEndsItsPlace) {
  const std::string page = to_html(small_summary());
  EXPECT_THAT(page, HasSubstr("a \\u003c/script> b"));
  EXPECT_THAT(page, Not(HasSubstr("a </script> b")));
  EXPECT_THAT(page, Not(HasSubstr("@SUMMARY@")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("Apache License"));
}

TEST(TextPlot, ALineRisesFromTheLowerLeftToTheUpperRight) {
  Chart chart;
  chart.x = {"a", "b"};
  chart.series = {{"s", "scenario", {0.0, 1.0}, {}, {}}};
  const std::string plot = plot_text(chart, 60);
  std::istringstream lines(plot);
  std::string upper, lower;
  std::getline(lines, upper);
  std::getline(lines, lower);
  const auto dots =
      [](const std::string& line) {  // braille cells that are not empty: first and last position
        std::vector<std::size_t> places;
        for (std::size_t at = 0, cell = 0; at + 2 < line.size(); ++cell) {
          const bool braille = static_cast<unsigned char>(line[at]) == 0xE2U;
          if (braille && line.substr(at, 3) != "\u2800") places.push_back(cell);
          at += braille ? 3 : 1;
        }
        return places;
      };
  EXPECT_LT(dots(lower).front(), dots(upper).front());
  EXPECT_LT(dots(lower).back(), dots(upper).back());
  EXPECT_THAT(plot, HasSubstr("a to b; scale 0 to 1.0000"));
}

TEST(TextPlot, BarsAreAsLongAsTheirNumbers) {
  Chart chart;
  chart.kind = ChartKind::bars;
  chart.x = {"half", "whole"};
  chart.series = {{"s", "difference", {-1.0, 2.0}, {}, {}}};
  const std::string plot = plot_text(chart, 61);  // room for 30 blocks
  const auto blocks = [&](const std::string& name) {
    const std::string line = plot.substr(plot.find(name), plot.find('\n', plot.find(name)) - plot.find(name));
    std::size_t count = 0;
    for (std::size_t at = line.find("\u2588"); at != std::string::npos; at = line.find("\u2588", at + 3))
      ++count;
    return count;
  };
  EXPECT_EQ(2 * blocks("half"), blocks("whole"));
  EXPECT_THAT(plot, HasSubstr("half   - "));
  EXPECT_THAT(plot, HasSubstr("whole  + "));
  EXPECT_GT(blocks("half"), 5U);
}

TEST(TextPlot, AMatrixShowsGainsAndLosses) {
  const std::string plot = plot_text(small_summary().runs[0].sections[0].charts[1], 60);
  EXPECT_THAT(plot, HasSubstr("ELE   -"));
  EXPECT_THAT(plot, HasSubstr("+\u2588\u2588"));
}

TEST(TextPlot, MissingValuesLeaveAGap) {
  Chart chart;
  chart.x = {"a", "b", "c"};
  chart.series = {{"s", "scenario", {std::nan(""), std::nan(""), std::nan("")}, {}, {}}};
  EXPECT_EQ(plot_text(chart, 60), "");
}

}  // namespace
}  // namespace entrepot::test::render_test
