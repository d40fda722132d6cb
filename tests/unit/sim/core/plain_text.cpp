#include "sim/core/plain_text.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::plain_text_test {
namespace {

TEST(PlainText, FindsWhatTerminalsTakeAsCommands) {
  EXPECT_EQ(find_control("Côte d'Ivoire\n\tand others"), std::string::npos);
  EXPECT_EQ(find_control("ab\x1b[2J"), 2U);
  EXPECT_EQ(find_control("ab\x7f"), 2U);
  EXPECT_EQ(find_control("ab\xc2\x9b"
                         "2J"),
            2U);  // CSI in one character
  EXPECT_EQ(find_control(std::string("a\0b", 3)), 1U);
  EXPECT_EQ(without_control("a\x1b]0;b\x07\xc2\x9b"
                            "c"),
            "a?]0;b??c");
  EXPECT_EQ(without_control("Å ä\n"), "Å ä\n");
}

TEST(PlainText, NamesOfFilesArePlain) {
  for (const char* good : {"mine", "list 3 only", "$(date) `x` 'y' \"z\"", "=cmd", "贸易", "a.b"})
    EXPECT_EQ(file_name_problem(good), "") << good;
  for (const char* bad :
       {"", ".", "..", "../x", "a/b", "/", ".hidden", "-rf", " a", "a ", "a\nb", "a\tb", "a\x1b[2J"})
    EXPECT_NE(file_name_problem(bad), "") << bad;
  EXPECT_NE(file_name_problem(std::string(201, 'a')), "");
}

TEST(PlainText, FaultsCarryNoCommands) {
  const std::string text =
      format_fault({{"a\x1b[2J.yaml", 1, 1, "key: \x1b]0;x\x07"}, "what \x1b", "why \x9b", "say \x7f"});
  EXPECT_EQ(find_control(text), std::string::npos);
}

}  // namespace
}  // namespace entrepot::test::plain_text_test
