#include "sim/world/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"

namespace entrepot {

namespace {

// Average of 1 + t0 over an origin's product mix, [destination][origin][sector].
std::vector<double> duty_factors(const WorldTable& table) {
  std::vector<double> factor(table.n_regions() * table.n_regions() * table.n_sectors(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        factor[(n * table.n_regions() + i) * table.n_sectors() + table.product_sector[p].index()] +=
            table.mix(n, i, p) * (1.0 + table.base_duty[table.duty_index(n, i, p)]);
      }
    }
  }
  return factor;
}

class Accountant {
 public:
  Accountant(const WorldTable& table, double markup)
      : table_(table), factor_(duty_factors(table)), markup_(markup) {
    const std::size_t groups = table.n_groups();
    out_.input_duties.assign(groups, 0.0);
    out_.value_added.assign(groups, 0.0);
    out_.markup.assign(groups, 1.0);
    out_.labour_share.assign(groups, 1.0);
    out_.input_share.assign(groups * table.n_sectors(), 0.0);
    out_.budget.assign(table.n_regions(), 0.0);
    out_.budget_share.assign(groups, 0.0);
    out_.final_duties.assign(table.n_regions(), 0.0);
    out_.income.assign(table.n_regions(), 0.0);
    out_.deficit.assign(table.n_regions(), 0.0);
    out_.base_share.assign(table.n_regions() * table.n_products() * table.n_regions(), 0.0);
    out_.product_spending.assign(table.n_regions() * table.n_products(), 0.0);
  }

  BaseAccounts run() {
    for (std::size_t g = 0; g < table_.n_groups(); ++g) producer(g);
    for (std::size_t n = 0; n < table_.n_regions(); ++n) household(n);
    for (std::size_t n = 0; n < table_.n_regions(); ++n) shares(n);
    return std::move(out_);
  }

 private:
  [[nodiscard]] double factor(std::size_t n, std::size_t i, std::size_t k) const {
    return factor_[(n * table_.n_regions() + i) * table_.n_sectors() + k];
  }

  void producer(std::size_t group) {
    const std::size_t sectors = table_.n_sectors();
    const std::size_t region = group / sectors;
    double basic = 0.0;
    double inputs = 0.0;
    double* const share = &out_.input_share[group * sectors];
    for (std::size_t supplier = 0; supplier < table_.n_groups(); ++supplier) {
      const double value = table_.z(supplier, group) * factor(region, supplier / sectors, supplier % sectors);
      basic += table_.z(supplier, group);
      inputs += value;
      share[supplier % sectors] += value;
    }
    const double output = table_.output[group];
    out_.input_duties[group] = inputs - basic;
    out_.value_added[group] = output - inputs;
    if (output <= 0.0) return;
    if (inputs > 0.0) std::for_each(share, share + sectors, [&](double& s) { s /= inputs; });
    const double cap = 1.0 / (1.0 - 0.5 * std::max(0.0, out_.value_added[group]) / output);
    out_.markup[group] = std::min(markup_, cap);
    const double cost = output / out_.markup[group];
    out_.labour_share[group] = (cost - inputs) / cost;
    if (out_.labour_share[group] < 0.0) {
      throw InputError(
          Fault{{},
                fmt::format("{} {} has inputs and duties of {:.6g} but output of {:.6g} million USD",
                            table_.regions[region], table_.sectors[group % sectors], inputs, output),
                "value added net of duties on inputs would be negative",
                "check the table"});
    }
  }

  void household(std::size_t n) {
    const std::size_t sectors = table_.n_sectors();
    double basic = 0.0;
    for (std::size_t supplier = 0; supplier < table_.n_groups(); ++supplier) {
      const double value = table_.f(supplier, n) * factor(n, supplier / sectors, supplier % sectors);
      basic += table_.f(supplier, n);
      out_.budget[n] += value;
      out_.budget_share[n * sectors + supplier % sectors] += value;
    }
    out_.final_duties[n] = out_.budget[n] - basic;
    for (std::size_t k = 0; k < sectors && out_.budget[n] > 0.0; ++k)
      out_.budget_share[n * sectors + k] /= out_.budget[n];
    out_.income[n] = out_.final_duties[n];
    for (std::size_t k = 0; k < sectors; ++k) {
      out_.income[n] += out_.value_added[n * sectors + k] + out_.input_duties[n * sectors + k];
    }
    out_.deficit[n] = out_.budget[n] - out_.income[n];
  }

  void shares(std::size_t n) {
    const std::size_t sectors = table_.n_sectors();
    const std::size_t regions = table_.n_regions();
    for (std::size_t i = 0; i < regions; ++i) {
      std::vector<double> basic(sectors, 0.0);
      for (std::size_t k = 0; k < sectors; ++k) {
        basic[k] = table_.f(i * sectors + k, n);
        for (std::size_t j = 0; j < sectors; ++j) basic[k] += table_.z(i * sectors + k, n * sectors + j);
      }
      for (std::size_t p = 0; p < table_.n_products(); ++p) {
        out_.base_share[(n * table_.n_products() + p) * regions + i] =
            basic[table_.product_sector[p].index()] * table_.mix(n, i, p) *
            (1.0 + table_.base_duty[table_.duty_index(n, i, p)]);
      }
    }
    for (std::size_t p = 0; p < table_.n_products(); ++p) {
      double* const share = &out_.base_share[(n * table_.n_products() + p) * regions];
      double& sum = out_.product_spending[n * table_.n_products() + p];
      for (std::size_t i = 0; i < regions; ++i) sum += share[i];
      for (std::size_t i = 0; i < regions && sum > 0.0; ++i) share[i] /= sum;
    }
  }

  const WorldTable& table_;
  std::vector<double> factor_;
  double markup_;
  BaseAccounts out_;
};

}  // namespace

BaseAccounts base_accounts(const WorldTable& table, double markup) { return Accountant(table, markup).run(); }

}  // namespace entrepot
