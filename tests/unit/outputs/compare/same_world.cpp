// Which pairs of result files are refused for their worlds, and what is said of them.
#include "outputs/compare/same_world.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/support/result_files.hpp"

namespace entrepot::test::same_world_test {

using namespace outputs;
namespace {

using test::world_text;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* hash = "data_hash: abc";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class SameWorld : public ::testing::Test {
 protected:
  // Writes a file with these texts of /provenance; null: without it.
  std::string file(const std::string& name, const char* world,
                   const char* settings = "model.preset: contracts\n", bool equilibrium = false) {
    FileHeader header = test::small_header(1);
    header.provenance.clear();
    if (world != nullptr) header.provenance.push_back({"world", world});
    if (settings != nullptr) header.provenance.push_back({"settings", settings});
    if (equilibrium) header.provenance.push_back({"equilibrium", "2017-01 fixed"});
    const auto zero = [](int, std::size_t) { return 0.0; };
    std::filesystem::remove(folder_.file(name));
    ResultWriter(folder_.file(name), header).append(test::small_result(header, 0, zero, zero));
    return folder_.file(name);
  }

  static Findings match(const std::string& a, const std::string& b, Worlds worlds = Worlds::same) {
    const ResultReader first(a);
    const ResultReader second(b);
    Findings findings;
    match_files({first, "scenario", a}, {second, "scenario", b}, worlds, findings);
    return findings;
  }

  test::TemporaryFolder folder_;
};

TEST_F(SameWorld, EqualTextsAreOneWorld) {
  const Findings same = match(file("a.h5", world_text().c_str()), file("b.h5", world_text().c_str()));
  EXPECT_THAT(same.faults, IsEmpty());
  EXPECT_THAT(same.notes, IsEmpty());
}

TEST_F(SameWorld, EveryKeyOfTheWorldIsHeldAgainstTheOther) {
  const std::string mine = world_text();
  const std::string a = file("a.h5", mine.c_str());
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"world.product_origins: false", "world.product_origins: true"},
           {"model.pricing.markup: 1.1", "model.pricing.markup: 1.2"},
           {"world.firms: 1000", "world.firms: 2000"},
           {"world.slots_per_firm: 30", "world.slots_per_firm: 20"},
           {"world.size_tail: 1.06", "world.size_tail: 1.2"},
           {"seed: 1", "seed: 2"},
           {"replicates.resynthesise: false", "replicates.resynthesise: true"}}) {
    const Findings differ = match(a, file("b.h5", with(mine, from, to).c_str()));
    ASSERT_THAT(differ.faults, SizeIs(1)) << from;
    EXPECT_EQ(differ.faults[0].why, from + " against " + to.substr(to.find(": ") + 2));
    EXPECT_THAT(differ.faults[0].what, AllOf(HasSubstr("b.h5"), HasSubstr("the worlds differ")));
    EXPECT_THAT(differ.faults[0].suggestion, HasSubstr("--across-worlds"));
  }
}

TEST_F(SameWorld, AllDifferencesAreNamedAtOnceAndHashesByTheirBeginning) {
  const std::string other = with(with(world_text("2"), hash, "data_hash: 0123456789abcdef"), "false", "true");
  EXPECT_EQ(match(file("a.h5", world_text().c_str()), file("b.h5", other.c_str())).faults.at(0).why,
            "the world's files (data_hash): abc against 0123456789ab; world.product_origins: false against "
            "true; seed: 1 against 2");
}

TEST_F(SameWorld, DifferentWorldsMayMeetWhereTheUserAsksForIt) {
  const Findings across =
      match(file("a.h5", world_text().c_str()), file("b.h5", world_text("2").c_str()), Worlds::any);
  EXPECT_THAT(across.faults, IsEmpty());
  EXPECT_THAT(across.notes,
              ElementsAre(AllOf(HasSubstr("of different worlds"), HasSubstr("seed: 1 against 2"))));
}

TEST_F(SameWorld, SettingsThatDifferAreNoted) {
  const std::string one =
      file("a.h5", world_text().c_str(), "model.preset: contracts\nmodel.sourcing.hazard_scale: 0.5\n");
  const std::string two = file("b.h5", world_text().c_str(),
                               "model.preset: contracts\nmodel.sourcing.hazard_scale: 1\nmodel.x.new: 3\n");
  const Findings found = match(one, two);
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_THAT(found.notes,
              ElementsAre(AllOf(HasSubstr("model.sourcing.hazard_scale: 0.5 against 1"),
                                HasSubstr("model.x.new: not in both"), Not(HasSubstr("model.preset")))));
}

