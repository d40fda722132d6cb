#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "scenarios/data/splits/split_plan.hpp"
#include "scenarios/data/splits/split_products.hpp"
#include "scenarios/data/splits/split_rows.hpp"

namespace entrepot::scenarios {

const char* basis_name(Basis basis) {
  constexpr std::array names{"file", "rest", "products", "proportion"};
  return names.at(static_cast<std::size_t>(basis));
}

namespace {

using Split = const SplitSubject*;

SplitAxis split_axis(const SplitRows& rows, bool region, const std::vector<std::string>& before) {
  SplitAxis axis;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Split of = rows.subject(region, i);
    const std::vector<std::string> parts = of == nullptr ? std::vector<std::string>{before[i]} : of->parts;
    for (const std::string& part : parts) {
      axis.names.push_back(part);
      axis.parent.push_back(i);
      axis.divided.push_back(parts.size() > 1);
    }
  }
  return axis;
}

// Shares of the parts of one subject with what each is founded on.
using Shares = std::vector<PartShare>;

class PlanReader {
 public:
  PlanReader(const SplitRows& rows, const WorldTable& table, Faults& faults)
      : rows_(rows), table_(table), faults_(faults) {}

  SplitPlan read() {
    plan_.regions = split_axis(rows_, true, table_.regions);
    plan_.sectors = split_axis(rows_, false, table_.sectors);
    read_products();
    read_groups();
    if (!faults_.empty()) return std::move(plan_);
    read_propensities();
    read_members();
    write_notes();
    return std::move(plan_);
  }

 private:
  void read_products() {
    std::size_t first = 0;
    for (std::size_t k = 0; k < table_.n_sectors(); ++k) {
      const Split of = rows_.subject(false, k);
      const SplitSubject whole{false, k, {table_.sectors[k]}};
      PartProducts parts = part_products(rows_, of == nullptr ? whole : *of, table_, faults_);
      for (ProductPart product : parts.products) {
        product.sector += first;
        plan_.products.push_back(std::move(product));
      }
      first += of == nullptr ? 1 : of->parts.size();
      by_products_.push_back(std::move(parts));
    }
  }

  // Shares of a figure as the file gives them; empty where it has none.
  Shares given(const SplitSubject& of, SplitFigure figure, std::size_t region, std::size_t sector) {
    std::optional<std::size_t> rest;
    Shares out;
    for (const double share : rows_.shares(of, figure, region, sector, rest, faults_))
      out.push_back({share, Basis::given});
    if (!out.empty() && rest) out[*rest].basis = Basis::rest;
    return out;
  }

  Shares by_products(const SplitSubject& of, std::size_t region) const {
    Shares out;
    const PartProducts& parts = by_products_[of.from];
    if (of.region || !parts.complete) return out;
    for (const double share : shares_by_products(parts, of.parts.size(), region, table_))
      out.push_back({share, Basis::products});
    return out;
  }

  // Of one old cell (region, sector), along one axis: output, exports and value added of the parts.
  std::array<Shares, 3> of_cell(const SplitSubject* of, std::size_t region, std::size_t sector) {
    if (of == nullptr || of->parts.size() == 1) {
      const Shares whole{{1.0, Basis::proportion}};
      return {whole, whole, whole};
    }
    const std::size_t r = of->region ? SplitRows::any : region;
    const std::size_t s = of->region ? sector : SplitRows::any;
    Shares output = given(*of, SplitFigure::output, r, s);
    if (output.empty()) output = by_products(*of, region);
    if (output.empty()) {
      faults_.add({rows_.file(), 0, 0, ""},
                  fmt::format("no share of output of {} in {}",
                              of->region ? table_.regions[of->from] : table_.sectors[of->from],
                              of->region ? table_.sectors[sector] : table_.regions[region]),
                  "each part needs one, or products by whose mix it is told",
                  "a row with the region or sector left empty holds for all");
      output.assign(of->parts.size(), {});
    }
    const auto like_output = [&] {
      Shares shares = output;
      for (PartShare& share : shares) share.basis = Basis::proportion;
      return shares;
    };
    Shares exports = given(*of, SplitFigure::exports, r, s);
    if (exports.empty()) exports = by_products(*of, region);
    if (exports.empty()) exports = like_output();
    Shares added = given(*of, SplitFigure::value_added, r, s);
    if (added.empty()) added = like_output();
    return {output, exports, added};
  }

  // A part of a member: the product of both shares, founded on the weaker ground.
  static PartShare joined(const PartShare& a, const PartShare& b, bool both) {
    if (!both) return a.value == 1.0 && a.basis == Basis::proportion ? b : a;
    return {a.value * b.value, std::max(a.basis, b.basis)};
  }

