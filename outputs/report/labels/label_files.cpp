// The files of labels, put into the program by the assembler.
#include <string_view>

#include "outputs/report/labels/labels.hpp"
#include "sim/core/error.hpp"

asm(R"(
    .section .rodata
    .balign 16
entrepot_labels_zh_begin:
    .incbin ")" ENTREPOT_LABELS R"(/zh.tsv"
entrepot_labels_zh_end:
    .byte 0
    .previous
)");
extern "C" const char entrepot_labels_zh_begin[];
extern "C" const char entrepot_labels_zh_end[];

namespace entrepot::outputs {

const Labels& labels_in(const std::string& language) {
  ENTREPOT_VALIDATE(language == "zh", "there are labels in " + language);
  static const Labels chinese({entrepot_labels_zh_begin,
                               static_cast<std::size_t>(entrepot_labels_zh_end - entrepot_labels_zh_begin)});
  return chinese;
}

std::vector<std::string> label_languages() { return {"zh"}; }

}  // namespace entrepot::outputs
