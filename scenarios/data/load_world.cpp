#include "scenarios/data/load_world.hpp"

#include <fmt/format.h>

#include "sim/core/error.hpp"

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

WorldTable load_world(const WorldSource& source) {
  std::string known;
  for (const ReaderDescriptor& reader : reader_descriptors()) {
    if (reader.recognises(source)) return reader.read(source);
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", reader.name, reader.summary);
  }
  throw InputError(
      Fault{{source.path, 0, 0, ""}, "no world is read from this", "it is none of: " + known, ""});
}

}  // namespace entrepot::scenarios
