#include "models/theory/equilibrium_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace entrepot {

namespace {

constexpr double share_slack = 1e-6;      // shares may miss 1 by rounding of the data, not by more
constexpr std::size_t faults_shown = 20;  // of one kind; the rest is counted

std::string name_or_number(const std::vector<std::string>& names, const char* kind, std::size_t index) {
  return index < names.size() ? names[index] : fmt::format("{} {}", kind, index);
}

// Collects faults kind by kind.
class Collector {
 public:
  explicit Collector(const EquilibriumInput& input) : input_(input) {}

  void add(std::string what, std::string why, std::string suggestion = "") {
    if (++of_kind_ <= faults_shown)
      faults_.push_back({{}, std::move(what), std::move(why), std::move(suggestion)});
  }
  void end_kind() {
    if (of_kind_ > faults_shown)
      faults_.push_back({{}, fmt::format("{} more of the same kind", of_kind_ - faults_shown), "", ""});
    of_kind_ = 0;
  }
  void throw_if_any() const {
    if (!faults_.empty()) throw InputError(faults_);
  }

  void shape(const char* name, std::size_t size, std::size_t wanted, const char* axes) {
    if (size != wanted)
      add(fmt::format("{} has {} values", name, size), fmt::format("{} are {}", axes, wanted));
  }
  void below(const char* name, const std::vector<std::size_t>& values, std::size_t limit) {
    for (const std::size_t value : values) {
      if (value >= limit)
        add(fmt::format("{} holds index {}", name, value), fmt::format("there are {}", limit));
    }
    end_kind();
  }
  void range(const char* name, std::span<const double> values, double low, double high) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!(values[i] >= low && values[i] <= high)) {
        add(fmt::format("{}[{}] is {}", name, i, values[i]),
            fmt::format("it must lie in [{}, {}]", low, high));
      }
    }
    end_kind();
  }
  [[nodiscard]] const EquilibriumInput& input() const { return input_; }

 private:
  const EquilibriumInput& input_;
  std::vector<Fault> faults_;
  std::size_t of_kind_ = 0;
};

void check_shapes(Collector& out) {
  const EquilibriumInput& in = out.input();
  const std::size_t links = in.regions * in.regions * in.products();
  out.shape("group_market", in.group_market.size(), in.groups(), "regions x sectors");
  out.shape("final_market", in.final_market.size(), in.regions, "regions");
  out.shape("origin_share", in.origin_share.size(), in.markets() * in.products() * in.regions,
            "markets x products x regions");
  out.shape("product_share", in.product_share.size(), in.markets() * in.products(), "markets x products");
  out.shape("input_share", in.input_share.size(), in.groups() * in.sectors, "regions x sectors x sectors");
  out.shape("labour_share", in.labour_share.size(), in.groups(), "regions x sectors");
  out.shape("markup", in.markup.size(), in.groups(), "regions x sectors");
  out.shape("budget_share", in.budget_share.size(), in.groups(), "regions x sectors");
  out.shape("budget", in.budget.size(), in.regions, "regions");
  out.shape("base_duty", in.base_duty.size(), links, "regions x regions x products");
  out.shape("duty", in.duty.size(), links, "regions x regions x products");
  if (!in.iceberg.empty()) out.shape("iceberg", in.iceberg.size(), links, "regions x regions x products");
  if (!in.choice_wedge.empty())
    out.shape("choice_wedge", in.choice_wedge.size(), links, "regions x regions x products");
  if (!in.banned.empty()) out.shape("banned", in.banned.size(), links, "regions x regions x products");
  out.shape("trade_elasticity", in.trade_elasticity.size(), in.sectors, "sectors");
  if (!in.home_elasticity.empty())
    out.shape("home_elasticity", in.home_elasticity.size(), in.sectors, "sectors");
  out.shape("nest_elasticity", in.nest_elasticity.size(), in.sectors, "sectors");
  out.end_kind();
  out.below("market_region", in.market_region, in.regions);
  out.below("group_market", in.group_market, in.markets());
  out.below("final_market", in.final_market, in.markets());
  out.below("product_sector", in.product_sector, in.sectors);
  if (!std::is_sorted(in.product_sector.begin(), in.product_sector.end())) {
    out.add("product_sector is not ascending", "the products of a sector must be contiguous",
            "sort products by sector");
  }
  out.end_kind();
}