TEST_F(SameWorld, TheMarkupIsSaidOnce) {
  const std::string other = with(world_text(), "markup: 1.1", "markup: 1.2");
  const Findings found = match(file("a.h5", world_text().c_str(), "model.pricing.markup: 1.1\n"),
                               file("b.h5", other.c_str(), "model.pricing.markup: 1.2\n"));
  EXPECT_THAT(found.faults, SizeIs(1));
  EXPECT_THAT(found.notes, IsEmpty());
}

TEST_F(SameWorld, AnEquilibriumHasTableAndAccountsOnly) {
  const std::string table =
      "data_hash: abc; world.product_origins: false; model.pricing.markup: 1.1; "
      "world.owner_judgement: 1";
  const char* settings = "model.preset: contracts\n";
  const std::string still = file("still.h5", table.c_str(), settings, true);
  const Findings same = match(file("a.h5", world_text().c_str()), still);
  EXPECT_THAT(same.faults, IsEmpty());
  EXPECT_THAT(same.notes, IsEmpty());
  const std::string dear = file("dear.h5", with(table, "markup: 1.1", "markup: 1.2").c_str(), settings, true);
  EXPECT_EQ(match(file("a.h5", world_text().c_str()), dear).faults.at(0).why,
            "model.pricing.markup: 1.1 against 1.2");
}

// The texts that version 0.1.0 wrote before there was a key.
TEST_F(SameWorld, OldFilesAreHeldAgainstNewOnesAsFarAsTheySay) {
  const std::string old_text = "world2017 data abc firms 1000 slots_per_firm 30 size_tail 1.06 seed 1";
  const std::string old = file("old.h5", old_text.c_str(), nullptr);
  const std::string current = file("new.h5", world_text().c_str());
  const Findings found = match(old, current);
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_THAT(
      found.notes,
      ElementsAre(
          HasSubstr("do not both say world.product_origins, model.pricing.markup, world.owner_judgement, "
                    "world.multinational_share: not checked"),
          HasSubstr("old.h5 does not list its settings")));
  EXPECT_THAT(match(old, file("b.h5", old_text.c_str(), nullptr)).notes,
              Contains(HasSubstr("do not both say world.product_origins, model.pricing.markup")));
  EXPECT_EQ(match(current, file("b.h5", (old_text + " resynthesised").c_str(), nullptr)).faults.at(0).why,
            "replicates.resynthesise: false against true");
  EXPECT_EQ(
      match(old, file("b.h5", with(old_text, "firms 1000", "firms 999").c_str(), nullptr)).faults.at(0).why,
      "world.firms: 1000 against 999");
  const std::string still = file("still.h5", "world2017 data abc, no firms", nullptr, true);
  EXPECT_THAT(match(old, still).faults, IsEmpty());
  EXPECT_THAT(match(old, file("b.h5", "world2017 data xyz, no firms", nullptr, true)).faults.at(0).why,
              HasSubstr("abc against xyz"));
}

TEST_F(SameWorld, TextsWithNothingInCommonAreDifferentWorlds) {
  EXPECT_THAT(match(file("a.h5", world_text().c_str()), file("b.h5", "another program's")).faults, SizeIs(1));
  EXPECT_THAT(match(file("a.h5", "another program's"), file("b.h5", "another program's")).faults, IsEmpty());
}

TEST_F(SameWorld, AFileThatDoesNotSayIsNoted) {
  EXPECT_THAT(match(file("a.h5", nullptr), file("b.h5", world_text().c_str())).notes,
              ElementsAre(HasSubstr("a.h5 does not say which world it used: not checked")));
}

TEST_F(SameWorld, OfManyFilesAllFaultsAreThrown) {
  const std::string a = file("a.h5", world_text().c_str());
  const std::vector<std::string> files{a, file("b.h5", world_text("2").c_str()),
                                       file("c.h5", world_text("3").c_str())};
  try {
    static_cast<void>(match_all_files(files, Worlds::same));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.faults(), SizeIs(2));
  }
  EXPECT_THAT(match_all_files(files, Worlds::any), SizeIs(2));
  EXPECT_THAT(match_all_files({a}, Worlds::same), IsEmpty());
}

}  // namespace
}  // namespace entrepot::test::same_world_test
