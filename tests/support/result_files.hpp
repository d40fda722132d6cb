// Small synthetic result files for the tests of store and compare.
#pragma once

#include <functional>
#include <string>

#include "outputs/store/results/result_file.hpp"

namespace entrepot::test {

using namespace outputs;

// A folder of its own below the system's temporary folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The text of /provenance that says which world a run used.
std::string world_text(const std::string& seed = "1");

// `months` from 2017-01; regions USA, CHN, VNM; sectors ELE, AGR.
FileHeader small_header(int months);

// trade [time, origin, destination, sector] (flow), share [time, origin], stock [region]; the value of a cell
// is `value(replicate, flat index)`.
using CellValue = std::function<double(int, std::size_t)>;
ReplicateResult small_result(const FileHeader& header, int replicate, const CellValue& scenario,
                             const CellValue& baseline);

// Replicates 0 .. count-1: scenario = index + replicate, baseline = index.
void write_small_file(const std::string& path, int count, int months = 24);

}  // namespace entrepot::test
