#include <algorithm>
#include <set>

#include "outputs/store/digest/file_digest.hpp"
#include "outputs/store/hdf5.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/output/file_swap.hpp"
#include "outputs/store/results/layout_writer.hpp"
#include "outputs/store/results/result_file.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/results/table_writer.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {
void validate_axes(const std::vector<Axis>& axes) {
  std::set<std::string> names{layout::replicate};
  for (const Axis& axis : axes) {
    const bool plain = !axis.name.empty() && axis.name.find('/') == std::string::npos;
    ENTREPOT_VALIDATE(plain && names.insert(axis.name).second,
                      "axis names are plain, distinct, not 'replicate'");
    ENTREPOT_VALIDATE(axis.labels.empty() != axis.numbers.empty(),
                      axis.name + " needs labels or numbers, not both");
    ENTREPOT_VALIDATE(!axis.is_time || axis.labels.empty(), axis.name + " is a time: give numbers");
  }
}

std::string line_of(const std::string& group, const std::string& name, const std::vector<std::string>& axes) {
  std::string line = group + "/" + name;
  for (const std::string& axis : axes) line += " " + axis;
  return line;
}

std::string line_of(const std::string& group, const Table& table) {
  std::string line = group + " table " + table.name;
  for (const Column& column : table.columns) {
    if (column.name != layout::replicate) line += " " + column.name;
  }
  return line;
}

// What every replicate must repeat: rows of one file belong together.
std::vector<std::string> signature(const ReplicateResult& result) {
  std::vector<std::string> lines;
  for (const Variable& variable : result.scenario)
    lines.push_back(line_of("scenario", variable.name, variable.axes));
  for (const Table& table : result.scenario_tables) lines.push_back(line_of("scenario", table));
  for (const Variable& variable : result.baseline)
    lines.push_back(line_of("baseline", variable.name, variable.axes));
  for (const Table& table : result.baseline_tables) lines.push_back(line_of("baseline", table));
  return lines;
}

// The same of a file.
std::vector<std::string> signature(const ResultReader& reader) {
  std::vector<std::string> lines;
  for (const std::string group : {"scenario", "baseline"}) {
    if (!reader.has_group(group)) continue;
    for (const std::string& metric : reader.metrics(group))
      lines.push_back(line_of(group, metric, reader.info(group, metric).axes));
    for (const std::string& table : reader.tables(group))
      lines.push_back(line_of(group, reader.table(group, table)));
  }
  return lines;
}

// Makes the next version of the file and swaps it in; `change` gets the open copy. The last one gets a
// digest.
enum class Version { first, next, last };
template <class Change>
void change_file(OutputClaim& output, Version version, const Change& change) {
  const hdf5::Session session;
  const std::string& path = output.path();
  const bool fresh = version == Version::first;
  FileSwap swap(output);
  if (!fresh) swap.copy_target();
  try {
    hdf5::Handle file = fresh ? hdf5::create_file(swap.part()) : hdf5::open_file(swap.part(), true);
    change(file.get());
    hdf5::check(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), "writing " + path);
    file.close("writing " + path);
  } catch (const hdf5::Failure& failure) {
    throw RunError(std::string("results cannot be stored: ") + failure.what());
  }
  if (version == Version::last) append_digest(swap.part());
  swap.commit();
}
}  // namespace

ResultWriter::ResultWriter(OutputClaim output, FileHeader header)
    : output_(std::move(output)), header_(std::move(header)) {
  output_.expect_file();
  validate_axes(header_.axes);
}

ResultWriter::ResultWriter(const std::string& path, FileHeader header)
    : ResultWriter(OutputClaim(path, Existing::refuse), std::move(header)) {}

ResultWriter ResultWriter::resume(OutputClaim output, FileHeader header) {
  ResultWriter writer(std::move(output), std::move(header));
  const ResultReader reader(writer.output_.path());
  writer.last_replicate_ = reader.replicates("scenario").back();
  writer.variables_ = signature(reader);
  return writer;
}

void ResultWriter::append(const ReplicateResult& result) {
  ENTREPOT_VALIDATE(!last_replicate_ || result.replicate > *last_replicate_,
                    "replicates come in ascending order");
  validate_variables(result.scenario, header_.axes);
  validate_variables(result.baseline, header_.axes);
  for (const auto* tables : {&result.scenario_tables, &result.baseline_tables}) {
    for (const Table& table : *tables) validate_table(table);
  }
  ENTREPOT_VALIDATE(result.baseline_tables.empty() || !result.baseline.empty(), "tables need their metrics");
  const bool fresh = !last_replicate_;
  const std::vector<std::string> variables = signature(result);
  ENTREPOT_VALIDATE(fresh || variables == variables_, "every replicate has the same variables");
  change_file(output_, fresh ? Version::first : Version::next, [&](hid_t file) {
    if (fresh) write_frame(file, header_);
    append_replicate(file, layout::scenario, result.replicate, result.scenario, header_.axes);
    if (!result.baseline.empty()) {
      append_replicate(file, layout::baseline, result.replicate, result.baseline, header_.axes);
    }
    for (const Table& table : result.scenario_tables)
      append_table(file, layout::scenario, result.replicate, table);
    for (const Table& table : result.baseline_tables)
      append_table(file, layout::baseline, result.replicate, table);
  });
  last_replicate_ = result.replicate;
  variables_ = variables;
}

void ResultWriter::finish(const std::vector<TextItem>& run) {
  ENTREPOT_VALIDATE(last_replicate_.has_value(), "a result file needs at least one replicate");
  change_file(output_, Version::last, [&](hid_t file) { write_texts(file, layout::run, run); });
}

}  // namespace entrepot::outputs
