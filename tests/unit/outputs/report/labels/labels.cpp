// Labels in another language: how they are found, and that the words of the page all have one.
#include "outputs/report/labels/labels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "outputs/report/labels/translate.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::labels_test {

using namespace outputs;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

const Labels& toy() {
  static const Labels labels(
      "# a comment\nprices\tPREISE\nprices of {}\tPREISE ({1})\n{} of {} in {}\t{3}: {1}/{2}\nno "
      "band\tOHNE\nyear\tJAHR\n");
  return labels;
}

TEST(Labels, WholeTextsComeBeforePatterns) {
  EXPECT_THAT(toy().of("prices"), Optional(std::string("PREISE")));
  EXPECT_THAT(toy().of("prices of USA"), Optional(std::string("PREISE (USA)")));
  EXPECT_THAT(toy().of("prices of CHN in 2018"), Optional(std::string("2018: PREISE/CHN")))
      << "a gap takes a name or what has a label";
  EXPECT_EQ(toy().of("prices of what is not known"), std::nullopt);
  EXPECT_THAT(toy().of("year of USA in 2018"), Optional(std::string("2018: JAHR/USA")))
      << "what is in gaps is told too";
}

TEST(Labels, ListsAndHeadsArePutTogetherFromParts) {
  EXPECT_THAT(toy().of("prices; no band"), Optional(std::string("PREISE；OHNE")));
  EXPECT_THAT(toy().of("prices: no band."), Optional(std::string("PREISE：OHNE。")));
  EXPECT_EQ(toy().of("prices; something else"), std::nullopt);
  const Labels sentences("prices of {}\tPREISE ({1})\n{} are {} % higher\t{1} +{2} %\n");
  EXPECT_THAT(sentences.of("prices of EUK are 0.10 % higher."),
              Optional(std::string("PREISE (EUK) +0.10 %。")))
      << "a sentence does not end inside a gap";
}

TEST(Labels, CodesNumbersAndMetricsAreTheirOwnLabels) {
  for (const char* const text : {"CHN", "2018-Q4", "%", "+1.5", "customs_trade", "USA 12.5 %", "a.h5"})
    EXPECT_THAT(toy().of(text), Optional(std::string(text)));
  EXPECT_EQ(toy().of("plain words"), std::nullopt);
}

Summary small_summary() {
  Chart chart;
  chart.title = "Consumer prices";
  chart.units = "base year = 1";
  chart.source = "consumer_price, without a distribution margin; one replicate: no intervals";
  chart.series = {{"USA, with the policies", "scenario", {1.0}, {}, {}, "USA"}};
  DataTable settings{
      "settings", "Policies", "scenario stored in the file", {{"setting", "", 0, false, true}}, {}};
  settings.rows = {{"what a user wrote"}};
  Section section{"prices", "Prices and duties", {"a sentence without a label"}, {chart}, {settings}, {}};
  return {{{"a.h5", "mine", "USA", "CHN", 1, {section}}}, {}};
}

TEST(Translate, PutsLabelsAndTellsWhatHasNone) {
  Summary summary = small_summary();
  EXPECT_THAT(translate(summary, "zh"), ElementsAre("a sentence without a label"));
  const Section& section = summary.runs[0].sections[0];
  EXPECT_EQ(section.title, "价格与关税");
  EXPECT_EQ(section.charts[0].title, "消费价格");
  EXPECT_EQ(section.charts[0].series[0].name, "USA，有政策");
  EXPECT_EQ(section.charts[0].series[0].subject, "USA") << "codes carry the colours";
  EXPECT_EQ(section.tables[0].rows[0][0].text, "what a user wrote");
  const auto json = nlohmann::json::parse(to_json(summary));
  EXPECT_EQ(json.at("lang"), "zh");
  EXPECT_EQ(json.at("words").at("Numbers"), "数字");
}

// The first argument of every t("...") of a script, and what page.html marks.
std::set<std::string> words_of_the_page() {
  std::set<std::string> words;
  const std::regex call(R"re((?:[^\w]t\(|data-word=)"((?:[^"\\]|\\.)*)")re");
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() + "/outputs/report/web")) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".js" && ending != ".html") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    const std::string all = text.str();
    for (std::sregex_iterator at(all.begin(), all.end(), call), end; at != end; ++at) words.insert((*at)[1]);
  }
  return words;
}

TEST(Labels, EveryWordOfThePageIsThereInChinese) {
  const std::set<std::string> words = words_of_the_page();
  EXPECT_GT(words.size(), 40U);
  std::set<std::string> missing;
  for (const std::string& word : words) {
    const auto& rows = labels_in("zh").rows();
    if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) { return row.first == word; }))
      missing.insert(word);
  }
  EXPECT_THAT(missing, IsEmpty());
}

TEST(Labels, GapsOfTheChineseAreThoseOfTheEnglish) {
  for (const auto& [english, chinese] : labels_in("zh").rows()) {
    std::size_t gaps = 0;
    for (std::size_t at = english.find("{}"); at != std::string::npos; at = english.find("{}", at + 2))
      ++gaps;
    EXPECT_EQ(chinese.find("{" + std::to_string(gaps + 1) + "}"), std::string::npos) << english;
    EXPECT_EQ(chinese.find("{}"), std::string::npos) << english << ": write {1}";
    EXPECT_FALSE(chinese.empty()) << english;
  }
}

}  // namespace
}  // namespace entrepot::test::labels_test
