#include "tools/entrepot/serve/assets.hpp"

#include <array>
#include <cstddef>

// Their bytes, put into the program by the assembler.
#define ENTREPOT_ASSET(symbol, file)                          \
  asm(".section .rodata\n"                                    \
      ".balign 16\n" #symbol                                  \
      "_begin:\n"                                             \
      ".incbin \"" ENTREPOT_WORKBENCH "/" file "\"\n" #symbol \
      "_end:\n"                                               \
      ".byte 0\n"                                             \
      ".previous\n");                                         \
  extern "C" const char symbol##_begin[];                     \
  extern "C" const char symbol##_end[];

ENTREPOT_ASSET(workbench_page, "page.html")
ENTREPOT_ASSET(workbench_style, "style.css")
ENTREPOT_ASSET(workbench_main, "main.js")
ENTREPOT_ASSET(workbench_base, "base.js")
ENTREPOT_ASSET(workbench_editor, "editor.js")
ENTREPOT_ASSET(workbench_words, "words.js")
ENTREPOT_ASSET(workbench_runs, "runs.js")
ENTREPOT_ASSET(workbench_start, "start.js")
ENTREPOT_ASSET(workbench_chart, "chart.js")
ENTREPOT_ASSET(workbench_deletion, "deletion.js")
ENTREPOT_ASSET(workbench_regions,
               "../../../../outputs/report/web/regions.js")  // one colour per region everywhere

#undef ENTREPOT_ASSET

namespace entrepot::tools {

namespace {

constexpr const char* script = "text/javascript; charset=utf-8";

struct Entry {
  std::string_view path;
  const char* begin;
  const char* end;
  const char* type;
};

}  // namespace

Asset find_asset(const std::string& path) {
  static const std::array<Entry, 11> entries = {
      {{"/", workbench_page_begin, workbench_page_end, "text/html; charset=utf-8"},
       {"/style.css", workbench_style_begin, workbench_style_end, "text/css; charset=utf-8"},
       {"/main.js", workbench_main_begin, workbench_main_end, script},
       {"/base.js", workbench_base_begin, workbench_base_end, script},
       {"/editor.js", workbench_editor_begin, workbench_editor_end, script},
       {"/words.js", workbench_words_begin, workbench_words_end, script},
       {"/runs.js", workbench_runs_begin, workbench_runs_end, script},
       {"/start.js", workbench_start_begin, workbench_start_end, script},
       {"/chart.js", workbench_chart_begin, workbench_chart_end, script},
       {"/deletion.js", workbench_deletion_begin, workbench_deletion_end, script},
       {"/regions.js", workbench_regions_begin, workbench_regions_end, script}}};
  for (const Entry& entry : entries) {
    if (entry.path == path)
      return {{entry.begin, static_cast<std::size_t>(entry.end - entry.begin)}, entry.type};
  }
  return {};
}

}  // namespace entrepot::tools
