// Templates of `entrepot new`: what they ask, and what becomes of the answers.
#include "tools/entrepot/names/template_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::template_text_test {

using namespace tools;
namespace {

using ::testing::HasSubstr;

const std::string text =
    "name: t  # <ask name text: Name?>\n"
    "description: {importer} against {origin} at {rate}.\n"
    "policies:\n"
    "  - id: a\n"
    "    importer: USA  # <ask importer regions: Who?>\n"
    "    origin: [CHN, VNM]  # <ask origin regions: Whom?>\n"
    "    rate: +10 pp  # <ask rate text: How much?>\n"
    "    against: USA  # <same importer>\n";

const std::vector<ListedName> names = {
    {"region", "CHN", "China", "中国", {"CN"}},
    {"region", "VNM", "Vietnam", "越南", {}},
    {"region", "KOR", "South Korea", "韩国", {"Korea"}},
    {"region", "PRK", "North Korea", "朝鲜", {"Korea"}},
    {"product", "2805", "rare-earth metals", "稀土金属", {"rare earths"}},
    {"product", "2846", "rare-earth compounds", "稀土化合物", {"rare earths"}}};

std::string value(SlotKind kind, const std::string& answer, const std::vector<std::string>& codes = {}) {
  return slot_value({"slot", kind, "", ""}, answer, names, codes);
}

TEST(Template, AsksInItsOrder) {
  const std::vector<Slot> slots = template_slots(text);
  ASSERT_EQ(slots.size(), 4U);
  EXPECT_EQ(slots[1].name, "importer");
  EXPECT_EQ(slots[1].kind, SlotKind::regions);
  EXPECT_EQ(slots[1].question, "Who?");
  EXPECT_EQ(slots[2].value, "[CHN, VNM]");
}

TEST(Template, FillsAnswersInEverywhere) {
  EXPECT_EQ(
      fill_template(text, {{"importer", "EUK"}, {"rate", "20 %"}}),
      "name: t\ndescription: \"EUK against CHN, VNM at 20 %.\"\npolicies:\n  - id: a\n    importer: EUK\n"
      "    origin: [CHN, VNM]\n    rate: 20 %\n    against: EUK\n");
}

const std::string with_goods =
    "description: {importer} taxes {goods}<if share ; answered by {share}>.\n"
    "policies:\n"
    "  - id: a\n"
    "    importer: USA  # <ask importer regions: Who?>\n"
    "    product: all  # <ask goods goods: What?>\n"
    "  - id: b  # <if share>\n"
    "    share: 1  # <ask share text: How much?>\n"
    "    product: all  # <same goods>\n"
    "  - id: c\n";

std::string goods(const std::string& answer) {
  return goods_value({"goods", SlotKind::goods, "", ""}, answer, names, {"2805", "2846"}, {"ELE", "AUT"});
}

TEST(Template, GoodsAreAllOrProductsOrSectors) {
  EXPECT_EQ(fill_template(with_goods, {}),
            "description: \"USA taxes all goods; answered by 1.\"\npolicies:\n  - id: a\n    importer: USA\n"
            "  - id: b\n    share: 1\n  - id: c\n");
  EXPECT_EQ(fill_template(with_goods, {{"goods", goods("rare earths")}, {"share", "0"}}),
            "description: \"USA taxes 2805, 2846.\"\npolicies:\n  - id: a\n    importer: USA\n"
            "    product: [\"2805\", \"2846\"]\n  - id: c\n");
  EXPECT_EQ(goods("ELE, AUT"), "sector: [ELE, AUT]");
  EXPECT_EQ(goods("[all]"), "all");
  EXPECT_THROW(static_cast<void>(goods("2805, AUT")), UsageError);
  EXPECT_THROW(static_cast<void>(goods("nothing")), UsageError);
  EXPECT_THROW(static_cast<void>(goods(" ")), UsageError);
}

TEST(Template, AMalformedQuestionIsABug) {
  EXPECT_THROW(static_cast<void>(template_slots("a: 1  # <ask a number: ?>\n")), BugError);
}

TEST(Template, NamesInWordsBecomeCodes) {
  EXPECT_EQ(value(SlotKind::regions, "China"), "CHN");
  EXPECT_EQ(value(SlotKind::regions, "[越南, cn]"), "[VNM, CHN]");
  EXPECT_EQ(value(SlotKind::regions, "G7,China", {"G7"}), "[G7, CHN]");
  EXPECT_EQ(value(SlotKind::products, "rare earths"), "[\"2805\", \"2846\"]");
  EXPECT_EQ(value(SlotKind::products, "2846, 稀土化合物"), "[\"2846\"]");
}

TEST(Template, WhatMeansNothingOrSeveralIsRefused) {
  const auto message = [](SlotKind kind, const std::string& answer) {
    try {
      return value(kind, answer, {"CHN", "VNM"});
    } catch (const UsageError& error) {
      return std::string(error.what());
    }
  };
  EXPECT_THAT(message(SlotKind::regions, "Korea"),
              HasSubstr("may mean KOR (South Korea), PRK (North Korea)"));
  EXPECT_THAT(message(SlotKind::regions, "VMN"), HasSubstr("did you mean \"VNM\"?"));
  EXPECT_THAT(message(SlotKind::regions, " ,"), HasSubstr("no region is named"));
  EXPECT_THAT(message(SlotKind::products, "dilithium"), HasSubstr("entrepot describe products"));
}

// What is no plain word is quoted, so that it can be nothing but a value.
TEST(Template, ValuesCannotBecomeKeys) {
  EXPECT_EQ(value(SlotKind::text, "+60 pp"), "+60 pp");
  EXPECT_EQ(value(SlotKind::text, "2025-01-01"), "2025-01-01");
  EXPECT_EQ(value(SlotKind::text, "a: b # c"), "\"a: b # c\"");
  EXPECT_EQ(value(SlotKind::text, "x\"\\\ny"), "\"x\\\"\\\\y\"");
  EXPECT_EQ(value(SlotKind::text, "- 1"), "\"- 1\"");
  EXPECT_EQ(value(SlotKind::text, ""), "\"\"");
}

}  // namespace
}  // namespace entrepot::test::template_text_test
