// Runs that take a second: the library's trade war on few firms and months.
#pragma once

#include <string>
#include <vector>

#include "tests/support/program.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test {

// `run trade-war-2018` on 2,000 firms from 2018-05 to `end`, `more` arguments appended.
[[nodiscard]] inline std::vector<std::string> trade_war(const std::string& output,
                                                        const std::vector<std::string>& more = {},
                                                        const std::string& end = "2018-10") {
  std::vector<std::string> arguments = {"run",   "trade-war-2018",         "-o",    output,
                                        "--set", "replicates=1",           "--set", "world.firms=2000",
                                        "--set", "calendar.start=2018-05", "--set", "calendar.end=" + end};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// The hash that `entrepot hash` prints, without its line end.
[[nodiscard]] inline std::string hash_of(const std::string& file) {
  std::string text = call({"hash", file}).out;
  return text.empty() ? text : text.substr(0, text.size() - 1);
}

// A result file made once for the tests that only read one.
[[nodiscard]] inline const std::string& finished_run() {
  static const TemporaryFolder folder;
  static const std::string file = [] {
    const std::string path = folder.file("trade war.h5");  // a space: names are not words
    static_cast<void>(call(trade_war(path, {"--quiet"})));
    return path;
  }();
  return file;
}

}  // namespace entrepot::test
