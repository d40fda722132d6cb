#include "tools/entrepot/parts/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>

#include "outputs/store/output/file_swap.hpp"
#include "sim/core/error.hpp"

namespace entrepot::tools {

using namespace outputs;

struct Workbook::Writer {
  std::string path;
  OutputClaim claim;
  FileSwap swap;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* bold = nullptr;
  std::vector<bool> is_number;  // [column] of the sheet
  lxw_row_t next = 0;           // row of the sheet
  std::size_t first_rows = 0;   // of the first sheet, without its heading
  bool is_first = true;

  explicit Writer(OutputClaim output) : path(output.path()), claim(std::move(output)), swap(claim) {}
  void check(lxw_error error) const {
    if (error != LXW_NO_ERROR) throw RunError(fmt::format("cannot write {}: {}", path, lxw_strerror(error)));
  }
};

Workbook::Workbook(OutputClaim output) {
  output.expect_file();
  writer_ = std::make_unique<Writer>(std::move(output));
  // Row by row to the disk: a sheet of a million rows takes no memory.
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_TRUE;
  writer_->book = workbook_new_opt(writer_->swap.part().c_str(), &options);
  if (writer_->book == nullptr) throw RunError("cannot write " + writer_->path);
  writer_->bold = workbook_add_format(writer_->book);
  format_set_bold(writer_->bold);
}

// What was begun is closed so that its memory is free; without commit() the part is removed.
Workbook::~Workbook() {
  if (writer_->book != nullptr) workbook_close(writer_->book);
}

void Workbook::begin_sheet(const std::string& name, const std::vector<std::string>& heading,
                           const std::vector<std::string>& numbers) {
  Writer& to = *writer_;
  to.is_first = to.sheet == nullptr;
  to.sheet = workbook_add_worksheet(to.book, name.c_str());
  if (to.sheet == nullptr) throw RunError("cannot write " + to.path);
  to.is_number.assign(heading.size(), false);
  to.next = 0;
  for (std::size_t column = 0; column < heading.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    worksheet_set_column(to.sheet, at, at,
                         std::clamp(1.2 * static_cast<double>(heading[column].size()), 12.0, 60.0), nullptr);
    to.check(worksheet_write_string(to.sheet, 0, at, heading[column].c_str(), to.bold));
    to.is_number[column] = std::find(numbers.begin(), numbers.end(), heading[column]) != numbers.end();
  }
  worksheet_freeze_panes(to.sheet, 1, 0);
  to.next = 1;
}

void Workbook::row(const std::vector<std::string>& fields) {
  Writer& to = *writer_;
  if (to.next >= LXW_ROW_MAX)
    throw RunError(fmt::format(
        "a sheet holds {} rows: narrow with --metric, --where or --period, or write CSV", LXW_ROW_MAX - 1));
  for (std::size_t column = 0; column < fields.size(); ++column) {
    if (fields[column].empty()) continue;
    const auto at = static_cast<lxw_col_t>(column);
    to.check(to.is_number[column]
                 ? worksheet_write_number(to.sheet, to.next, at, std::strtod(fields[column].c_str(), nullptr),
                                          nullptr)
                 : worksheet_write_string(to.sheet, to.next, at, fields[column].c_str(), nullptr));
  }
  ++to.next;
  if (to.is_first) ++to.first_rows;
}

std::string Workbook::finish() {
  const lxw_error error = workbook_close(writer_->book);
  writer_->book = nullptr;
  writer_->check(error);
  writer_->swap.commit();
  return fmt::format("{}: {} rows", writer_->path, writer_->first_rows);
}

}  // namespace entrepot::tools
