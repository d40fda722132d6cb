// The scenarios printed in the documents are read without a fault.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/program.hpp"
#include "tests/support/result_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::documents_test {
namespace {

// The text of the first ```yaml block of a document.
std::string yaml_block(const std::string& document) {
  std::ifstream file(test::source_dir() + "/" + document);
  std::ostringstream block;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (inside && line == "```") break;
    if (inside) block << line << "\n";
    if (line == "```yaml") inside = true;
  }
  return block.str();
}

TEST(Documents, TheirScenariosAreFine) {
  const test::TemporaryFolder folder;
  for (const char* document : {"README.md", "README.zh.md", "docs/tutorial.md"}) {
    const std::string text = yaml_block(document);
    ASSERT_FALSE(text.empty()) << document;
    const std::string path = folder.file("scenario.yaml");
    std::ofstream(path) << text;
    const test::ProgramOutput check = test::call({"check", path});
    EXPECT_EQ(check.code, 0) << document << "\n" << check.err;
  }
}

}  // namespace
}  // namespace entrepot::test::documents_test
