#include "scenarios/data/splits/split_balance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entrepot::scenarios {

namespace {

constexpr double fit_tolerance = 1e-12;  // of the whole's output
constexpr int most_fits = 20000;
constexpr double share_rounding = 1e-9;
constexpr double least_added = 0.005;  // of output: below, no room is left for labour

struct RowTarget {
  double home = 0.0, abroad = 0.0;
};

// What a group of the whole sells inside its region and abroad.
std::vector<RowTarget> sales_of(const WorldTable& whole) {
  std::vector<RowTarget> sales(whole.n_groups());
  for (std::size_t row = 0; row < whole.n_groups(); ++row) {
    const std::size_t origin = row / whole.n_sectors();
    for (std::size_t user = 0; user < whole.n_groups(); ++user)
      (user / whole.n_sectors() == origin ? sales[row].home : sales[row].abroad) += whole.z(row, user);
    for (std::size_t n = 0; n < whole.n_regions(); ++n)
      (n == origin ? sales[row].home : sales[row].abroad) += whole.f(row, n);
  }
  return sales;
}

std::vector<double> inputs_of(const WorldTable& whole) {
  std::vector<double> inputs(whole.n_groups(), 0.0);
  for (std::size_t row = 0; row < whole.n_groups(); ++row)
    for (std::size_t user = 0; user < whole.n_groups(); ++user) inputs[user] += whole.z(row, user);
  return inputs;
}

// Proportional fitting to three kinds of sums: rows of parts (at home and abroad), columns of parts, cells.
class SplitFit {
 public:
  SplitFit(const WorldTable& whole, const SplitPlan& plan, const std::string& file, WorldTable& parts)
      : whole_(whole),
        plan_(plan),
        file_(file),
        parts_(parts),
        groups_(parts.n_groups()),
        regions_(parts.n_regions()) {
    for (std::size_t g = 0; g < groups_; ++g) {
      parent_.push_back(plan.group_parent(g, whole.n_sectors()));
      old_region_.push_back(parent_[g] / whole.n_sectors());
      divided_.push_back(plan.group_divided(g));
    }
  }

  void set_targets() {
    const std::vector<RowTarget> sales = sales_of(whole_);
    const std::vector<double> inputs = inputs_of(whole_);
    Faults faults;
    for (std::size_t g = 0; g < groups_; ++g) {
      const RowTarget& sold = sales[parent_[g]];
      const double output = plan_.output[g].value * (sold.home + sold.abroad);
      const double abroad = plan_.exports[g].value * sold.abroad;
      const double added = plan_.value_added[g].value * whole_.value_added[parent_[g]];
      // Inputs of parts sum to those of the whole, whatever is lost in value added by rounding.
      const double all = sold.home + sold.abroad - whole_.value_added[parent_[g]];
      const double scale = all > 0.0 ? inputs[parent_[g]] / all : 0.0;
      rows_.push_back({std::max(0.0, output - abroad), abroad});
      columns_.push_back(std::max(0.0, (output - added) * scale));
      if (divided_[g]) check(g, output, abroad, added, faults);
    }
    faults.throw_if_any();
  }

  void guess() {
    parts_.intermediate.assign(groups_ * groups_, 0.0);
    parts_.final_use.assign(groups_ * regions_, 0.0);
    for (std::size_t row = 0; row < groups_; ++row) {
      for (std::size_t user = 0; user < groups_; ++user) {
        const double flow = whole_.z(parent_[row], parent_[user]);
        parts_.z(row, user) = flow;
        if (flow > 0.0 && (divided_[row] || divided_[user]))
          parts_.z(row, user) *= seller_weight(row, user) * buyer_weight(row, user);
      }
      for (std::size_t n = 0; n < regions_; ++n) {
        const double flow = whole_.f(parent_[row], plan_.regions.parent[n]);
        parts_.f(row, n) = flow;
        if (flow > 0.0 && (divided_[row] || plan_.regions.divided[n]))
          parts_.f(row, n) *= final_weight(row, n);
      }
    }
  }

  // All cells at their sums, then rows and columns, again and again; cells are right at the end.
  SplitBalance fit() {
    SplitBalance report;
    fit_cells();
    while ((report.largest_error = error()) > fit_tolerance && report.iterations < most_fits) {
      fit_rows();
      fit_columns();
      fit_cells();
      ++report.iterations;
    }
    if (report.largest_error > share_rounding) refuse(report);
    return report;
  }

