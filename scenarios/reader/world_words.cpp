#include "scenarios/reader/world_words.hpp"

#include <filesystem>
#include <set>

namespace entrepot::scenarios {

namespace {

// Of the world and of those it stands on, its own first.
std::vector<std::string> folders_of(const WorldSpec& world) {
  std::vector<std::string> folders{world.folder};
  for (const TablePlan* plan = &world.plan; plan != nullptr; plan = plan->whole.get())
    folders.push_back(plan->folder);
  if (std::filesystem::is_directory(world.table)) folders.push_back(world.table);
  return folders;
}

}  // namespace

std::vector<MemberCountry> world_members(const WorldSpec& world) {
  for (const std::string& folder : folders_of(world)) {
    std::vector<MemberCountry> members = read_members(folder);
    if (!members.empty()) return members;
  }
  return {};
}

std::vector<ListedName> world_words(const WorldSpec& world) {
  std::vector<ListedName> words;
  std::set<std::pair<std::string, std::string>> known;
  for (const std::string& folder : folders_of(world)) {
    if (folder.empty()) continue;
    for (ListedName& name : read_name_list(folder)) {
      if (known.insert({name.kind, name.code}).second) words.push_back(std::move(name));
    }
  }
  return words;
}

}  // namespace entrepot::scenarios
