#include "outputs/compare/grouping.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

using Names = std::vector<std::string>;

const std::map<std::string, GroupingRule>& rules() {
  constexpr bool own = false;
  constexpr bool baseline = true;
  static const std::map<std::string, GroupingRule> all = {
#define ENTREPOT_GROUPING(metric, adds, weight, axes, of) {#metric, {words(adds), weight, words(axes), of}},
#include "outputs/compare/grouping.def"
#undef ENTREPOT_GROUPING
  };
  return all;
}

bool is_amount(const VariableInfo& info) { return !info.units.empty() && info.units != "1"; }

// Row-major strides of axes of these sizes.
std::vector<std::size_t> strides(const std::vector<std::size_t>& sizes) {
  std::vector<std::size_t> out(sizes.size(), 1);
  for (std::size_t i = sizes.size(); i-- > 1;) out[i - 1] = out[i] * sizes[i];
  return out;
}

// Which values of the weight metric count: foreign trade where both ends are axes, goods where sectors are
// summed.
class Counted {
 public:
  Counted(const ResultReader& reader, const std::string& group, const VariableInfo& weight,
          const GroupingRule& rule) {
    const bool is_trade = !holds(weight.axes, "hub");  // what is in a hub's exports counts, whosever it is
    for (std::size_t i = 0; i < weight.axes.size(); ++i) {
      if (is_trade && weight.axes[i] == "origin") origin_ = i;
      if (is_trade && weight.axes[i] == "destination") destination_ = i;
      if (weight.axes[i] == "sector" && !holds(rule.weight_axes, "sector")) sector_ = i;
    }
    if (!sector_) return;
    const Names goods = goods_sectors(reader);
    if (goods.empty())
      throw NoGrouping(reader, weight, "sector", "the file does not say which sectors are goods");
    for (const std::string& sector : reader.axis(group, "sector").labels)
      is_goods_.push_back(holds(goods, sector));
  }
  [[nodiscard]] bool operator()(const std::vector<std::size_t>& at) const {
    if (origin_ && destination_ && at[*origin_] == at[*destination_]) return false;
    return !sector_ || is_goods_[at[*sector_]];
  }

 private:
  std::optional<std::size_t> origin_, destination_, sector_;
  std::vector<bool> is_goods_;
};

// Sums of the weight metric over the axes it does not keep: [kept axes, time first].
class WeightSums {
 public:
  WeightSums(const ResultReader& reader, const std::string& group, const GroupingRule& rule,
             std::size_t replicate)
      : weight_(reader.info(group, rule.weight)) {
    kept_.assign(weight_.axes.size(), 0);
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < weight_.axes.size(); ++i) {
      if (i != 0 && !holds(rule.weight_axes, weight_.axes[i])) continue;
      names_.push_back(weight_.axes[i]);
      sizes.push_back(weight_.sizes[i]);
    }
    strides_ = strides(sizes);
    for (std::size_t k = 0, i = 0; i < weight_.axes.size(); ++i) {
      if (k < names_.size() && weight_.axes[i] == names_[k]) kept_[i] = strides_[k++];
    }
    sums_.assign(sizes.empty() ? 1 : sizes[0] * strides_[0], 0.0);
    add(reader.read(group, rule.weight, replicate), Counted(reader, group, weight_, rule));
  }
  // Stride of an axis by name; 0 where it is summed or absent.
  [[nodiscard]] std::size_t stride(const std::string& axis) const {
    const auto at = std::find(names_.begin(), names_.end(), axis);
    return at == names_.end() ? 0 : strides_[static_cast<std::size_t>(at - names_.begin())];
  }
  [[nodiscard]] double at(std::size_t position) const { return sums_[position]; }

 private:
  void add(const std::vector<double>& values, const Counted& counted) {
    std::vector<std::size_t> at(weight_.axes.size(), 0);
    for (const double value : values) {
      std::size_t to = 0;
      for (std::size_t i = 0; i < at.size(); ++i) to += at[i] * kept_[i];
      if (counted(at) && !std::isnan(value)) sums_[to] += value;
      for (std::size_t i = at.size(); i-- > 0 && ++at[i] == weight_.sizes[i];) at[i] = 0;
    }
  }

  VariableInfo weight_;
  Names names_;
  std::vector<std::size_t> strides_, kept_;
  std::vector<double> sums_;
};

}  // namespace

NoGrouping::NoGrouping(const ResultReader& reader, const VariableInfo& info, const std::string& axis,
                       const std::string& why)
    : InputError(Fault{Place{reader.path(), 0, 0, ""},
                       fmt::format("{} cannot be grouped over {}", info.name, axis), why,
                       "leave --group out, or choose another --metric"}),
      why_(fmt::format("it cannot be grouped over {}: {}", axis, why)) {}

