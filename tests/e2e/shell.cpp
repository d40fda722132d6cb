// What shells and man read: the manual page and the completions, tried in the shells themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"

namespace entrepot::test::shell_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// Runs a script of a shell with the program on its path; skipped where the machine has no such shell.
ProgramOutput shell(const std::string& name, const std::string& script) {
  const std::string folder = std::filesystem::path(test::program_path()).parent_path().string();
  return test::program("env", {"PATH=" + folder + ":/usr/bin:/bin", name, "-c", script});
}

bool has(const std::string& name) { return std::filesystem::exists("/usr/bin/" + name); }

// What bash offers for the words of a command line, the last of them begun.
std::string bash_offers(const std::string& words, int last) {
  const ProgramOutput offers = shell("bash", "source <(entrepot completion bash); COMP_WORDS=(" + words +
                                                 "); COMP_CWORD=" + std::to_string(last) +
                                                 "; _entrepot; printf '%s\\n' \"${COMPREPLY[@]}\"");
  EXPECT_EQ(offers.err, "") << words;
  return "\n" + offers.out;
}

TEST(Completion, BashKnowsVerbsOptionsAndTheirValues) {
  EXPECT_EQ(bash_offers("entrepot comp", 1), "\ncompare\ncompletion\n");
  EXPECT_EQ(bash_offers("entrepot compare a.h5 --aga", 3), "\n--against\n");
  EXPECT_EQ(bash_offers("entrepot compare a.h5 --against f", 4), "\nfirst\n");
  EXPECT_EQ(bash_offers("entrepot compare a.h5 --metric import_s", 4), "\nimport_share\n");
  EXPECT_EQ(bash_offers("entrepot run trade-", 2), "\ntrade-war-2018\n");
  EXPECT_EQ(bash_offers("entrepot export links --form", 3), "\n--format\n");
  EXPECT_EQ(bash_offers("entrepot sweep re", 2), "\nresume\n");
  EXPECT_THAT(bash_offers("entrepot run x --q", 3), HasSubstr("\n--quiet\n"));
}

TEST(Completion, BashOffersFilesWhereTheyAreMeant) {
  const test::TemporaryFolder folder;
  const ProgramOutput made = test::program("touch", {folder.file("mine.yaml")});
  ASSERT_EQ(made.code, 0);
  EXPECT_THAT(bash_offers("entrepot run " + folder.file("mi"), 2), HasSubstr("mine.yaml"));
}

TEST(Completion, FishKnowsTheSame) {
  if (!has("fish")) GTEST_SKIP() << "fish is not installed";
  const auto offers = [](const std::string& line) {
    return shell("fish", "entrepot completion fish | source; complete -C '" + line + "'").out;
  };
  EXPECT_THAT(offers("entrepot comp"), AllOf(HasSubstr("compare\t"), HasSubstr("completion\t")));
  EXPECT_THAT(offers("entrepot compare --metric import_s"), HasSubstr("import_share"));
  EXPECT_THAT(offers("entrepot export links --for"), HasSubstr("--format"));
  EXPECT_THAT(offers("entrepot run trade-"), HasSubstr("trade-war-2018"));
  EXPECT_THAT(offers("entrepot check --aga"), Not(HasSubstr("--against")));
}

// zsh completes only at a terminal: a pseudo-terminal of its own is one.
TEST(Completion, ZshKnowsTheSame) {
  if (!has("zsh")) GTEST_SKIP() << "zsh is not installed";
  const test::TemporaryFolder folder;
  const ProgramOutput shown =
      shell("zsh", "entrepot completion zsh > " + folder.file("_entrepot") +
                       "; zmodload zsh/zpty; zpty shell zsh -f -i; zpty -w shell \"PS1='> '; fpath=(" +
                       folder.path() + " $fpath); autoload -U compinit; compinit -u -D; cd " + folder.path() +
                       "; echo rea''dy\"; zpty -r shell x '*ready*'; "
                       "zpty -w -n shell $'entrepot compare --against fi\\t'; sleep 4; zpty -w -n shell $' "
                       "#\\n'; sleep 1; "
                       "zpty -w -n shell $'exit\\n'; zpty -r shell all '*exit*'; print -r -- $all");
  EXPECT_THAT(shown.out, HasSubstr("--against first")) << shown.err;
}

TEST(Manual, NamesEveryVerbAndMandocFindsNothingToMend) {
  const ProgramOutput manual = call({"describe", "--manual"});
  ASSERT_EQ(manual.code, 0) << manual.err;
  for (const char* verb : {"run", "export links", "sweep run", "completion"})
    EXPECT_THAT(manual.out, HasSubstr(std::string("\n.SS ") + verb + "\n")) << verb;
  if (!has("mandoc")) GTEST_SKIP() << "mandoc is not installed";
  const test::TemporaryFolder folder;
  // The page has no date: it is that of the program, whose version it names.
  const ProgramOutput lint = shell(
      "bash", "entrepot describe --manual > " + folder.file("entrepot.1") + "; mandoc -T lint -W warning " +
                  folder.file("entrepot.1") + " | grep -v 'missing date'; mandoc -T utf8 " +
                  folder.file("entrepot.1") + " | col -b | grep -c -- --across-worlds");
  EXPECT_EQ(lint.out, "3\n") << lint.err;  // compare, show, report
}

TEST(Json, EveryVerbAnswersWithAVersionOrSaysThatItDoesNot) {
  const std::vector<std::vector<std::string>> answers = {{"version"},
                                                         {"list"},
                                                         {"check", "no-policy"},
                                                         {"diff", "no-policy", "no-policy"},
                                                         {"hash", test::finished_run()},
                                                         {"schedule", "no-policy"},
                                                         {"compare", test::finished_run()},
                                                         {"show", test::finished_run()}};
  for (std::vector<std::string> words : answers) {
    words.push_back("--json");
    const ProgramOutput answer = call(words);
    ASSERT_EQ(answer.code, 0) << words[0] << answer.err;
    EXPECT_EQ(nlohmann::json::parse(answer.out).at("json_schema"), 1) << words[0];
  }
  for (std::vector<std::string> words : std::vector<std::vector<std::string>>{{"describe"},
                                                                              {"world", "inspect"},
                                                                              {"export", "a.h5"},
                                                                              {"report", "a.h5"},
                                                                              {"completion", "bash"}}) {
    words.push_back("--json");
    const ProgramOutput refused = call(words);
    EXPECT_EQ(refused.code, 2) << words[0];
    EXPECT_THAT(refused.err,
                HasSubstr(words[0] + (words[0] == "world" ? " inspect" : "") + " gives no JSON"));
    EXPECT_EQ(refused.out, "");
  }
}

}  // namespace
}  // namespace entrepot::test::shell_test
