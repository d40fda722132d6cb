#include "scenarios/data/splits/split_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "scenarios/data/name_order.hpp"

namespace entrepot::scenarios {

namespace {

struct FigureWord {
  SplitFigure figure;
  const char* name;
  bool of_sector, of_region;  // which axis may be split by it
  bool by_region, by_sector;  // which of these columns a sector's rows may fill in
};
constexpr std::array<FigureWord, 8> figure_words{
    {{SplitFigure::output, "output", true, true, true, false},
     {SplitFigure::exports, "exports", true, true, true, false},
     {SplitFigure::value_added, "value_added", true, true, true, false},
     {SplitFigure::use, "use", true, false, true, true},
     {SplitFigure::final_use, "final_use", true, true, true, false},
     {SplitFigure::inputs, "inputs", true, false, true, true},
     {SplitFigure::home, "home", false, true, false, false},
     {SplitFigure::product, "product", true, false, true, false}}};

const FigureWord& word_of(SplitFigure figure) {
  return *std::find_if(figure_words.begin(), figure_words.end(),
                       [&](const FigureWord& word) { return word.figure == figure; });
}

std::string cell(const CsvTable& csv, std::size_t row, const std::optional<std::size_t>& column) {
  return column ? std::string(csv.text(row, *column)) : std::string();
}

std::optional<SplitFigure> figure_of(const CsvTable& csv, std::size_t row, std::size_t column, bool region,
                                     Faults& faults) {
  const std::string name(csv.text(row, column));
  std::vector<std::string> known;
  for (const FigureWord& word : figure_words) {
    if (!(region ? word.of_region : word.of_sector)) continue;
    known.emplace_back(word.name);
    if (name == word.name) return word.figure;
  }
  faults.add(csv.place(row, column),
             fmt::format("{} is no figure of a {}", in_quotes(name), region ? "region" : "sector"),
             fmt::format("figures are {}", listed(known)), suggest(name, known, Asks::meant));
  return std::nullopt;
}

}  // namespace

const char* figure_name(SplitFigure figure) { return word_of(figure).name; }

SplitRows::SplitRows(const CsvTable& csv, const WorldTable& table, Faults& faults)
    : csv_(csv),
      table_(table),
      regions_(labels_of("region", table.regions)),
      sectors_(labels_of("sector", table.sectors)),
      products_(labels_of("product", table.products)) {
  const auto at = columns_of(faults);
  if (!at) return;
  if (csv.rows() == 0) faults.add({csv.file(), 0, 0, ""}, "no row says what is split");
  for (std::size_t row = 0; row < csv.rows(); ++row) read(row, *at, faults);
  for (SplitSubject& subject : subjects_) std::sort(subject.parts.begin(), subject.parts.end(), natural_less);
  check_names(faults);
  check_single_parts(faults);
}

std::optional<SplitRows::Columns> SplitRows::columns_of(Faults& faults) const {
  const std::vector<std::string> known = {"axis",    "from",  "part", "figure", "region",     "sector",
                                          "product", "share", "low",  "high",   "confidence", "source"};
  for (std::size_t column = 0; column < csv_.columns(); ++column) {
    const std::string name(csv_.header(column));
    if (std::find(known.begin(), known.end(), name) == known.end())
      faults.add(csv_.header_place(column), fmt::format("unknown column {}", in_quotes(name)),
                 "columns are " + listed(known), suggest(name, known, Asks::meant));
  }
  const auto axis = csv_.require_column("axis", faults);
  const auto from = csv_.require_column("from", faults);
  const auto part = csv_.require_column("part", faults);
  const auto figure = csv_.require_column("figure", faults);
  const auto share = csv_.require_column("share", faults);
  if (!axis || !from || !part || !figure || !share) return std::nullopt;
  return Columns{*axis,
                 *from,
                 *part,
                 *figure,
                 *share,
                 csv_.find_column("region"),
                 csv_.find_column("sector"),
                 csv_.find_column("product"),
                 csv_.find_column("low"),
                 csv_.find_column("high"),
                 csv_.find_column("confidence"),
                 csv_.find_column("source")};
}

SplitSubject& SplitRows::subject_at(bool region, std::size_t from) {
  for (SplitSubject& subject : subjects_)
    if (subject.region == region && subject.from == from) return subject;
  subjects_.push_back({region, from, {}});
  return subjects_.back();
}

const SplitSubject* SplitRows::subject(bool region, std::size_t from) const {
  for (const SplitSubject& subject : subjects_)
    if (subject.region == region && subject.from == from) return &subject;
  return nullptr;
}

std::string SplitRows::name_of(const SplitSubject& of) const {
  return of.region ? table_.regions[of.from] : table_.sectors[of.from];
}

void SplitRows::read(std::size_t row, const Columns& at, Faults& faults) {
  const std::string axis(csv_.text(row, at.axis));
  if (axis != "sector" && axis != "region") {
    faults.add(csv_.place(row, at.axis), fmt::format("{} is no axis", in_quotes(axis)),
               "a sector or a region is split", suggest(axis, {"sector", "region"}, Asks::meant));
    return;
  }
  const bool region = axis == "region";
  const auto from = (region ? regions_ : sectors_).resolve(csv_, row, at.from, faults);
  const auto figure = figure_of(csv_, row, at.figure, region, faults);
  std::string part(csv_.text(row, at.part));
  if (part.empty() && figure != SplitFigure::home)
    faults.add(csv_.place(row, at.part), "the part has no name");
  if (!from || !figure || (part.empty() && figure != SplitFigure::home)) return;
  check_range(row, at, faults);
  std::size_t in_region = any;
  std::size_t in_sector = any;
  if (!cell(csv_, row, at.region).empty())
    in_region = regions_.resolve(csv_, row, *at.region, faults).value_or(any);
  if (!cell(csv_, row, at.sector).empty())
    in_sector = sectors_.resolve(csv_, row, *at.sector, faults).value_or(any);
  if (figure == SplitFigure::home) part.clear();
  const Key key{region, *from, *figure, part, in_region, in_sector};
  SplitSubject& subject = subject_at(region, *from);
  if (!part.empty() && std::find(subject.parts.begin(), subject.parts.end(), part) == subject.parts.end())
    subject.parts.push_back(part);
  if (!scope_fits(row, at, key, faults)) return;
  if (figure == SplitFigure::product) {
    read_product(row, at, key, faults);
  } else {
    read_share(row, at, key, faults);
  }
}

// Columns that a figure does not use must be blank: a number that is silently for everybody misleads.
bool SplitRows::scope_fits(std::size_t row, const Columns& at, const Key& key, Faults& faults) const {
  const bool region = std::get<0>(key);
  const FigureWord& word = word_of(std::get<2>(key));
  // Of a region, shares may differ by its sectors, those of final use and home trade may not.
  const bool by_region = !region && word.by_region;
  const bool by_sector =
      region ? word.figure != SplitFigure::final_use && word.figure != SplitFigure::home : word.by_sector;
  const std::size_t before = faults.count();
  const auto blank = [&](const std::optional<std::size_t>& column, bool used, const char* name) {
    if (used || cell(csv_, row, column).empty()) return;
    faults.add(csv_.place(row, *column),
               fmt::format("{} of a {} does not differ by {}", word.name, region ? "region" : "sector", name),
               "", "leave the cell empty");
  };
  blank(at.region, by_region, "region");
  blank(at.sector, by_sector, "sector");
  blank(at.product, word.figure == SplitFigure::product, "product");
  return faults.count() == before;
}

void SplitRows::check_range(std::size_t row, const Columns& at, Faults& faults) const {
  const NumberRange fraction{0.0, 1.0, "a share is between 0 and 1"};
  const auto number = [&](const std::optional<std::size_t>& column, double absent) {
    return cell(csv_, row, column).empty() ? absent : read_number(csv_, row, *column, fraction, faults);
  };
  const double share = csv_.number(row, at.share).value_or(-1.0);
  const double low = number(at.low, 0.0);
  const double high = number(at.high, 1.0);
  if (share >= 0.0 && (share < low || share > high))
    faults.add(csv_.place(row, at.share), fmt::format("the share {:.6g} is outside its own range", share),
               fmt::format("low is {:.6g}, high {:.6g}", low, high));
  const std::string confidence = cell(csv_, row, at.confidence);
  const std::vector<std::string> words{"measured", "derived", "judgement"};
  if (!confidence.empty() && std::find(words.begin(), words.end(), confidence) == words.end())
    faults.add(csv_.place(row, *at.confidence), fmt::format("{} is not known here", in_quotes(confidence)),
               "confidence is one of " + listed(words) + ", or empty",
               suggest(confidence, words, Asks::meant));
}

void SplitRows::read_share(std::size_t row, const Columns& at, const Key& key, Faults& faults) {
  const double share = read_number(csv_, row, at.share, {0.0, 1.0, "a share is between 0 and 1"}, faults);
  if (cell(csv_, row, at.confidence) == "judgement") ++judgements_;
  const auto [first, fresh] = shares_.emplace(key, std::pair(share, row));
  if (!fresh)
    faults.add(csv_.place(row, at.part), "this share is given twice",
               fmt::format("the first time in line {}", csv_.place(first->second.second, 0).line));
}

void SplitRows::read_product(std::size_t row, const Columns& at, const Key& key, Faults& faults) {
  const std::size_t sector = std::get<1>(key);
  ProductRow read{std::get<3>(key), cell(csv_, row, at.product), std::nullopt, std::nullopt, row};
  if (std::get<4>(key) != any) read.region = std::get<4>(key);
  if (read.product != "*") {
    const auto product = at.product ? products_.resolve(csv_, row, *at.product, faults) : std::nullopt;
    if (!product) return;
    if (table_.product_sector[*product].index() != sector) {
      faults.add(csv_.place(row, *at.product),
                 fmt::format("product {} is one of {}, not of {}", read.product,
                             table_.sectors[table_.product_sector[*product].index()], table_.sectors[sector]),
                 "a part takes products of the sector that it is split from");
      return;
    }
  }
  if (!csv_.text(row, at.share).empty()) {
    if (read.product == "*")
      faults.add(csv_.place(row, at.share), "all that is left has no share", "", "leave the cell empty");
    read.share = read_number(csv_, row, at.share, {0.0, 1.0, "a share is between 0 and 1"}, faults);
    if (cell(csv_, row, at.confidence) == "judgement") ++judgements_;
  }
  std::vector<ProductRow>& rows = products_of_[sector];
  for (const ProductRow& other : rows)
    if (other.part == read.part && other.product == read.product && other.region == read.region)
      faults.add(csv_.place(row, at.part), "this product is given twice",
                 fmt::format("the first time in line {}", csv_.place(other.row, 0).line));
  rows.push_back(std::move(read));
}

// Parts need names that nothing else of their axis has.
void SplitRows::check_names(Faults& faults) const {
  for (const bool region : {false, true}) {
    std::set<std::string> names;
    const std::vector<std::string>& before = region ? table_.regions : table_.sectors;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (subject(region, i) == nullptr) names.insert(before[i]);
    for (const SplitSubject& of : subjects_) {
      if (of.region != region) continue;
      if (of.parts.empty()) faults.add({csv_.file(), 0, 0, ""}, fmt::format("{} has no part", name_of(of)));
      for (const std::string& part : of.parts)
        if (!names.insert(part).second)
          faults.add({csv_.file(), 0, 0, ""},
                     fmt::format("{} cannot be a part of {}", in_quotes(part), name_of(of)),
                     fmt::format("another {} has this name", region ? "region" : "sector"));
    }
  }
}

// A part that is alone is the whole: a smaller share of it was meant to leave something.
void SplitRows::check_single_parts(Faults& faults) const {
  for (const SplitSubject& of : subjects_) {
    if (of.parts.size() != 1) continue;
    for (const auto& [key, given] : shares_) {
      const auto& [region, from, figure, part, r, s] = key;
      const bool of_whole = figure == SplitFigure::output || figure == SplitFigure::exports ||
                            figure == SplitFigure::value_added;
      if (region != of.region || from != of.from || !of_whole || given.first == 1.0) continue;
      faults.add(csv_.place(given.second, 0),
                 fmt::format("{} has one part, {}, with a share of {:.6g}", name_of(of), in_quotes(part),
                             given.first),
                 "a part that is alone is the whole",
                 "name the part that has the rest; it may keep the old name");
    }
  }
}

std::optional<double> SplitRows::share(const SplitSubject& of, const std::string& part, SplitFigure figure,
                                       std::size_t region, std::size_t sector) const {
  for (const auto& [r, s] :
       {std::pair(region, sector), std::pair(region, any), std::pair(any, sector), std::pair(any, any)}) {
    const auto found = shares_.find({of.region, of.from, figure, part, r, s});
    if (found != shares_.end()) return found->second.first;
  }
  return std::nullopt;
}

std::vector<double> SplitRows::shares(const SplitSubject& of, SplitFigure figure, std::size_t region,
                                      std::size_t sector, std::optional<std::size_t>& rest,
                                      Faults& faults) const {
  std::vector<double> out(of.parts.size(), 0.0);
  std::size_t without = 0;
  double sum = 0.0;
  rest.reset();
  for (std::size_t p = 0; p < out.size(); ++p) {
    const auto given = share(of, of.parts[p], figure, region, sector);
    if (!given) rest = p;
    without += given ? 0U : 1U;
    sum += out[p] = given.value_or(0.0);
  }
  if (without == out.size()) return {};
  const auto where = [&] {
    std::string text = fmt::format("{} of {}", figure_name(figure), name_of(of));
    if (region != any) text += " in " + table_.regions[region];
    if (sector != any) text += " with " + table_.sectors[sector];
    return text;
  };
  constexpr double tolerance = 1e-6;
  if (without > 1) {
    faults.add({csv_.file(), 0, 0, ""}, fmt::format("{} parts have no share of {}", without, where()),
               "one part at most may be left to have the rest");
  } else if (sum > 1.0 + tolerance || (without == 0 && sum < 1.0 - tolerance)) {
    faults.add({csv_.file(), 0, 0, ""}, fmt::format("shares of {} sum to {:.6g}", where(), sum),
               "they must sum to 1");
  }
  if (without == 1) {
    out[*rest] = std::max(0.0, 1.0 - sum);
  } else if (sum > 0.0 && sum != 1.0) {
    for (double& one : out) one /= sum;
  }
  return out;
}

const std::vector<SplitRows::ProductRow>& SplitRows::products(const SplitSubject& of) const {
  static const std::vector<ProductRow> none;
  const auto found = products_of_.find(of.from);
  return of.region || found == products_of_.end() ? none : found->second;
}

}  // namespace entrepot::scenarios
