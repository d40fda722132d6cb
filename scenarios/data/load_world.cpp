#include "scenarios/data/load_world.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "scenarios/data/firms/read_register.hpp"
#include "sim/core/error.hpp"
#include "sim/core/faults.hpp"
#include "sim/core/missing_words.hpp"

namespace entrepot::scenarios {

#define ENTREPOT_READER(name) ReaderDescriptor name##_reader();
#include "scenarios/data/readers.def"
#undef ENTREPOT_READER

const std::vector<ReaderDescriptor>& reader_descriptors() {
  static const std::vector<ReaderDescriptor> all = {
#define ENTREPOT_READER(name) name##_reader(),
#include "scenarios/data/readers.def"
#undef ENTREPOT_READER
  };
  return all;
}

namespace {

// Labels are the keys of every table that is written: they must survive being read by others.
void check_labels(const WorldSource& source, const WorldTable& table) {
  Faults faults;
  for (const auto& [kind, names] : {std::pair{"region", &table.regions}, std::pair{"sector", &table.sectors},
                                    std::pair{"product", &table.products}}) {
    for (const std::string& name : *names) {
      if (!is_missing_word(name)) continue;
      faults.add({source.path, 0, 0, ""}, fmt::format("a {} cannot be called '{}'", kind, name),
                 std::string(missing_word_reason), fmt::format("write another name, such as {}_", name));
    }
  }
  faults.throw_if_any();
}

}  // namespace

namespace {

const ReaderDescriptor& reader_for(const WorldSource& source) {
  std::string known;
  for (const ReaderDescriptor& reader : reader_descriptors()) {
    if (reader.recognises(source)) return reader;
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", reader.name, reader.summary);
  }
  throw InputError(
      Fault{{source.path, 0, 0, ""}, "no world is read from this", "it is none of: " + known, ""});
}

}  // namespace

WorldTable load_world(const WorldSource& source) {
  WorldTable table = reader_for(source).read(source);
  check_labels(source, table);
  if (source.plan.firms != nullptr) {
    const bool folder = std::filesystem::is_directory(source.path);
    read_register(*source.plan.firms, folder ? source.path : source.plan.folder, table);
  }
  return table;
}

TableContents table_contents(const WorldSource& source) {
  const ReaderDescriptor& reader = reader_for(source);
  if (reader.contents == nullptr) {
    throw InputError(Fault{{source.path, 0, 0, ""},
                           "this is no table",
                           "it is read as " + reader.summary,
                           "name an inter-country table"});
  }
  return reader.contents(source);
}

}  // namespace entrepot::scenarios
