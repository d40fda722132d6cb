// Labels of an axis added up under one name: regions to clubs, sectors to goods and services.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/results/result_reader.hpp"

namespace entrepot::outputs {

struct LabelGroup {
  std::string name;
  std::vector<std::string> members;  // empty: a club of the world, "goods" or "services", as the file says
};

// "G7=USA+JPN+CAN" or the name of a known group; UsageError when it is written otherwise.
[[nodiscard]] LabelGroup parse_group(const std::string& text);

// The groups with their members, looked up in the file where they are not given. InputError for a name that
// the file does not know and for members that share no axis of it.
[[nodiscard]] std::vector<LabelGroup> resolve_groups(const ResultReader& reader, const std::string& group,
                                                     const std::vector<LabelGroup>& asked);

// The words of a text, and whether a name is among names.
[[nodiscard]] std::vector<std::string> words(const std::string& text);
[[nodiscard]] bool holds(const std::vector<std::string>& names, const std::string& name);

// Labels of the sectors that are goods; empty where the file does not say.
[[nodiscard]] std::vector<std::string> goods_sectors(const ResultReader& reader);

// Wanted HS chapters and headings that an axis of products has only in parts (72 where there are 72.3
// and 72.4A), as groups of these.
[[nodiscard]] std::vector<LabelGroup> hs_groups(const std::vector<std::string>& labels,
                                                const std::vector<std::string>& wanted);

// What one position of an axis stands for after grouping: one label or the members of a group.
struct AxisCell {
  std::string name;
  std::vector<std::size_t> positions;  // on the axis of the file
};

// The cells of an axis: those that are wanted (groups or labels), else the groups that lie on it, else its
// labels. `unknown` receives wanted names that are neither.
[[nodiscard]] std::vector<AxisCell> axis_cells(const std::vector<std::string>& labels,
                                               const std::vector<LabelGroup>& groups,
                                               const std::vector<std::string>& wanted,
                                               std::vector<std::string>& unknown);

}  // namespace entrepot::outputs