GroupingRule grouping_rule(const ResultReader& reader, const VariableInfo& info, const Names& axes) {
  if (is_amount(info)) return {info.axes, "", {}, false};
  const auto found = rules().find(info.name);
  for (const std::string& axis : axes) {
    if (found != rules().end() && (holds(found->second.adds_over, axis) || !found->second.weight.empty()))
      continue;
    throw NoGrouping(reader, info, axis, "it is neither an amount nor a mean with a known weight");
  }
  GroupingRule rule = found->second;
  const bool all_add = std::all_of(axes.begin(), axes.end(),
                                   [&](const std::string& axis) { return holds(rule.adds_over, axis); });
  if (all_add) rule.weight.clear();
  return rule;
}

std::optional<GroupingRule> ratio_rule(const VariableInfo& info) {
  const auto found = rules().find(info.name);
  if (found == rules().end() || found->second.weight.empty() || found->second.weight_of_baseline) return {};
  return found->second;
}

bool has_weight(const ResultReader& reader, const std::string& group, const GroupingRule& rule) {
  if (!holds(reader.metrics(group), rule.weight)) return false;
  const bool sums_sectors =
      holds(reader.info(group, rule.weight).axes, "sector") && !holds(rule.weight_axes, "sector");
  return !sums_sectors || !goods_sectors(reader).empty();
}

std::string weight_name(const GroupingRule& rule) {
  if (rule.weight.empty()) return "";
  return fmt::format("{}{}", rule.weight, rule.weight_of_baseline ? " of the baseline" : "");
}

std::vector<double> read_weights(const ResultReader& reader, const std::string& group,
                                 const VariableInfo& info, const GroupingRule& rule, std::size_t replicate,
                                 const Selection& selection) {
  const bool baseline = rule.weight_of_baseline && reader.has_group("baseline");
  const std::string from = baseline ? "baseline" : group;
  const Names metrics = reader.metrics(from);
  if (!holds(metrics, rule.weight))
    throw NoGrouping(reader, info, "labels", "its weight " + rule.weight + " is absent");
  const WeightSums sums(reader, from, rule, replicate);
  std::vector<std::size_t> positions{0};
  for (std::size_t i = 0; i < info.axes.size(); ++i) {
    const auto chosen = selection.find(info.axes[i]);
    std::vector<std::size_t> next;
    for (const std::size_t position : positions) {
      const std::size_t size = chosen == selection.end() ? info.sizes[i] : chosen->second.size();
      for (std::size_t k = 0; k < size; ++k) {
        const std::size_t at = chosen == selection.end() ? k : chosen->second[k];
        next.push_back(position + at * sums.stride(info.axes[i]));
      }
    }
    positions = std::move(next);
  }
  std::vector<double> weights;
  weights.reserve(positions.size());
  for (const std::size_t position : positions) weights.push_back(sums.at(position));
  return weights;
}

namespace {

// The members of one cell, `step` apart from `first` on.
struct Gathered {
  double sum = 0.0;       // of values, or of values times weights
  double weight = 0.0;    // of those that are there
  std::size_t found = 0;  // members with a value
};

Gathered gather(const GroupedValues& from, const AxisCell& cell, std::size_t first, std::size_t step,
                bool adds) {
  Gathered all;
  for (const std::size_t position : cell.positions) {
    const std::size_t at = first + position * step;
    if (std::isnan(from.values[at])) continue;
    ++all.found;
    all.sum += from.values[at] * (adds ? 1.0 : from.weights[at]);
    all.weight += from.weights[at];
  }
  return all;
}

double grouped_value(const Gathered& all, bool adds) {
  if (all.found == 0 || (!adds && all.weight <= 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return adds ? all.sum : all.sum / all.weight;
}

}  // namespace

GroupedValues group_axis(const GroupedValues& from, std::size_t inner, std::size_t length,
                         const std::vector<AxisCell>& cells, bool adds, std::size_t& missing) {
  const std::size_t outer = from.values.size() / inner / length;
  GroupedValues to;
  to.values.reserve(outer * cells.size() * inner);
  to.weights.reserve(outer * cells.size() * inner);
  for (std::size_t o = 0; o < outer; ++o) {
    for (const AxisCell& cell : cells) {
      for (std::size_t k = 0; k < inner; ++k) {
        const std::size_t first = o * length * inner + k;
        const std::size_t alone = first + cell.positions.front() * inner;
        const Gathered all = gather(from, cell, first, inner, adds);
        missing += cell.positions.size() > 1 ? cell.positions.size() - all.found : 0;
        to.values.push_back(cell.positions.size() == 1 ? from.values[alone] : grouped_value(all, adds));
        to.weights.push_back(adds ? from.weights[alone] : all.weight);  // sums keep the weight of other axes
      }
    }
  }
  return to;
}

}  // namespace entrepot::outputs
