// A made-up world table, balanced to its last printed digit, written as publishers write theirs.
#pragma once

#include <string>
#include <vector>

namespace entrepot::test {

class PublishedTable {
 public:
  // Up to 676 regions and 45 sectors with codes of OECD's tables; figures are multiples of 0.0001 musd.
  PublishedTable(std::size_t regions, std::size_t sectors);

  // Writes it into the folder and returns what a reader is pointed at. Layouts: icio, icio_taxsub (a row of
  // taxes per region, CN1 and CN2), icio_region_last, wiod2013, wiod2016, figaro, pymrio, eora, long_table.
  [[nodiscard]] std::string write(const std::string& layout, const std::string& folder) const;

  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }
  [[nodiscard]] const std::vector<std::string>& sectors() const { return sectors_; }
  [[nodiscard]] std::size_t groups() const { return regions_.size() * sectors_.size(); }
  [[nodiscard]] double flow(std::size_t seller, std::size_t user) const;
  [[nodiscard]] double final_use(std::size_t seller, std::size_t region) const;  // all categories
  [[nodiscard]] double output(std::size_t group) const { return output_[group]; }
  [[nodiscard]] double taxes(std::size_t group) const;
  [[nodiscard]] double value_added(std::size_t group) const { return output_[group] - inputs_[group]; }

 private:
  [[nodiscard]] double final_use(std::size_t seller, std::size_t region, std::size_t category) const;
  struct Labels;
  [[nodiscard]] std::string write_square(const Labels& labels, const std::string& file) const;
  [[nodiscard]] std::string write_wiod2016(const std::string& file) const;
  [[nodiscard]] std::string write_pymrio(const std::string& folder) const;
  [[nodiscard]] std::string write_eora(const std::string& folder) const;
  [[nodiscard]] std::string write_long(const std::string& file) const;

  std::vector<std::string> regions_, sectors_;
  std::vector<double> output_;  // [group]
  std::vector<double> inputs_;  // [group] bought, at basic prices
};

}  // namespace entrepot::test
