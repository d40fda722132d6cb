#include "tests/support/value_classes.hpp"

#include <algorithm>
#include <tuple>

#include "sim/core/math.hpp"
#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot::test {

namespace {

struct ValuedNest {
  double slot_value = 0.0;  // million USD per year
  double spending = 0.0;    // million USD per year
  std::size_t user = 0;
};

ValuedNest valued_nest(const World& world, std::size_t nest, std::size_t user) {
  const auto value = static_cast<double>(world.nest_value[nest]);
  return {value, value * (world.nest_first[nest + 1] - world.nest_first[nest]), user};
}

// Nests where anything is bought, by [destination][input]; the last of each is the final nest, if any.
std::vector<std::vector<ValuedNest>> nests_by_use(const World& world) {
  const std::size_t sectors = world.table.n_sectors();
  std::vector<std::vector<ValuedNest>> nests(world.table.n_groups());
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < sectors; ++k) {
      std::vector<ValuedNest>& out = nests[block.group / sectors * sectors + k];
      const std::size_t first = nest_of(block, block.first_firm, k);
      for (std::size_t nest = first; nest < first + block.firm_count; ++nest) {
        if (world.nest_value[nest] > 0.0F) out.push_back(valued_nest(world, nest, block.group % sectors));
      }
    }
  }
  for (std::size_t g = 0; g < nests.size(); ++g) {
    const std::size_t nest = world.firm_nests() + g;
    if (world.nest_value[nest] > 0.0F) nests[g].push_back(valued_nest(world, nest, sectors));
  }
  return nests;
}

// Value-weighted mean of value^-exponent over all slots of each input.
std::vector<double> mean_factors(const std::vector<std::vector<ValuedNest>>& nests, std::size_t sectors,
                                 double exponent) {
  std::vector<double> sum(sectors, 0.0);
  std::vector<double> value(sectors, 0.0);
  for (std::size_t g = 0; g < nests.size(); ++g) {
    for (const ValuedNest& nest : nests[g]) {
      sum[g % sectors] += nest.spending * pow64(nest.slot_value, -exponent);
      value[g % sectors] += nest.spending;
    }
  }
  for (std::size_t k = 0; k < sectors; ++k) sum[k] = value[k] > 0.0 ? sum[k] / value[k] : 1.0;
  return sum;
}

// Class of every nest of one (destination, input): quantiles of value for firms, the last for final use.
std::vector<std::size_t> assign_classes(std::vector<ValuedNest>& nests, std::size_t final_user,
                                        std::size_t firm_classes) {
  std::sort(nests.begin(), nests.end(), [](const ValuedNest& a, const ValuedNest& b) {
    return std::tie(a.slot_value, a.user, a.spending) < std::tie(b.slot_value, b.user, b.spending);
  });
  double total = 0.0;
  for (const ValuedNest& nest : nests) total += nest.user == final_user ? 0.0 : nest.spending;
  std::vector<std::size_t> classes;
  double passed = 0.0;
  for (const ValuedNest& nest : nests) {
    if (nest.user == final_user) {
      classes.push_back(firm_classes);
      continue;
    }
    const double middle = (passed + 0.5 * nest.spending) / total;
    passed += nest.spending;
    classes.push_back(
        std::min(firm_classes - 1, static_cast<std::size_t>(middle * static_cast<double>(firm_classes))));
  }
  return classes;
}

}  // namespace

ValueClasses value_classes(const World& world, double exponent, std::size_t firm_classes) {
  const std::size_t sectors = world.table.n_sectors();
  const std::size_t users = sectors + 1;
  std::vector<std::vector<ValuedNest>> nests = nests_by_use(world);
  const std::vector<double> mean = mean_factors(nests, sectors, exponent);
  ValueClasses out;
  out.count = firm_classes + 1;
  out.factor.assign(nests.size() * out.count, 0.0);
  out.share.assign(world.table.n_regions() * users * sectors * out.count, 0.0);
  for (std::size_t g = 0; g < nests.size(); ++g) {
    const std::vector<std::size_t> classes = assign_classes(nests[g], sectors, firm_classes);
    std::vector<double> class_value(out.count, 0.0);
    std::vector<double> user_value(users, 0.0);
    for (const ValuedNest& nest : nests[g]) user_value[nest.user] += nest.spending;
    for (std::size_t i = 0; i < nests[g].size(); ++i) {
      const ValuedNest& nest = nests[g][i];
      const std::size_t at = (g / sectors * users + nest.user) * sectors + g % sectors;
      out.factor[g * out.count + classes[i]] +=
          nest.spending * pow64(nest.slot_value, -exponent) / mean[g % sectors];
      out.share[at * out.count + classes[i]] += nest.spending / user_value[nest.user];
      class_value[classes[i]] += nest.spending;
    }
    for (std::size_t c = 0; c < out.count; ++c) {
      if (class_value[c] > 0.0) out.factor[g * out.count + c] /= class_value[c];
    }
  }
  return out;
}

}  // namespace entrepot::test
