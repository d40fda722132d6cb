#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "outputs/report/labels/translate.hpp"
#include "outputs/store/output/whole_file.hpp"
#include "sim/core/error.hpp"
#include "sim/core/plain_text.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/entrepot/parts/summary_verbs.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct ReportArguments {
  SummaryArguments summary;
  OutputOption output;
  std::string language = "en";
  bool open = false;
};

// Shows the file in the desktop's browser; RunError where there is none.
void open_in_browser(const std::string& path) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "starting xdg-open");
  if (child == 0) {
    execlp("xdg-open", "xdg-open", path.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  throw RunError(
      fmt::format("{} is written, but no browser could be opened (xdg-open); open it by hand", path));
}

std::string default_output(const std::string& file) {
  return std::filesystem::path(file).replace_extension(".html").string();
}

void say_what_stays_english(const std::set<std::string>& texts, bool quiet) {
  if (texts.empty() || quiet) return;
  fmt::print(stderr, "Note: {} text{} without a label in this language stay{} in English:\n", texts.size(),
             texts.size() == 1 ? "" : "s", texts.size() == 1 ? "s" : "");
  for (const std::string& text : texts) fmt::print(stderr, "  {}\n", without_control(text));
}

void report(const ReportArguments& arguments, const CommonOptions& common) {
  guard_reading(arguments.summary.files, common.quiet);
  OutputClaim claim = arguments.output.claim(default_output(arguments.summary.files.front()));
  const std::string output = claim.path();
  Summary summary = summary_of(arguments.summary, common.threads);
  if (arguments.language != "en")
    say_what_stays_english(translate(summary, arguments.language), common.quiet);
  const std::string page = to_html(summary);
  write_whole(claim, page);
  if (!common.quiet)
    fmt::print(stderr, "Written to {} ({:.2f} MB).\n", output, static_cast<double>(page.size()) / 1e6);
  if (arguments.open) open_in_browser(output);
}

}  // namespace

void add_report(CLI::App& app, CommonOptions& common) {
  CLI::App* verb =
      app.add_subcommand("report", "the same as one HTML file with charts that needs no network");
  auto arguments = std::make_shared<ReportArguments>();
  add_summary_options(*verb, arguments->summary);
  add_output_option(*verb, arguments->output, "HTML file; default: the first result file's name with .html");
  std::vector<std::string> languages = label_languages();
  languages.emplace_back("en");
  verb->add_option("--lang", arguments->language, "language of titles, headings and sentences: en or zh")
      ->check(CLI::IsMember(languages));
  verb->add_flag("--open", arguments->open, "open it in the browser");
  verb->callback([arguments, &common] { report(*arguments, common); });
}

}  // namespace entrepot::tools
