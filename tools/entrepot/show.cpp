#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/summary_verbs.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct ShowArguments {
  SummaryArguments summary;
  std::string format = "text";
  int width = 0;
};

// Columns of the terminal, 100 where there is none.
int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 100;
  return std::clamp<int>(size.ws_col, 60, 160);
}

void show(const ShowArguments& arguments, const CommonOptions& common) {
  guard_reading(arguments.summary.files, common.quiet);
  const Summary summary = summary_of(arguments.summary, common.threads);
  if (common.json || arguments.format == "json") {
    print_json(to_json(summary));
  } else if (arguments.format == "csv") {
    fmt::print("{}", to_csv(summary));
  } else {
    fmt::print("{}", to_text(summary, arguments.width > 0 ? arguments.width : terminal_width()));
  }
}

}  // namespace

void add_show(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("show", "what a run says: headline, tables and small plots on the terminal");
  gives_json(*verb, common);
  auto arguments = std::make_shared<ShowArguments>();
  add_summary_options(*verb, arguments->summary);
  verb->add_option("--format", arguments->format, "text, csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}));
  verb->add_option("--width", arguments->width, "columns of the text; default: those of the terminal")
      ->check(CLI::Range(40, 400));
  verb->callback([arguments, &common] { show(*arguments, common); });
}

}  // namespace entrepot::tools