void check_ranges(Collector& out) {
  const EquilibriumInput& in = out.input();
  const double huge = 1e300;
  const double infinite = std::numeric_limits<double>::infinity();
  out.range("origin_share", in.origin_share, 0.0, 1.0 + share_slack);
  out.range("product_share", in.product_share, 0.0, 1.0 + share_slack);
  out.range("input_share", in.input_share, 0.0, 1.0 + share_slack);
  out.range("labour_share", in.labour_share, 0.0, 1.0);
  out.range("markup", in.markup, 1.0, huge);
  out.range("budget_share", in.budget_share, 0.0, 1.0 + share_slack);
  out.range("budget", in.budget, 0.0, huge);
  out.range("base_duty", in.base_duty, 0.0, huge);
  out.range("duty", in.duty, 0.0, infinite);
  out.range("iceberg", in.iceberg, 1e-300, infinite);
  out.range("choice_wedge", in.choice_wedge, 1e-300, infinite);
  out.range("trade_elasticity", in.trade_elasticity, 1e-3, 1e3);
  out.range("home_elasticity", in.home_elasticity, 1e-3, 1e3);
  out.range("nest_elasticity", in.nest_elasticity, 0.0, 1e3);
  out.range("input_elasticity", {&in.input_elasticity, 1}, 0.0, 1e3);
  out.range("labour_elasticity", {&in.labour_elasticity, 1}, 0.0, 1e3);
  out.range("income_response", {&in.income_response, 1}, 0.0, 1.0);
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

void scale_to_one(std::span<double> values) {
  const double sum = sum_of(values);
  for (double& value : values) value /= sum;
}

bool near_one(double sum) { return std::abs(sum - 1.0) <= share_slack; }

// Groups that somebody buys from.
std::vector<bool> selling_groups(const EquilibriumInput& in) {
  std::vector<bool> sells(in.groups(), false);
  for (std::size_t cell = 0; cell < in.product_share.size(); ++cell) {
    if (in.product_share[cell] <= 0.0) continue;
    const std::size_t sector = in.product_sector[cell % in.products()];
    for (std::size_t i = 0; i < in.regions; ++i) {
      if (in.origin_share[cell * in.regions + i] > 0.0) sells[i * in.sectors + sector] = true;
    }
  }
  return sells;
}

// Input shares of groups that buy inputs; a group that sells nothing gets labour as its only cost.
void settle_technology(EquilibriumInput& in, Collector& out) {
  const std::vector<bool> sells = selling_groups(in);
  for (std::size_t group = 0; group < in.groups(); ++group) {
    const std::span<double> row(&in.input_share[group * in.sectors], in.sectors);
    if (!sells[group] || in.labour_share[group] >= 1.0) {
      in.labour_share[group] = 1.0;
      std::fill(row.begin(), row.end(), 0.0);
    } else if (!near_one(sum_of(row))) {
      out.add(fmt::format("input shares of {} sum to {}", group_name(in, group), sum_of(row)),
              "they must sum to 1");
    } else {
      scale_to_one(row);
    }
  }
  for (std::size_t n = 0; n < in.regions; ++n) {
    const std::span<double> row(&in.budget_share[n * in.sectors], in.sectors);
    if (in.budget[n] <= 0.0 && in.closure == Closure::fixed && sum_of(row) <= 0.0) continue;
    if (!near_one(sum_of(row))) {
      out.add(fmt::format("budget shares of {} sum to {}", region_name(in, n), sum_of(row)),
              "they must sum to 1");
    } else {
      scale_to_one(row);
    }
  }
  out.end_kind();
}

// [market][sector] bought by a group or a household.
std::vector<bool> bought_nests(const EquilibriumInput& in) {
  std::vector<bool> bought(in.markets() * in.sectors, false);
  for (std::size_t k = 0; k < in.sectors; ++k) {
    for (std::size_t group = 0; group < in.groups(); ++group) {
      if (in.input_share[group * in.sectors + k] > 0.0)
        bought[in.group_market[group] * in.sectors + k] = true;
    }
    for (std::size_t n = 0; n < in.regions; ++n) {
      if (in.budget_share[n * in.sectors + k] > 0.0) bought[in.final_market[n] * in.sectors + k] = true;
    }
  }
  return bought;
}

void settle_origins(EquilibriumInput& in, std::size_t market, std::size_t product, Collector& out) {
  const std::size_t cell = market * in.products() + product;
  const std::size_t home = in.market_region[market];
  const std::span<double> row(&in.origin_share[cell * in.regions], in.regions);
  const std::string where = fmt::format("{} in {}", product_name(in, product), region_name(in, home));
  if (sum_of(row) <= 0.0) {
    out.add("no supplier of " + where, "buyers spend on it and all base origin shares are 0",
            "set the product's share to 0 or give it an origin");
    return;
  }
  if (!near_one(sum_of(row))) {
    out.add(fmt::format("origin shares of {} sum to {}", where, sum_of(row)), "they must sum to 1");
    return;
  }
  scale_to_one(row);
  bool open = false;
  for (std::size_t i = 0; i < in.regions; ++i)
    open = open || (row[i] > 0.0 && !is_closed(in, in.link(home, i, product)));
  if (!open) {
    out.add("every supplier of " + where + " is closed",
            "each origin with a base share is banned or faces an infinite duty or cost",
            "leave an origin open, or use a finite duty");
  }
}

void settle_markets(EquilibriumInput& in, Collector& out) {
  const std::vector<bool> bought = bought_nests(in);
  for (std::size_t m = 0; m < in.markets(); ++m) {
    for (std::size_t k = 0; k < in.sectors; ++k) {
      const ProductRange range = products_of(in, k);
      const std::span<double> row(in.product_share.data() + m * in.products() + range.first, range.count);
      const std::string where =
          fmt::format("{} in {}", sector_name(in, k), region_name(in, in.market_region[m]));
      if (!bought[m * in.sectors + k]) {
        std::fill(row.begin(), row.end(), 0.0);
        continue;
      }
      if (sum_of(row) <= 0.0) {
        out.add("no supplier of " + where, "buyers spend on it and it has no product with a base share");
        continue;
      }
      if (!near_one(sum_of(row))) {
        out.add(fmt::format("product shares of {} sum to {}", where, sum_of(row)), "they must sum to 1");
        continue;
      }
      scale_to_one(row);
      for (std::size_t p = 0; p < range.count; ++p) {
        if (row[p] > 0.0) settle_origins(in, m, range.first + p, out);
      }
    }
  }
  out.end_kind();
}

}  // namespace

