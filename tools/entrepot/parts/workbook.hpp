// A workbook for spreadsheets: values, what the metrics mean, and notes. The only file that knows
// libxlsxwriter is beside this one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "outputs/store/output/output_claim.hpp"

namespace entrepot::tools {

using namespace outputs;

// Appears under its name only when complete. RunError when it cannot be written.
class Workbook {
 public:
  // InputError for a claim of no file.
  explicit Workbook(OutputClaim output);
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook();

  // Rows go to the last sheet that was begun; its first row is the heading. Texts stay texts whatever they
  // look like; columns named in `numbers` hold numbers. RunError beyond the rows that a sheet can hold.
  void begin_sheet(const std::string& name, const std::vector<std::string>& heading,
                   const std::vector<std::string>& numbers = {});
  void row(const std::vector<std::string>& fields);
  // The file is complete; "path: N rows", of the first sheet.
  std::string finish();

 private:
  struct Writer;
  std::unique_ptr<Writer> writer_;
};

}  // namespace entrepot::tools
