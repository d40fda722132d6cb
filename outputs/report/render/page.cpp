#include "outputs/report/render/page.hpp"

#include <cstddef>
#include <string_view>

#include "sim/core/error.hpp"

// The bytes of assets/page.html, put into the program by the assembler.
asm(R"(
    .section .rodata
    .balign 16
entrepot_page_begin:
    .incbin ")" ENTREPOT_REPORT_PAGE R"("
entrepot_page_end:
    .byte 0
    .previous
)");
extern "C" const char entrepot_page_begin[];
extern "C" const char entrepot_page_end[];

namespace entrepot::outputs {

namespace {

constexpr std::string_view mark = "@SUMMARY@";

std::string_view page() {
  return {entrepot_page_begin, static_cast<std::size_t>(entrepot_page_end - entrepot_page_begin)};
}

// JSON that may stand inside a script element: < is written as an escape.
void append_escaped(std::string& out, const std::string& json) {
  for (const char letter : json) {
    if (letter == '<') {
      out += "\\u003c";
    } else {
      out += letter;
    }
  }
}

}  // namespace

std::string make_page(const std::string& json) {
  const std::size_t at = page().find(mark);
  ENTREPOT_VALIDATE(at != std::string_view::npos, "the page has a place for the summary");
  std::string out;
  out.reserve(page().size() + json.size() + json.size() / 64);
  out += page().substr(0, at);
  append_escaped(out, json);
  out += page().substr(at + mark.size());
  return out;
}

}  // namespace entrepot::outputs