  void set_margins() {
    parts_.output.assign(groups_, 0.0);
    parts_.value_added.assign(groups_, 0.0);
    const std::vector<double> inputs = inputs_of(parts_);
    for (std::size_t g = 0; g < groups_; ++g) {
      if (!divided_[g]) {
        parts_.output[g] = whole_.output[parent_[g]];
        parts_.value_added[g] = whole_.value_added[parent_[g]];
        continue;
      }
      double sold = 0.0;
      for (std::size_t user = 0; user < groups_; ++user) sold += parts_.z(g, user);
      for (std::size_t n = 0; n < regions_; ++n) sold += parts_.f(g, n);
      parts_.output[g] = sold;
      parts_.value_added[g] = std::max(0.0, sold - inputs[g]);
    }
  }

 private:
  [[nodiscard]] std::size_t old_region(std::size_t group) const { return old_region_[group]; }
  [[nodiscard]] std::size_t old_sector(std::size_t group) const {
    return parent_[group] % whole_.n_sectors();
  }
  [[nodiscard]] std::size_t sector(std::size_t group) const { return group % parts_.n_sectors(); }
  [[nodiscard]] std::size_t region(std::size_t group) const { return group / parts_.n_sectors(); }
  [[nodiscard]] std::string name(std::size_t group) const {
    return parts_.regions[region(group)] + " " + parts_.sectors[sector(group)];
  }

  void check(std::size_t g, double output, double abroad, double added, Faults& faults) const {
    const double room = share_rounding * whole_.output[parent_[g]];
    const auto refuse = [&](const std::string& what, const std::string& why) {
      faults.add({file_, 0, 0, ""}, name(g) + " " + what, why);
    };
    if (abroad > output + room)
      refuse(fmt::format("would export {:.6g} of an output of {:.6g} musd", abroad, output),
             fmt::format("its share of output is {:.4g} (by {}), of exports {:.4g} (by {})",
                         plan_.output[g].value, basis_name(plan_.output[g].basis), plan_.exports[g].value,
                         basis_name(plan_.exports[g].basis)));
    if (added > output + room || added < least_added * output - room)
      refuse(fmt::format("would have value added of {:.6g} in an output of {:.6g} musd", added, output),
             "value added is at least 0.5 % and at most all of output");
  }

  // What the seller sells in the cell's block, with what the user prefers. Only proportions count: cells are
  // fitted to their sums at once.
  [[nodiscard]] double seller_weight(std::size_t row, std::size_t user) const {
    return block_share(row, old_region(user)) *
           plan_.use[(sector(row) * whole_.n_regions() + old_region(user)) * whole_.n_sectors() +
                     old_sector(user)];
  }
  [[nodiscard]] double buyer_weight(std::size_t row, std::size_t user) const {
    const double bought =
        plan_.inputs[(sector(user) * whole_.n_regions() + old_region(user)) * whole_.n_sectors() +
                     old_sector(row)];
    return columns_[user] * bought * home_weight(row, region(user));
  }
  [[nodiscard]] double final_weight(std::size_t row, std::size_t n) const {
    const std::size_t old = plan_.regions.parent[n];
    return block_share(row, old) * plan_.final_use[sector(row) * whole_.n_regions() + old] *
           plan_.member_use[n] * home_weight(row, n);
  }
  [[nodiscard]] double block_share(std::size_t row, std::size_t to) const {
    return old_region(row) == to ? rows_[row].home : rows_[row].abroad;
  }
  // Members of a region buy more of their own where the file says so.
  [[nodiscard]] double home_weight(std::size_t row, std::size_t buyer) const {
    const std::size_t old = plan_.regions.parent[buyer];
    if (!plan_.regions.divided[buyer] || old_region(row) != old) return 1.0;
    const double home = plan_.home[old];
    const double size = plan_.member_use[buyer];
    return 1.0 - home + (region(row) == buyer ? home / std::max(size, 1e-6) : 0.0);
  }

