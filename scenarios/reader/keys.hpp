// From a YAML map and a descriptor to typed values, with every fault at its place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/data/members.hpp"
#include "scenarios/reader/data_paths.hpp"
#include "scenarios/reader/yaml/yaml.hpp"
#include "sim/core/descriptor.hpp"
#include "sim/world/names.hpp"

namespace entrepot::scenarios {

struct WorldSpec;

struct ReadContext {
  Faults& faults;
  const DataPaths& paths;
  std::vector<std::string>& notes;                      // what was left out or assumed, for the report
  const WorldNames* names = nullptr;                    // null: names are not checked
  const std::vector<MemberCountry>* members = nullptr;  // of the regions, for hints; null = none
  const WorldSpec* world = nullptr;                     // whose names in words hints look up; null = none
  bool whole = true;  // false: a base could not be read, so missing keys are not reported
};

// Reads the keys of `descriptor` from the map `node`, fills in defaults and runs the descriptor's own rules.
// `title` names the block in messages; `reserved` are further keys that are allowed and read elsewhere.
Values read_block(const Node& node, const Descriptor& descriptor, const std::string& title,
                  ReadContext& context, const std::vector<std::string>& reserved = {});

// Defaults alone, for a block that is not given.
[[nodiscard]] Values default_values(const Descriptor& descriptor);

// One value of the type of `key`; nothing where it is faulty (reported).
std::optional<Value> read_value(const Node& node, const KeySpec& key, ReadContext& context);

// Reports faults between keys at the keys' places.
void report(const std::vector<KeyFault>& found, const Node& node, const std::string& title, Faults& faults);

// Whether a file that `named_at` names may be read, by the rule of the paths; reported if not.
bool expect_inside(const std::filesystem::path& file, const Node& named_at, ReadContext& context);

// Reports a name that cannot be that of a file.
void check_file_name(const Node& name, const std::string& key, Faults& faults);

// False (reported) unless `node` is of that kind.
bool expect_kind(const Node& node, Node::Kind kind, const std::string& what, Faults& faults);

}  // namespace entrepot::scenarios
