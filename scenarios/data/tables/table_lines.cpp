#include "scenarios/data/tables/table_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace entrepot::scenarios {

namespace {

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

struct MarginWord {
  const char* word;
  LineKind kind;
};

// Names that publishers give to margins, upper case. OECD: OUT, VALU, TLS, TAXSUB; WIOD: GO, VA, TXSP;
// FIGARO: W2_D21X31 and others after ESA 2010.
constexpr MarginWord margin_words[] = {{"OUT", LineKind::output},
                                       {"OUTPUT", LineKind::output},
                                       {"X", LineKind::output},
                                       {"GO", LineKind::output},
                                       {"VA", LineKind::value_added},
                                       {"VALU", LineKind::value_added},
                                       {"GVA", LineKind::value_added},
                                       {"VALUE_ADDED", LineKind::value_added},
                                       {"W2_D1", LineKind::value_added},
                                       {"W2_D29X39", LineKind::value_added},
                                       {"W2_B2A3G", LineKind::value_added},
                                       {"TLS", LineKind::taxes},
                                       {"TAXSUB", LineKind::taxes},
                                       {"TXSP", LineKind::taxes},
                                       {"EXP_ADJ", LineKind::taxes},
                                       {"PURR", LineKind::taxes},
                                       {"PURNR", LineKind::taxes},
                                       {"INTTTM", LineKind::taxes},
                                       {"W2_D21X31", LineKind::taxes},
                                       {"W2_OP_RES", LineKind::taxes},
                                       {"W2_OP_NRES", LineKind::taxes},
                                       {"II_FOB", LineKind::skipped}};
constexpr const char* margin_help =
    "rows and columns are REGION_SECTOR, each in both; besides, final use REGION_xxx, output (OUT, OUTPUT, "
    "GO), "
    "value added (VA, VALU, GVA) and taxes less subsidies (TLS, TXSP, REGION_TAXSUB)";

// "VA_VA_VA" is VA: so tools write a margin into three levels of labels.
std::string without_echo(const std::string& label) {
  std::string first = label.substr(0, label.find('_'));
  return label == first + "_" + first + "_" + first ? first : label;
}

struct Split {
  std::string region, sector;
};

// The ways of cutting a label in two.
struct Cut {
  bool at_last = true;
  bool region_last = false;

  [[nodiscard]] Split of(const std::string& label) const {
    const std::size_t at = at_last ? label.rfind('_') : label.find('_');
    if (at == std::string::npos) return {};
    const std::string before = label.substr(0, at);
    const std::string after = label.substr(at + 1);
    return region_last ? Split{after, before} : Split{before, after};
  }
};
constexpr Cut cuts[] = {{true, false}, {false, false}, {true, true}, {false, true}};

// ISO 3166 alpha-3 and what publishers add to it: AUS, CN1, RoW.
bool looks_like_country(const std::string& text) {
  return text.size() == 3 && std::isupper(static_cast<unsigned char>(text[0])) != 0 &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 && c < 128; });
}

class LineReader {
 public:
  LineReader(const TableLabels& rows, const TableLabels& columns, const LabelHabits& habits, Faults& faults)
      : rows_(rows), columns_(columns), habits_(habits), faults_(faults) {}

  TableLines read() {
    refuse_repeats(rows_, "row");
    refuse_repeats(columns_, "column");
    find_core();
    if (core_.empty()) {
      faults_.add(columns_.places.empty() ? Place{} : columns_.places.front(),
                  "no label is both a row and a column: this is no square table", margin_help,
                  "a long table has the columns origin, sector, destination, use, value");
      return {};
    }
    if (refuse_uncut()) return {};
    choose_cut();
    lines_.rows = lines_of(rows_, true);
    lines_.columns = lines_of(columns_, false);
    require_grid();
    return std::move(lines_);
  }