  double row_sum(std::size_t row, bool home) const {
    double sum = 0.0;
    for (std::size_t user = 0; user < groups_; ++user)
      if ((old_region(user) == old_region(row)) == home) sum += parts_.z(row, user);
    for (std::size_t n = 0; n < regions_; ++n)
      if ((plan_.regions.parent[n] == old_region(row)) == home) sum += parts_.f(row, n);
    return sum;
  }
  void scale_row(std::size_t row, bool home, double factor) {
    for (std::size_t user = 0; user < groups_; ++user)
      if ((old_region(user) == old_region(row)) == home) parts_.z(row, user) *= factor;
    for (std::size_t n = 0; n < regions_; ++n)
      if ((plan_.regions.parent[n] == old_region(row)) == home) parts_.f(row, n) *= factor;
  }
  void fit_rows() {
    for (std::size_t row = 0; row < groups_; ++row) {
      if (!divided_[row]) continue;
      for (const bool home : {true, false}) {
        const double sum = row_sum(row, home);
        const double target = home ? rows_[row].home : rows_[row].abroad;
        if (sum > 0.0) scale_row(row, home, target / sum);
      }
    }
  }
  std::vector<double> column_sums() const { return inputs_of(parts_); }
  void fit_columns() {
    std::vector<double> factor = column_sums();
    for (std::size_t user = 0; user < groups_; ++user)
      factor[user] = divided_[user] && factor[user] > 0.0 ? columns_[user] / factor[user] : 1.0;
    for (std::size_t row = 0; row < groups_; ++row)
      for (std::size_t user = 0; user < groups_; ++user) parts_.z(row, user) *= factor[user];
  }
  void fit_cells() {
    const std::size_t old = whole_.n_groups();
    std::vector<double> z(old * old, 0.0);
    std::vector<double> f(old * whole_.n_regions(), 0.0);
    for (std::size_t row = 0; row < groups_; ++row) {
      for (std::size_t user = 0; user < groups_; ++user)
        z[parent_[row] * old + parent_[user]] += parts_.z(row, user);
      for (std::size_t n = 0; n < regions_; ++n)
        f[parent_[row] * whole_.n_regions() + plan_.regions.parent[n]] += parts_.f(row, n);
    }
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = z[i] > 0.0 ? whole_.intermediate[i] / z[i] : 1.0;
    for (std::size_t i = 0; i < f.size(); ++i) f[i] = f[i] > 0.0 ? whole_.final_use[i] / f[i] : 1.0;
    for (std::size_t row = 0; row < groups_; ++row) {
      for (std::size_t user = 0; user < groups_; ++user)
        parts_.z(row, user) *= z[parent_[row] * old + parent_[user]];
      for (std::size_t n = 0; n < regions_; ++n)
        parts_.f(row, n) *= f[parent_[row] * whole_.n_regions() + plan_.regions.parent[n]];
    }
  }

  double row_error(std::size_t row) const {
    const double home = std::abs(row_sum(row, true) - rows_[row].home);
    const double abroad = std::abs(row_sum(row, false) - rows_[row].abroad);
    return std::max(home, abroad) / std::max(whole_.output[parent_[row]], 1e-12);
  }
  double error() const {
    double worst = 0.0;
    const std::vector<double> sums = column_sums();
    for (std::size_t g = 0; g < groups_; ++g) {
      if (!divided_[g]) continue;
      worst = std::max(worst, row_error(g));
      worst = std::max(worst, std::abs(sums[g] - columns_[g]) / std::max(whole_.output[parent_[g]], 1e-12));
    }
    return worst;
  }

  [[noreturn]] void refuse(const SplitBalance& report) const {
    Faults faults;
    const std::vector<double> sums = column_sums();
    for (std::size_t g = 0; g < groups_; ++g) {
      if (!divided_[g]) continue;
      const double output = whole_.output[parent_[g]];
      const double sold = row_sum(g, true) + row_sum(g, false);
      const double target = rows_[g].home + rows_[g].abroad;
      if (row_error(g) > share_rounding)
        faults.add({file_, 0, 0, ""},
                   fmt::format("{} can sell {:.6g} musd, its shares say {:.6g}", name(g), sold, target),
                   "shares of use of 0 or 1, or cells that are 0, leave no other solution");
      if (std::abs(sums[g] - columns_[g]) > share_rounding * output)
        faults.add(
            {file_, 0, 0, ""},
            fmt::format("{} can buy {:.6g} musd, its shares say {:.6g}", name(g), sums[g], columns_[g]),
            "shares of inputs of 0 or 1, or cells that are 0, leave no other solution");
    }
    faults.throw_if_any();
    throw RunError(fmt::format("the split does not balance after {} iterations", report.iterations));
  }

  const WorldTable& whole_;
  const SplitPlan& plan_;
  const std::string& file_;
  WorldTable& parts_;
  std::size_t groups_, regions_;
  std::vector<std::size_t> parent_;      // [group]
  std::vector<std::size_t> old_region_;  // [group]
  std::vector<bool> divided_;            // [group] whether it is a part
  std::vector<RowTarget> rows_;          // [group]
  std::vector<double> columns_;          // [group]
};

}  // namespace

SplitBalance balance_split(const WorldTable& whole, const SplitPlan& plan, const std::string& file,
                           WorldTable& parts) {
  SplitFit fit(whole, plan, file, parts);
  fit.set_targets();
  fit.guess();
  const SplitBalance report = fit.fit();
  fit.set_margins();
  return report;
}

}  // namespace entrepot::scenarios
