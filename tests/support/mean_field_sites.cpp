#include <algorithm>
#include <cmath>

#include "models/behaviours/plants/site_choice.hpp"
#include "sim/core/math.hpp"
#include "tests/support/mean_field.hpp"

namespace entrepot::test {

// Customers of home cells whose firms have plants abroad: those that sign anew take the plant of their choice
// at once; the others change plant when it is qualified and pay their enterprise's index.
void MeanField::relocate(std::size_t n, std::size_t g) {
  const std::size_t at = pair(n, g);
  const double moves = 1.0 - std::exp(-1.0 / settings_.investment.qualification_months);
  const auto now = static_cast<std::size_t>(step_) + 1;
  double anew = 0.0;  // of the weight that has signed since the base, the part that signed in this step
  double all = 0.0;
  for (std::size_t c = 0; c < classes_.count; ++c) {
    anew += weights(at, c)[now];
    all += 1.0 - weights(at, c)[0];
  }
  const double fresh = all > 0.0 ? std::min(1.0, anew / all) : 0.0;
  for (std::size_t i = 0; i < regions_; ++i) {
    if (!sites_->any(i, g)) continue;
    for (std::size_t h = 0; h < regions_; ++h) {
      const double target = sites_->target(n, i, g, h, log_cost_);
      const std::size_t row = (at * regions_ + i) * regions_ + h;
      base_moved_[row] += moves * (target - base_moved_[row]);
      signed_there_[row] += fresh * (target - signed_there_[row]);
      signed_moved_[row] *= 1.0 - fresh;
      const double missing = target - signed_there_[row] - signed_moved_[row];
      signed_moved_[row] = std::max(0.0, signed_moved_[row] + moves * missing);
    }
  }
}

// Splits what home cells sell to one user among their plants. `moved` [origin]: effective weight of slots
// signed since the base at the home plant's price 1. A slot that signed at a plant has the price of its
// choice set, as if at home; one that moved pays what the plant costs over home, its premium included.
void MeanField::place_at_sites(std::size_t n, std::size_t g, std::size_t u, double kept,
                               const std::vector<double>& price, const std::vector<double>& moved) {
  const std::size_t first = ((n * users_ + u) * products_ + g) * regions_;
  std::fill_n(&effective_site_[first], regions_, 0.0);
  for (std::size_t i = 0; i < regions_; ++i) {
    if (!sites_->any(i, g)) continue;
    const double base = kept * base_weight_[first + i];
    for (std::size_t h = 0; h < regions_; ++h) {
      const std::size_t row = (pair(n, g) * regions_ + i) * regions_ + h;
      const double there = signed_there_[row];
      const double away = signed_moved_[row];
      const double premium =
          exp64(log_plant_premium(settings_.investment, world_.table, RegionId(i), RegionId(h)));
      const double at_site =
          price[h] * premium * (base_moved_[row] * base + away * moved[i]) + price[i] * there * moved[i];
      effective_[first + i] -= price[i] * (base_moved_[row] * base + (away + there) * moved[i]);
      effective_[first + h] += at_site;
      effective_site_[first + h] += at_site;
    }
  }
}

std::vector<double> MeanField::site_goods() const {
  std::vector<double> out(regions_ * sectors_, 0.0);
  for (std::size_t at = 0; at < site_goods_.size(); ++at) out[at % out.size()] += site_goods_[at];
  return out;
}

}  // namespace entrepot::test
