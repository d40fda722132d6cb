#include "models/policies/parts/regions.hpp"

#include <algorithm>

namespace entrepot::models {

namespace {

// Joins periods of one region that touch or overlap; `all` is sorted by region and first day.
std::vector<NamedRegion> merged(const std::vector<NamedRegion>& all) {
  std::vector<NamedRegion> out;
  for (const NamedRegion& next : all) {
    const bool touches =
        !out.empty() && out.back().region == next.region && next.days.from <= out.back().days.until;
    if (touches) {
      out.back().days.until = std::max(out.back().days.until, next.days.until);
    } else {
      out.push_back(next);
    }
  }
  return out;
}

}  // namespace

std::vector<NamedRegion> named_regions(const Names& names, const WorldTable& table) {
  std::vector<NamedRegion> all;
  for (const std::string& name : names) {
    const std::size_t before = all.size();
    for (const ClubMember& member : table.clubs) {
      if (member.club == name) all.push_back({member.region, {member.from, member.until}});
    }
    if (all.size() == before) all.push_back({index_of(table.regions, name), {}});
  }
  std::sort(all.begin(), all.end(), [](const NamedRegion& a, const NamedRegion& b) {
    return a.region != b.region ? a.region < b.region : a.days.from < b.days.from;
  });
  return merged(all);
}

std::vector<NamedRegion> named_regions(const Values& values, const std::string& key,
                                       const WorldTable& table) {
  return named_regions(values.has(key) ? values.get<Names>(key) : table.regions, table);
}

std::vector<NamedRegion> minus(const std::vector<NamedRegion>& all, const std::vector<NamedRegion>& without) {
  std::vector<NamedRegion> left = all;
  for (const NamedRegion& out : without) {
    std::vector<NamedRegion> next;
    for (const NamedRegion& at : left) {
      if (at.region != out.region) {
        next.push_back(at);
        continue;
      }
      const NamedRegion before{at.region, at.days.cut({Date::min(), out.days.from})};
      const NamedRegion after{at.region, at.days.cut({out.days.until, Date::max()})};
      if (!before.days.empty()) next.push_back(before);
      if (!after.days.empty()) next.push_back(after);
    }
    left = std::move(next);
  }
  return left;
}

std::size_t index_of(const std::vector<std::string>& all, const std::string& name) {
  const auto it = std::find(all.begin(), all.end(), name);
  ENTREPOT_VALIDATE(it != all.end(), "unknown name " + name);
  return static_cast<std::size_t>(it - all.begin());
}

bool contains(const std::vector<std::string>& all, const std::string& name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

}  // namespace entrepot::models
