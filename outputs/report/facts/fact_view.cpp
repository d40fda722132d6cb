#include "outputs/report/facts/fact_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace entrepot::outputs {

namespace {

std::size_t axis_position(const Cube& cube, const std::string& axis) {
  const auto at = std::find(cube.axes.begin(), cube.axes.end(), axis);
  if (at == cube.axes.end()) throw NotMeasured(fmt::format("{} has no axis {}", cube.metric, axis));
  return static_cast<std::size_t>(at - cube.axes.begin());
}

// [axis][position] whether it is kept.
std::vector<std::vector<bool>> kept_positions(const Cube& cube, const Where& where) {
  std::vector<std::vector<bool>> kept;
  for (const auto& labels : cube.labels) kept.emplace_back(labels.size(), true);
  for (const auto& [axis, wanted] : where) {
    const std::size_t a = axis_position(cube, axis);
    const std::vector<std::string>& labels = cube.labels[a];
    kept[a].assign(labels.size(), false);
    for (const std::string& label : wanted) {
      const auto at = std::find(labels.begin(), labels.end(), label);
      if (at == labels.end())
        throw NotMeasured(fmt::format("{} has no {} {} in this file", cube.metric, axis, label));
      kept[a][static_cast<std::size_t>(at - labels.begin())] = true;
    }
  }
  return kept;
}

}  // namespace

const std::vector<std::string>& labels_of(const Cube& cube, const std::string& axis) {
  return cube.labels[axis_position(cube, axis)];
}

std::vector<double> sums_by(const Cube& cube, const std::string& axis, const Where& where) {
  const std::vector<std::vector<bool>> kept = kept_positions(cube, where);
  const std::size_t by = axis_position(cube, axis);
  std::vector<double> out(cube.labels[by].size(), 0.0);
  for (std::size_t i = 0; i < cube.values.size(); ++i) {
    std::size_t rest = i;
    std::size_t label = 0;
    bool counts = true;
    for (std::size_t a = cube.axes.size(); a-- > 0;) {
      const std::size_t at = rest % cube.labels[a].size();
      rest /= cube.labels[a].size();
      counts = counts && kept[a][at];
      if (a == by) label = at;
    }
    if (counts) out[label] += cube.values[i];
  }
  return out;
}

double sum(const Cube& cube, const Where& where) {
  if (cube.axes.empty()) return cube.values.front();
  double total = 0.0;
  for (const double part : sums_by(cube, cube.axes.front(), where)) total += part;
  return total;
}

FactWorld fact_world(const std::string& goods_text, const std::string& products) {
  FactWorld world;
  std::istringstream words(goods_text);
  for (std::string word; words >> word;) world.goods.push_back(word);
  std::istringstream lines(products);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string code;
    FactWorld::Product product;
    const bool read = static_cast<bool>(fields >> code >> product.list >> product.sector);
    const auto& goods = world.goods;
    if (read && std::find(goods.begin(), goods.end(), product.sector) != goods.end())
      world.products[code] = product;
  }
  return world;
}

const std::vector<std::string>& FactView::goods() const {
  if (world_->goods.empty()) throw NotMeasured("the file does not say which sectors are goods");
  return world_->goods;
}

const std::map<std::string, FactWorld::Product>& FactView::products() const {
  if (world_->products.empty())
    throw NotMeasured("the file does not say which products are on which list: written by an older version");
  return world_->products;
}

}  // namespace entrepot::outputs