 private:
  void refuse_repeats(const TableLabels& labels, const char* side) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
      if (seen.insert(labels.names[i]).second) continue;
      faults_.add(labels.places[i], fmt::format("{} '{}' is given twice", side, labels.names[i]));
    }
  }

  // Labels that are a row and a column, margins aside: what is certainly a producer.
  void find_core() {
    const std::set<std::string> rows(rows_.names.begin(), rows_.names.end());
    for (const std::string& label : columns_.names) {
      LineKind margin{};
      if (rows.count(label) != 0 && !is_margin(label, margin)) core_.insert(label);
    }
  }

  // Labels that no underscore cuts in two.
  bool refuse_uncut() {
    const std::size_t before = faults_.count();
    for (std::size_t i = 0; i < rows_.names.size(); ++i) {
      const std::string& label = rows_.names[i];
      const std::size_t at = label.find('_');
      if (core_.count(label) == 0 || (at != 0 && at != std::string::npos && at + 1 < label.size())) continue;
      faults_.add(rows_.places[i], fmt::format("'{}' names no region and sector", label),
                  "the two are joined by an underscore", "write REGION_SECTOR");
    }
    return faults_.count() > before;
  }

  [[nodiscard]] Split split(const std::string& label, const Cut& cut) const {
    Split parts = cut.of(label);
    const std::string& prefix = habits_.sector_prefix;
    if (!prefix.empty() && parts.sector.compare(0, prefix.size(), prefix) == 0)
      parts.sector.erase(0, prefix.size());
    for (const auto& [part, whole] : habits_.one_region)
      if (parts.region == part) parts.region = whole;
    return parts;
  }

  // Cells that a way of cutting leaves without a label; the most where it cuts nothing.
  [[nodiscard]] std::size_t gaps(const Cut& cut) const {
    std::set<std::string> regions;
    std::set<std::string> sectors;
    std::set<std::pair<std::string, std::string>> pairs;
    for (const std::string& label : core_) {
      const Split parts = split(label, cut);
      if (parts.region.empty() || parts.sector.empty()) return static_cast<std::size_t>(-1);
      regions.insert(parts.region);
      sectors.insert(parts.sector);
      pairs.insert({parts.region, parts.sector});
    }
    return regions.size() * sectors.size() - pairs.size();
  }

  // The way of cutting with the fewest gaps; region last only where the last parts alone look like countries.
  void choose_cut() {
    std::size_t fewest = static_cast<std::size_t>(-1);
    for (const Cut& cut : cuts) {
      if (cut.region_last && !countries_stand_last(cut)) continue;
      const std::size_t found = gaps(cut);
      const bool better = found < fewest || (cut.region_last && found == fewest && found == 0);
      if (!better) continue;
      fewest = found;
      cut_ = cut;
    }
    for (const std::string& label : core_) {
      const Split parts = split(label, cut_);
      ++regions_[parts.region];
      ++sectors_[parts.sector];
    }
    if (cut_.region_last) lines_.notes.emplace_back("labels name the sector first, the region last");
    for (const auto& [part, whole] : habits_.one_region) note_merged(part, whole);
  }

  void note_merged(const std::string& part, const std::string& whole) {
    const bool there = std::any_of(core_.begin(), core_.end(),
                                   [&](const std::string& label) { return cut_.of(label).region == part; });
    if (there) lines_.notes.push_back(fmt::format("merged: {} is part of {}", part, whole));
  }

  [[nodiscard]] bool countries_stand_last(const Cut& cut) const {
    std::size_t last = 0;
    std::size_t first = 0;
    for (const std::string& label : core_) {
      const Split parts = cut.of(label);
      last += looks_like_country(parts.region) ? 1U : 0U;
      first += looks_like_country(parts.sector) ? 1U : 0U;
    }
    return last == core_.size() && 2 * first < core_.size();
  }

  std::vector<TableLine> lines_of(const TableLabels& labels, bool are_rows) {
    std::vector<TableLine> lines;
    for (std::size_t i = 0; i < labels.names.size(); ++i) {
      const std::string& label = labels.names[i];
      TableLine line;
      if (core_.count(label) != 0) {
        const Split parts = split(label, cut_);
        line = {LineKind::group, parts.region, parts.sector};
      } else if (is_margin(label, line.kind) || is_regions_margin(label, line.kind)) {
        line.region = line.sector = "";
      } else if (are_rows) {
        refuse_row(label, labels.places[i]);
      } else {
        line = final_line(label, labels.places[i]);
      }
      lines.push_back(line);
    }
    return lines;
  }

  // "AUS_TAXSUB": a margin with a row per region.
  [[nodiscard]] bool is_regions_margin(const std::string& label, LineKind& kind) const {
    for (const Cut& cut : cuts) {
      const Split parts = cut.of(label);
      if (parts.sector.size() > 1 && is_known_region(parts.region) && is_margin(parts.sector, kind))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool is_known_region(const std::string& region) const {
    if (regions_.count(region) != 0) return true;
    return std::any_of(habits_.one_region.begin(), habits_.one_region.end(),
                       [&](const auto& pair) { return pair.first == region; });
  }

  void refuse_row(const std::string& label, const Place& place) {
    const Split parts = split(label, cut_);
    if (regions_.count(parts.region) != 0 && sectors_.count(parts.sector) != 0) {
      faults_.add(columns_.places.front(), fmt::format("no column '{}'", label),
                  "every row of a producer is a column too",
                  suggest(label, others_than_core(columns_), Asks::meant));
      return;
    }
    std::vector<std::string> known = others_than_core(columns_);
    for (const MarginWord& word : margin_words) known.emplace_back(word.word);
    faults_.add(place, fmt::format("row '{}' is neither a column nor a margin", label), margin_help,
                suggest(label, known, Asks::meant));
  }

  TableLine final_line(const std::string& label, const Place& place) {
    for (const Cut& cut : {cut_, cuts[0], cuts[1], cuts[2]}) {
      const Split parts = split(label, cut);
      if (!is_known_region(parts.region)) continue;
      if (sectors_.count(parts.sector) != 0) {
        faults_.add(place, fmt::format("no row '{}'", label), "every column of a producer is a row too",
                    suggest(label, others_than_core(rows_), Asks::meant));
      }
      return {LineKind::final_use, parts.region, parts.sector};
    }
    if (is_known_region(label)) return {LineKind::final_use, label, ""};
    std::vector<std::string> known(core_.begin(), core_.end());
    for (const auto& [region, cells] : regions_) known.push_back(region + "_" + cut_.of(label).sector);
    faults_.add(place, fmt::format("unknown column '{}'", label),
                fmt::format("it is neither a row, nor final use of a region, nor a margin; {}", margin_help),
                suggest(label, known, Asks::meant));
    return {};
  }

  [[nodiscard]] std::vector<std::string> others_than_core(const TableLabels& labels) const {
    std::vector<std::string> others;
    for (const std::string& label : labels.names)
      if (core_.count(label) == 0) others.push_back(label);
    return others;
  }

  // Every region with every sector. A region or sector with few cells is itself the slip.
  void require_grid() {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const std::string& label : core_) {
      const Split parts = split(label, cut_);
      pairs.insert({parts.region, parts.sector});
    }
    if (pairs.size() == regions_.size() * sectors_.size()) return;
    refuse_rare();
    for (const auto& [region, cells] : regions_) {
      if (2 * cells < sectors_.size()) continue;
      for (const auto& [sector, users] : sectors_) {
        if (2 * users < regions_.size() || pairs.count({region, sector}) != 0) continue;
        refuse_gap(region, sector);
      }
    }
  }

  // Labels whose region or sector hardly any other label has.
  void refuse_rare() {
    for (std::size_t i = 0; i < rows_.names.size(); ++i) {
      const std::string& label = rows_.names[i];
      if (core_.count(label) == 0) continue;
      const Split parts = split(label, cut_);
      const bool rare_region = 2 * regions_.at(parts.region) < sectors_.size();
      const bool rare_sector = 2 * sectors_.at(parts.sector) < regions_.size();
      if (!rare_region && !rare_sector) continue;
      const std::string& part = rare_region ? parts.region : parts.sector;
      faults_.add(
          rows_.places[i],
          fmt::format("only {} of the labels have {} '{}' of '{}'",
                      rare_region ? regions_.at(part) : sectors_.at(part),
                      rare_region ? "the region" : "the sector", part, label),
          "every region has the same sectors",
          rare_region ? suggest(part, common(regions_, sectors_.size()), Asks::meant) : meant_sector(parts));
    }
  }

  // Names that at least half of their labels have.
  [[nodiscard]] static std::vector<std::string> common(const std::map<std::string, std::size_t>& names,
                                                       std::size_t most) {
    std::vector<std::string> out;
    for (const auto& [name, count] : names)
      if (2 * count >= most) out.push_back(name);
    return out;
  }

  // Of the sectors that the region lacks, the nearest, or the only one.
  [[nodiscard]] std::string meant_sector(const Split& parts) const {
    std::set<std::string> own;
    for (const std::string& label : core_) {
      const Split other = split(label, cut_);
      if (other.region == parts.region) own.insert(other.sector);
    }
    std::vector<std::string> lacking;
    for (const std::string& sector : common(sectors_, regions_.size()))
      if (own.count(sector) == 0) lacking.push_back(sector);
    const std::string near = suggest(parts.sector, lacking, Asks::meant);
    if (!near.empty() || lacking.empty()) return near;
    return fmt::format("{} lacks {}: is {} meant?", parts.region, listed(lacking),
                       lacking.size() == 1 ? "it" : "one of them");
  }

  void refuse_gap(const std::string& region, const std::string& sector) {
    const std::string label = cut_.region_last ? sector + "_" + region : region + "_" + sector;
    // One that is a row or a column only has its fault already.
    for (const TableLabels* side : {&rows_, &columns_})
      if (std::find(side->names.begin(), side->names.end(), label) != side->names.end()) return;
    faults_.add(rows_.places.front(), fmt::format("no row and no column '{}'", label),
                "every region has the same sectors", "add it, with zeros where nothing is made");
  }

  const TableLabels& rows_;
  const TableLabels& columns_;
  const LabelHabits& habits_;
  Faults& faults_;
  std::set<std::string> core_;
  Cut cut_;
  std::map<std::string, std::size_t> regions_, sectors_;  // labels of the core that name them
  TableLines lines_;
};

}  // namespace

bool is_margin(const std::string& label, LineKind& kind) {
  const std::string word = upper(without_echo(label));
  for (const MarginWord& margin : margin_words) {
    if (word != margin.word) continue;
    kind = margin.kind;
    return true;
  }
  return false;
}

TableLines read_lines(const TableLabels& rows, const TableLabels& columns, const LabelHabits& habits,
                      Faults& faults) {
  return LineReader(rows, columns, habits, faults).read();
}

}  // namespace entrepot::scenarios
