// Who owns the plants of the base year, by host, sector and owner.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <tuple>

#include "scenarios/data/figures.hpp"

namespace entrepot::scenarios {

namespace {

const NumberRange a_share{0.0, 1.0, "a share is between 0 and 1"};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// The columns that both kinds of files share.
class OwnerRows {
 public:
  OwnerRows(const CsvTable& csv, const WorldTable& table, Faults& faults)
      : csv_(csv),
        faults_(faults),
        regions_(labels_of("region", table.regions)),
        sectors_(labels_of("sector", table.sectors)),
        host_(csv.require_column("host", faults)),
        sector_(csv.require_column("sector", faults)),
        owner_(csv.require_column("owner", faults)),
        confidence_(csv.find_column("confidence")),
        maker_(csv.find_column("contract_maker")) {}

  [[nodiscard]] bool complete() const { return host_ && sector_ && owner_; }

  // False where the row is no host, sector and owner, or a second row of the same.
  template <class Row>
  [[nodiscard]] bool read(std::size_t row, Row& out) {
    const auto host = regions_.resolve(csv_, row, *host_, faults_);
    const auto sector = sectors_.resolve(csv_, row, *sector_, faults_);
    const auto owner = regions_.resolve(csv_, row, *owner_, faults_);
    if (!host || !sector || !owner) return false;
    if (*host == *owner) {
      faults_.add(csv_.place(row, *owner_), "the owner is the host itself", "only foreign owners have rows",
                  "leave the row out: what is not listed is domestic");
      return false;
    }
    out.host = RegionId(*host);
    out.sector = SectorId(*sector);
    out.owner = RegionId(*owner);
    out.judgement = word(row, confidence_, {"measured", "derived", "judgement"}) == "judgement";
    const auto [first, fresh] = seen_.emplace(std::tuple(*host, *sector, *owner), row);
    if (!fresh) {
      faults_.add(csv_.place(row, *host_), "this host, sector and owner are given twice",
                  fmt::format("the first time in line {}", csv_.place(first->second, 0).line));
    }
    return fresh;
  }

  [[nodiscard]] bool contract_maker(std::size_t row) { return word(row, maker_, {"yes", "no"}) == "yes"; }

 private:
  // The text of an optional column, which must be one of a few words or empty.
  std::string word(std::size_t row, std::optional<std::size_t> column,
                   const std::vector<std::string>& words) {
    if (!column) return {};
    std::string text(csv_.text(row, *column));
    if (!text.empty() && std::ranges::find(words, text) == words.end()) {
      faults_.add(csv_.place(row, *column), fmt::format("'{}' is not known here", text),
                  fmt::format("{} is one of {}, or empty", csv_.header(*column), fmt::join(words, ", ")),
                  suggest(text, words, Asks::meant));
    }
    return text;
  }

  const CsvTable& csv_;
  Faults& faults_;
  Labels regions_;
  Labels sectors_;
  std::optional<std::size_t> host_, sector_, owner_, confidence_, maker_;
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t> seen_;
};

// The owners of one sector cannot own more than all of it.
template <class Row, class Share>
void check_sums(const CsvTable& csv, const WorldTable& table, const std::vector<Row>& rows,
                const std::string& what, const Share& share, Faults& faults) {
  std::map<std::pair<std::size_t, std::size_t>, double> sums;
  for (const Row& row : rows) sums[{row.host.index(), row.sector.index()}] += share(row);
  for (const auto& [at, sum] : sums) {
    if (sum <= 1.0 + 1e-9) continue;
    faults.add({csv.file(), 0, 0, ""},
               fmt::format("foreign owners hold {:.4g} of {} of {} {}", sum, what, table.regions[at.first],
                           table.sectors[at.second]),
               "together they hold at most 1", "");
  }
}

void read_owner_shares(const CsvTable& csv, WorldTable& table, Faults& faults) {
  OwnerRows rows(csv, table, faults);
  const auto output = csv.require_column("share_of_output", faults);
  const auto exports = csv.require_column("share_of_exports", faults);
  if (!rows.complete() || !output || !exports) return;
  std::size_t blank = 0;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    OwnerShare share;
    const bool named = rows.read(row, share);
    share.output = read_number(csv, row, *output, a_share, faults);
    share.contract_maker = rows.contract_maker(row);
    const bool unknown = csv.text(row, *exports).empty();
    blank += unknown ? 1U : 0U;
    share.exports = unknown ? share.output : read_number(csv, row, *exports, a_share, faults);
    if (named) table.owner_shares.push_back(share);
  }
  if (blank > 0) {
    table.notes.push_back(fmt::format(
        "estimated: {} shares of exports of foreign owners are blank; their shares of output are taken",
        blank));
  }
  check_sums(
      csv, table, table.owner_shares, "the output", [](const OwnerShare& s) { return s.output; }, faults);
  check_sums(
      csv, table, table.owner_shares, "the exports", [](const OwnerShare& s) { return s.exports; }, faults);
}

void read_flow_shares(const CsvTable& csv, RegionId destination, WorldTable& table, Faults& faults) {
  OwnerRows rows(csv, table, faults);
  const auto share =
      csv.require_column("share_of_exports_to_" + lower(table.regions[destination.index()]), faults);
  if (!rows.complete() || !share) return;
  std::vector<OwnerFlowShare> read;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    OwnerFlowShare flow;
    flow.destination = destination;
    const bool named = rows.read(row, flow);
    flow.share = read_number(csv, row, *share, a_share, faults);
    if (!named) continue;
    if (flow.host == destination) {
      faults.add(csv.place(row, 0), "the host is the destination", "exports leave the host", "");
      continue;
    }
    read.push_back(flow);
  }
  check_sums(
      csv, table, read, fmt::format("the exports to {}", table.regions[destination.index()]),
      [](const OwnerFlowShare& s) { return s.share; }, faults);
  table.owner_flow_shares.insert(table.owner_flow_shares.end(), read.begin(), read.end());
}

// Results do not depend on the order of rows.
void sort_rows(WorldTable& table) {
  std::ranges::sort(table.owner_shares, {}, [](const OwnerShare& s) {
    return std::tuple(s.host.index(), s.sector.index(), s.owner.index());
  });
  std::ranges::sort(table.owner_flow_shares, {}, [](const OwnerFlowShare& s) {
    return std::tuple(s.host.index(), s.sector.index(), s.owner.index(), s.destination.index());
  });
}

}  // namespace

std::vector<std::string> read_owners(const std::string& folder, WorldTable& table, Faults& faults) {
  std::vector<std::string> files;
  const auto present = [&](const std::string& name) {
    const std::string path = folder + "/" + name;
    if (!std::filesystem::is_regular_file(path)) return false;
    files.push_back(path);
    return true;
  };
  if (present("owner_shares.csv")) read_owner_shares(CsvTable::load(files.back()), table, faults);
  const bool any = !files.empty();
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    if (!present("owner_shares_exports_to_" + lower(table.regions[n]) + ".csv")) continue;
    if (!any) {
      faults.add({files.back(), 0, 0, ""}, "there is no owner_shares.csv beside it",
                 "it says who owns plants at all; this file only betters one flow", "");
    }
    read_flow_shares(CsvTable::load(files.back()), RegionId(n), table, faults);
  }
  sort_rows(table);
  return files;
}

}  // namespace entrepot::scenarios
