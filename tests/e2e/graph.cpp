// `entrepot graph` against another library's count of the same graph.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::graph_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<std::string> small(const std::vector<std::string>& more) {
  std::vector<std::string> words = {"trade-war-2018",
                                    "--set",
                                    "world.firms=1000",
                                    "--set",
                                    "world.slots_per_firm=2",
                                    "--set",
                                    "calendar.start=2018-06",
                                    "--set",
                                    "model.investment.sites=false",
                                    "--at",
                                    "2018-10",
                                    "--quiet"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::vector<std::string> after(std::vector<std::string> verb, const std::vector<std::string>& more) {
  verb.insert(verb.end(), more.begin(), more.end());
  return verb;
}

TEST(Graph, AgreesWithNetworkxOnTheExportedLinks) {
  const test::TemporaryFolder folder;
  ASSERT_EQ(
      call(after({"export", "links"}, small({"--format", "graphml", "-o", folder.file("a.graphml")}))).code,
      0);
  const ProgramOutput graph = call(after({"graph", "--json", "--sample", "0", "--top", "0"}, small({})));
  ASSERT_EQ(graph.code, 0) << graph.err;
  std::ofstream(folder.file("a.json")) << graph.out;
  const ProgramOutput check = test::program(
      "/usr/bin/python3",
      {test::source_dir() + "/tests/e2e/check_graph.py", folder.file("a.graphml"), folder.file("a.json")});
  EXPECT_EQ(check.code, 0) << check.out << check.err;
}

TEST(Graph, TellsFirmsCellsAndHubsBeforeAndAfter) {
  const ProgramOutput text = call(after({"graph", "--sample", "50", "--top", "5"}, small({})));
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("Whom it would hurt to lose, 2018-10"), HasSubstr("paths from 50 sellers"),
                    HasSubstr("paths of others, %"), HasSubstr("VNM")));
  EXPECT_EQ(text.out,
            call(after({"graph", "--sample", "50", "--top", "5", "--threads", "1"}, small({}))).out);
  EXPECT_EQ(call({"graph", "no-policy", "--at", "1999-01"}).code, 2);
}

}  // namespace
}  // namespace entrepot::test::graph_test
