#include "tools/entrepot/worlds/world_proposal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "scenarios/data/tables/label_axis.hpp"
#include "scenarios/data/tables/sector_kinds.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::tools {

namespace {

std::vector<std::string> split_at(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Where each label of the table goes: as the user says, else as `rest` says.
class Assignment {
 public:
  Assignment(std::string option, const std::vector<std::string>& labels, Faults& faults)
      : option_(std::move(option)), labels_(labels), faults_(faults) {}

  void take(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::vector<std::string> members =
        equals == std::string::npos ? std::vector<std::string>{word} : split_at(word.substr(equals + 1), '+');
    for (const std::string& label : members) assign(label, name);
  }

  [[nodiscard]] std::map<std::string, std::string> finish(
      const std::function<std::string(const std::string&)>& rest) const {
    std::map<std::string, std::string> to = to_;
    for (const std::string& label : labels_)
      if (to.count(label) == 0) to[label] = rest(label);
    return to;
  }

 private:
  void assign(const std::string& label, const std::string& name) {
    if (std::find(labels_.begin(), labels_.end(), label) == labels_.end()) {
      faults_.add({option_, 0, 0, ""}, fmt::format("{} is not in the table", in_quotes(label)),
                  "its labels are " + listed(labels_), suggest(label, labels_));
    } else if (name.empty()) {
      faults_.add({option_, 0, 0, ""}, "no name stands before the =", "write NAME=LABEL+LABEL");
    } else if (!to_.emplace(label, name).second) {
      faults_.add({option_, 0, 0, ""}, fmt::format("{} is named twice", in_quotes(label)),
                  "a label goes to one place", "weights in the concordance split a label");
    }
  }

  std::string option_;
  const std::vector<std::string>& labels_;
  Faults& faults_;
  std::map<std::string, std::string> to_;
};

std::string quoted_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string concordance_text(const std::vector<std::string>& labels,
                             const std::map<std::string, std::string>& to) {
  std::string text = "from,to\n";
  for (const std::string& label : labels)
    text += fmt::format("{},{}\n", quoted_cell(label), quoted_cell(to.at(label)));
  return text;
}

// Kinds and likenesses as the reader would guess them, to be looked through.
std::string sector_list_text(const std::map<std::string, std::string>& to, SectorCodes codes) {
  std::map<std::string, std::vector<std::string>> sources;
  for (const auto& [label, name] : to) sources[name].push_back(label);
  std::vector<std::string> names;
  for (const auto& [name, labels] : sources) names.push_back(name);
  std::sort(names.begin(), names.end(), natural_less);
  std::string text = "sector,kind,like,name\n";
  for (const std::string& name : names) {
    const std::string like = like_sectors({name}, {sources[name]}, codes).front();
    const std::string kind = like.empty() ? "" : std::string(kind_name(kind_of(like)));
    text += fmt::format("{},{},{},\n", quoted_cell(name), kind, like);
  }
  return text;
}

std::string yaml_word(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return out + "\"";
}

std::string world_text(const TableContents& contents, const WorldRequest& request,
                       const WorldProposal& files) {
  std::string text =
      "# A published table as a world; every key and every file beside it: docs/worlds.md.\n"
      "# Look at it:  entrepot world inspect world.yaml\n"
      "# Run on it:   world: {table: world.yaml} in a scenario\n\n";
  text += fmt::format("table: {}\n", yaml_word(request.table));
  text += fmt::format("layout: {}    # how it was recognised\n", contents.layout);
  if (request.unit.empty()) {
    text += "# unit: million    # what one figure counts: one, thousand, million, billion\n";
  } else {
    text += fmt::format("unit: {}\n", request.unit);
  }
  if (request.plan.rate > 0.0) {
    text += fmt::format("rate: {}\n", request.plan.rate);
  } else {
    text += "# rate: 1.13       # USD for one unit of the table's currency, where it is not USD\n";
  }
  text += files.regions.empty()
              ? "# regions: regions.csv    # from,to: merges regions; with weight: splits them\n"
              : "regions: regions.csv    # from,to: what each region of the table becomes\n";
  text += files.sectors.empty()
              ? "# sectors: sectors.csv    # from,to: merges sectors; with weight: splits them\n"
              : "sectors: sectors.csv    # from,to: what each sector of the table becomes\n";
  text +=
      "\n# Files beside this one, each optional; `entrepot world inspect` says what each absent one costs.\n"
      "# sector_list.csv          sector,kind,like,name: look through the guesses\n"
      "# sector_parameters.csv    elasticities and times by sector, instead of those of the sector it is "
      "like\n"
      "# base_tariffs.csv         origin,destination,sector,tariff (fraction): duties of the base year\n"
      "# products.csv, product_mix_by_origin.csv, product_duties.csv    products below sectors, by HS code\n"
      "# distance_km.csv, political_distance.csv    squares by region\n"
      "# clubs.csv                club,region,from,until\n"
      "# base_routes.csv, critical_inputs.csv, owner_shares.csv, employment.csv, plant_costs.csv,\n"
      "# technology_levels.csv, capital_mix.csv, members.csv, names.csv    as in "
      "scenarios/worlds/world2017\n";
  return text;
}

}  // namespace

WorldProposal propose_world(const TableContents& contents, const WorldRequest& request) {
  Faults faults;
  const SectorCodes codes = codes_of(contents.sectors);
  Assignment regions("--regions", contents.regions, faults);
  Assignment sectors("--sectors", contents.sectors, faults);
  for (const std::string& word : request.regions) regions.take(word);
  const bool all_like_ours = request.sectors == std::vector<std::string>{"world2017"};
  for (const std::string& word : request.sectors)
    if (!all_like_ours) sectors.take(word);
  faults.throw_if_any();
  const bool keep_regions = request.regions.empty();
  const bool keep_sectors = request.sectors.empty();
  const auto region_to =
      regions.finish([&](const std::string& label) { return keep_regions ? label : std::string("ROW"); });
  const auto sector_to = sectors.finish([&](const std::string& label) {
    if (keep_sectors) return label;
    const std::string like = like_sector(label, codes);
    return like.empty() ? std::string("OTH") : like;
  });
  WorldProposal proposal;
  if (!keep_regions) proposal.regions = concordance_text(contents.regions, region_to);
  if (!keep_sectors) proposal.sectors = concordance_text(contents.sectors, sector_to);
  proposal.sector_list = sector_list_text(sector_to, codes);
  proposal.world = world_text(contents, request, proposal);
  return proposal;
}

}  // namespace entrepot::tools
