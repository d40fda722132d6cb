#include "tools/entrepot/parts/summary_output.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

// Columns of the terminal, 100 where there is none.
int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 100;
  return std::clamp<int>(size.ws_col, 60, 160);
}

}  // namespace

void add_summary_output(CLI::App& verb, SummaryOutput& output) {
  verb.add_option("--format", output.format, "text, csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}));
  verb.add_option("--width", output.width, "columns of the text; default: those of the terminal")
      ->check(CLI::Range(40, 400));
}

void print_summary(const Summary& summary, const SummaryOutput& output, const CommonOptions& common) {
  if (common.json || output.format == "json") {
    print_json(to_json(summary));
  } else if (output.format == "csv") {
    fmt::print("{}", to_csv(summary));
  } else {
    fmt::print("{}", to_text(summary, output.width > 0 ? output.width : terminal_width()));
  }
}

}  // namespace entrepot::tools
