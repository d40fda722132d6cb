// The rows of a file of shares, found by what they speak of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "scenarios/data/labels.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

enum class SplitFigure { output, exports, value_added, use, final_use, inputs, home, product };
[[nodiscard]] const char* figure_name(SplitFigure figure);

// One thing that is split.
struct SplitSubject {
  bool region = false;  // else a sector
  std::size_t from = 0;
  std::vector<std::string> parts;  // in natural order
};

class SplitRows {
 public:
  static constexpr std::size_t any = static_cast<std::size_t>(-1);  // every region, or every sector
  SplitRows(const CsvTable& csv, const WorldTable& table, Faults& faults);
  [[nodiscard]] const std::vector<SplitSubject>& subjects() const { return subjects_; }
  [[nodiscard]] const SplitSubject* subject(bool region, std::size_t from) const;
  // A share of one part, from the row that names both, then the region, then the sector, then neither.
  [[nodiscard]] std::optional<double> share(const SplitSubject& of, const std::string& part,
                                            SplitFigure figure, std::size_t region, std::size_t sector) const;
  // Shares of all parts, sum 1: one part without a row has what is left. Empty where no part has a row;
  // `rest` is set to the part that had none. Faults where they do not sum to 1 or two have none.
  [[nodiscard]] std::vector<double> shares(const SplitSubject& of, SplitFigure figure, std::size_t region,
                                           std::size_t sector, std::optional<std::size_t>& rest,
                                           Faults& faults) const;
  // Parts that a product of the split sector is given to, with the share by region (blank: nowhere given).
  struct ProductRow {
    std::string part;
    std::string product;  // or "*"
    std::optional<std::size_t> region;
    std::optional<double> share;
    std::size_t row = 0;
  };
  [[nodiscard]] const std::vector<ProductRow>& products(const SplitSubject& of) const;
  [[nodiscard]] Place place(std::size_t row) const { return csv_.place(row, 0); }
  [[nodiscard]] const std::string& file() const { return csv_.file(); }
  [[nodiscard]] std::size_t judgements() const { return judgements_; }
  [[nodiscard]] std::size_t count() const { return csv_.rows(); }

 private:
  using Key = std::tuple<bool, std::size_t, SplitFigure, std::string, std::size_t, std::size_t>;
  struct Columns {
    std::size_t axis, from, part, figure, share;
    std::optional<std::size_t> region, sector, product, low, high, confidence, source;
  };
  [[nodiscard]] std::optional<Columns> columns_of(Faults& faults) const;
  void read(std::size_t row, const Columns& at, Faults& faults);
  void read_share(std::size_t row, const Columns& at, const Key& key, Faults& faults);
  void read_product(std::size_t row, const Columns& at, const Key& key, Faults& faults);
  void check_range(std::size_t row, const Columns& at, Faults& faults) const;
  [[nodiscard]] bool scope_fits(std::size_t row, const Columns& at, const Key& key, Faults& faults) const;
  void check_names(Faults& faults) const;
  void check_single_parts(Faults& faults) const;
  [[nodiscard]] SplitSubject& subject_at(bool region, std::size_t from);
  [[nodiscard]] std::string name_of(const SplitSubject& of) const;

  const CsvTable& csv_;
  const WorldTable& table_;
  Labels regions_, sectors_, products_;
  std::vector<SplitSubject> subjects_;
  std::map<Key, std::pair<double, std::size_t>> shares_;
  std::map<std::size_t, std::vector<ProductRow>> products_of_;  // by split sector
  std::size_t judgements_ = 0;
};

}  // namespace entrepot::scenarios
