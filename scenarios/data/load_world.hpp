// Worlds from files: every reader of readers.def, and the one place that chooses among them.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/tables/table_plan.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

struct WorldSource {
  std::string path;              // of a folder or a file
  bool product_origins = false;  // lay product flows by the folder's product_origins.csv
  std::string parameters = "";   // file of sector parameters for tables that bring none; "" = none
  TablePlan plan = {};           // how a table is read, and what it becomes
};

// Labels of a published table, in natural order.
struct TableContents {
  std::string layout;
  std::vector<std::string> regions, sectors;
};

struct ReaderDescriptor {
  std::string name;
  std::string summary;
  bool (*recognises)(const WorldSource& source) = nullptr;
  // The balanced table, with a note for everything estimated, clipped, moved or skipped, and the hash of all
  // files read. InputError with all faults at once; RunError when the figures cannot be balanced.
  WorldTable (*read)(const WorldSource& source) = nullptr;
  // The labels of a table, quickly and whatever its size; null where a world has names of its own.
  // InputError.
  TableContents (*contents)(const WorldSource& source) = nullptr;
};

// In the order in which they are asked whether they recognise a source.
[[nodiscard]] const std::vector<ReaderDescriptor>& reader_descriptors();

// The labels of a table, before any concordance; InputError where it is none.
[[nodiscard]] TableContents table_contents(const WorldSource& source);

// Reads it with the first reader that recognises it; InputError where none does.
[[nodiscard]] WorldTable load_world(const WorldSource& source);

}  // namespace entrepot::scenarios