  void read_groups() {
    const std::size_t groups = plan_.regions.names.size() * plan_.sectors.names.size();
    for (std::vector<PartShare>* figure : {&plan_.output, &plan_.exports, &plan_.value_added})
      figure->assign(groups, {});
    for (std::size_t i = 0; i < table_.n_regions(); ++i)
      for (std::size_t k = 0; k < table_.n_sectors(); ++k) read_cell(i, k);
  }

  void read_cell(std::size_t i, std::size_t k) {
    const auto members = of_cell(rows_.subject(true, i), i, k);
    const auto parts = of_cell(rows_.subject(false, k), i, k);
    std::size_t member = 0;
    for (std::size_t r = 0; r < plan_.regions.names.size(); ++r) {
      if (plan_.regions.parent[r] != i) continue;
      std::size_t part = 0;
      for (std::size_t s = 0; s < plan_.sectors.names.size(); ++s) {
        if (plan_.sectors.parent[s] != k) continue;
        const std::size_t g = r * plan_.sectors.names.size() + s;
        const bool both = plan_.regions.divided[r] && plan_.sectors.divided[s];
        plan_.output[g] = joined(members[0][member], parts[0][part], both);
        plan_.exports[g] = joined(members[1][member], parts[1][part], both);
        plan_.value_added[g] = joined(members[2][member], parts[2][part], both);
        ++part;
      }
      ++member;
    }
  }

  // Share of a part in the world's output of its sector.
  [[nodiscard]] double mean_share(std::size_t sector) const {
    double made = 0.0;
    double all = 0.0;
    const std::size_t k = plan_.sectors.parent[sector];
    for (std::size_t r = 0; r < plan_.regions.names.size(); ++r)
      made += plan_.output[r * plan_.sectors.names.size() + sector].value *
              table_.output[plan_.regions.parent[r] * table_.n_sectors() + k];
    for (std::size_t i = 0; i < table_.n_regions(); ++i) all += table_.output[i * table_.n_sectors() + k];
    return all > 0.0 ? made / all : 0.0;
  }

  // How much more of a part than of its sector, by the shares of a figure; 1 where the file has none. Parts
  // without a share have what the others leave, like their output.
  double propensity(std::size_t sector, SplitFigure figure, std::size_t region, std::size_t other) {
    const std::size_t old = plan_.sectors.parent[sector];
    const Split of = rows_.subject(false, old);
    if (of == nullptr || of->parts.size() == 1) return 1.0;
    double given = 0.0;
    double mean_given = 0.0;
    std::optional<double> own;
    for (std::size_t s = 0; s < plan_.sectors.names.size(); ++s) {
      if (plan_.sectors.parent[s] != old) continue;
      const auto share = rows_.share(*of, plan_.sectors.names[s], figure, region, other);
      if (!share) continue;
      given += *share;
      mean_given += means_[s];
      if (s == sector) own = share;
    }
    refuse_sum(*of, figure, region, other, given);
    if (given <= 0.0 && mean_given <= 0.0) return 1.0;
    if (own) ++propensities_;
    if (own) return means_[sector] > 0.0 ? *own / means_[sector] : 1.0;
    return mean_given < 1.0 ? std::max(0.0, 1.0 - given) / (1.0 - mean_given) : 1.0;
  }

  void refuse_sum(const SplitSubject& of, SplitFigure figure, std::size_t region, std::size_t other,
                  double sum) {
    constexpr double sum_slack = 1e-6;
    if (sum <= 1.0 + sum_slack) return;
    faults_.add({rows_.file(), 0, 0, ""},
                fmt::format("shares of {} of {} in {}{} sum to {:.6g}", figure_name(figure),
                            table_.sectors[of.from], table_.regions[region],
                            other == SplitRows::any ? "" : " with " + table_.sectors[other], sum),
                "they sum to 1 at most");
  }

  void read_propensities() {
    for (std::size_t s = 0; s < plan_.sectors.names.size(); ++s) means_.push_back(mean_share(s));
    for (std::size_t s = 0; s < plan_.sectors.names.size(); ++s) {
      for (std::size_t i = 0; i < table_.n_regions(); ++i) {
        plan_.final_use.push_back(propensity(s, SplitFigure::final_use, i, SplitRows::any));
        for (std::size_t k = 0; k < table_.n_sectors(); ++k) {
          plan_.use.push_back(propensity(s, SplitFigure::use, i, k));
          plan_.inputs.push_back(propensity(s, SplitFigure::inputs, i, k));
        }
      }
    }
  }