void EquilibriumInput::one_market_per_region() {
  market_region.resize(regions);
  group_market.resize(groups());
  for (std::size_t n = 0; n < regions; ++n) market_region[n] = n;
  for (std::size_t group = 0; group < groups(); ++group) group_market[group] = group / sectors;
  final_market = market_region;
}

ProductRange products_of(const EquilibriumInput& input, std::size_t sector) {
  const auto& all = input.product_sector;
  const auto [first, last] = std::equal_range(all.begin(), all.end(), sector);
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - first)};
}

std::string region_name(const EquilibriumInput& input, std::size_t region) {
  return name_or_number(input.region_names, "region", region);
}
std::string sector_name(const EquilibriumInput& input, std::size_t sector) {
  return name_or_number(input.sector_names, "sector", sector);
}
std::string product_name(const EquilibriumInput& input, std::size_t product) {
  return name_or_number(input.product_names, "product", product);
}
std::string group_name(const EquilibriumInput& input, std::size_t group) {
  return region_name(input, group / input.sectors) + " " + sector_name(input, group % input.sectors);
}

void check_and_normalise(EquilibriumInput& input) {
  Collector collector(input);
  check_shapes(collector);
  collector.throw_if_any();
  check_ranges(collector);
  collector.throw_if_any();
  settle_technology(input, collector);
  settle_markets(input, collector);
  collector.throw_if_any();
}

}  // namespace entrepot
