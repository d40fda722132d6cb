#include "tests/support/result_files.hpp"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "sim/core/calendar.hpp"

namespace entrepot::test {

using namespace outputs;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "entrepot-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string world_text(const std::string& seed) {
  return "data_hash: abc; world.product_origins: false; model.pricing.markup: 1.1; world.owner_judgement: 1; "
         "world.firms: 1000; "
         "world.slots_per_firm: 30; world.size_tail: 1.06; world.multinational_share: 0.5; seed: " +
         seed + "; replicates.resynthesise: false";
}

FileHeader small_header(int months) {
  FileHeader header;
  header.title = "A small test: \u00e9t\u00e9";
  header.history = "written by a test";
  header.source = "entrepot test";
  header.id = "test-1";
  Axis time{"time", "first day of the month", "", {}, {}, true};
  for (int i = 0; i < months; ++i) {
    time.numbers.push_back(
        static_cast<double>(((Month(2017, 1) + i).first_day() - Month(2017, 1).first_day()).count()));
  }
  const std::vector<std::string> regions{"USA", "CHN", "VNM"};
  header.axes = {time, Axis{"origin", "region that sells", "", regions, {}, false},
                 Axis{"destination", "region that buys", "", regions, {}, false},
                 Axis{"sector", "sector", "", {"ELE", "AGR"}, {}, false},
                 Axis{"size_class", "firm size, lower bound", "musd", {}, {0.0, 10.0}, false}};
  header.provenance = {{"world", world_text()},
                       {"settings", "model.preset: contracts\nmodel.sourcing.hazard_scale: 0.5\n"},
                       {"scenario", std::string(100000, 'x')}};
  header.run = {{"threads", "2"}, {"host", ""}};
  return header;
}

namespace {
std::vector<double> filled(std::size_t count, int replicate, const CellValue& value) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = value(replicate, i);
  return values;
}

std::vector<Variable> small_variables(const FileHeader& header, int replicate, const CellValue& value) {
  const std::size_t months = header.axes[0].size();
  return {
      Variable{"trade",
               "customs trade",
               "musd",
               "test",
               {"time", "origin", "destination", "sector"},
               filled(months * 18, replicate, value),
               Aggregation::sum},
      Variable{"share",
               "share of imports",
               "1",
               "test",
               {"time", "origin"},
               filled(months * 3, replicate, value),
               Aggregation::mean},
      Variable{
          "firms", "firms by size", "1", "", {"size_class"}, filled(2, replicate, value), Aggregation::last},
      Variable{"world_output",
               "output",
               "musd",
               "",
               {"time"},
               filled(months, replicate, value),
               Aggregation::last},
      Variable{
          "survival", "links that survive", "1", "", {}, filled(1, replicate, value), Aggregation::mean}};
}
}  // namespace

ReplicateResult small_result(const FileHeader& header, int replicate, const CellValue& scenario,
                             const CellValue& baseline) {
  return {replicate, small_variables(header, replicate, scenario),
          small_variables(header, replicate, baseline)};
}

void write_small_file(const std::string& path, int count, int months) {
  const FileHeader header = small_header(months);
  std::filesystem::remove(path);
  ResultWriter writer(path, header);
  for (int replicate = 0; replicate < count; ++replicate) {
    writer.append(small_result(
        header, replicate, [](int r, std::size_t i) { return static_cast<double>(i) + r; },
        [](int, std::size_t i) { return static_cast<double>(i); }));
  }
  writer.finish({{"wall_time", "1 s"}, {"threads", "3"}});
}

}  // namespace entrepot::test