  void read_members() {
    plan_.home.assign(table_.n_regions(), 0.0);
    for (std::size_t i = 0; i < table_.n_regions(); ++i) {
      const Split of = rows_.subject(true, i);
      if (of == nullptr || of->parts.size() == 1) {
        plan_.member_use.push_back(1.0);
        continue;
      }
      const auto home = rows_.share(*of, "", SplitFigure::home, SplitRows::any, SplitRows::any);
      plan_.home[i] = home.value_or(0.0);
      if (!home) without_home_.push_back(table_.regions[i]);
      Shares use = given(*of, SplitFigure::final_use, SplitRows::any, SplitRows::any);
      for (std::size_t m = 0; m < of->parts.size(); ++m)
        plan_.member_use.push_back(use.empty() ? income_share(of->parts[m], i) : use[m].value);
      if (use.empty()) like_income_.push_back(table_.regions[i]);
    }
  }

  // Share of a member in the region's value added.
  [[nodiscard]] double income_share(const std::string& member, std::size_t region) const {
    double own = 0.0;
    double all = 0.0;
    const std::size_t sectors = plan_.sectors.names.size();
    for (std::size_t r = 0; r < plan_.regions.names.size(); ++r) {
      if (plan_.regions.parent[r] != region) continue;
      for (std::size_t s = 0; s < sectors; ++s) {
        const double added = plan_.value_added[r * sectors + s].value *
                             table_.value_added[region * table_.n_sectors() + plan_.sectors.parent[s]];
        all += added;
        if (plan_.regions.names[r] == member) own += added;
      }
    }
    return all > 0.0 ? own / all : 0.0;
  }

  void count(const std::vector<PartShare>& figure, const char* name) {
    std::map<Basis, std::size_t> by_basis;
    std::size_t all = 0;
    for (std::size_t g = 0; g < figure.size(); ++g) {
      if (!plan_.group_divided(g)) continue;
      ++by_basis[figure[g].basis];
      ++all;
    }
    if (all == 0) return;
    plan_.notes.push_back(fmt::format(
        "estimated: of {} shares of {} of parts, {} are from the file, {} what it leaves, {} by the mix of "
        "products, {} in proportion to output",
        all, name, by_basis[Basis::given], by_basis[Basis::rest], by_basis[Basis::products],
        by_basis[Basis::proportion]));
  }

  void write_notes() {
    for (const SplitSubject& of : rows_.subjects()) {
      plan_.notes.push_back(fmt::format(
          "split: {} {} into {}; parts sum to it cell by cell", of.region ? "region" : "sector",
          of.region ? table_.regions[of.from] : table_.sectors[of.from], fmt::join(of.parts, ", ")));
    }
    plan_.notes.push_back(fmt::format("estimated: {} rows of the file of shares, {} of them judgement",
                                      rows_.count(), rows_.judgements()));
    count(plan_.output, "output");
    count(plan_.exports, "exports");
    count(plan_.value_added, "value added");
    plan_.notes.push_back(
        fmt::format("estimated: {} propensities to use or buy parts are from the file; the rest of their "
                    "sales and inputs "
                    "is like that of the whole, as far as balancing leaves it",
                    propensities_));
    if (!without_home_.empty())
      plan_.notes.push_back(
          fmt::format("absent: home trade of the members of {}; they buy from each other in proportion to "
                      "output (figure home)",
                      fmt::join(without_home_, ", ")));
    if (!like_income_.empty())
      plan_.notes.push_back(fmt::format("estimated: final use of the members of {} is like their value added",
                                        fmt::join(like_income_, ", ")));
    std::vector<std::string> own;
    for (const ProductPart& product : plan_.products)
      if (product.parent == table_.n_products()) own.push_back(product.code);
    if (!own.empty())
      plan_.notes.push_back(
          fmt::format("absent: parts without products get one each, with the mean duty of the sector: {}",
                      fmt::join(own, ", ")));
  }

  const SplitRows& rows_;
  const WorldTable& table_;
  Faults& faults_;
  SplitPlan plan_;
  std::vector<PartProducts> by_products_;  // [old sector]
  std::vector<double> means_;              // [new sector] share in the world's output of the old one
  std::size_t propensities_ = 0;
  std::vector<std::string> without_home_, like_income_;
};

}  // namespace

SplitPlan read_split(const CsvTable& csv, const WorldTable& table, Faults& faults) {
  const SplitRows rows(csv, table, faults);
  if (!faults.empty()) return {};
  return PlanReader(rows, table, faults).read();
}

}  // namespace entrepot::scenarios
