#include "sim/graph/bgl_view.hpp"

#include <utility>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/graph/transpose.hpp"

namespace entrepot {

const BglView::Graph& BglView::graph() const {
  std::call_once(built_, [this] { graph_ = build(); });
  return graph_;
}

BglView::Graph BglView::build() const {
  const std::size_t slots = links_.slot_supplier.size();
  ENTREPOT_VALIDATE(
      links_.slot_weight.size() == slots && links_.nest_first.size() == links_.nest_buyer.size() + 1,
      "the spans of a production graph must fit each other");
  const std::vector<std::uint32_t> buyer = slot_buyers(links_);
  const std::span<const std::uint32_t> source =
      direction_ == Direction::downstream ? links_.slot_supplier : std::span<const std::uint32_t>(buyer);
  const std::span<const std::uint32_t> target =
      direction_ == Direction::downstream ? std::span<const std::uint32_t>(buyer) : links_.slot_supplier;
  const Transpose by_source = transpose(source, links_.nodes());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  std::vector<float> weight;
  edges.reserve(slots);
  weight.reserve(slots);
  for (const std::uint32_t slot : by_source.slot) {
    edges.emplace_back(source[slot], target[slot]);
    weight.push_back(links_.slot_weight[slot]);
  }
  return {boost::edges_are_sorted,
          edges.begin(),
          edges.end(),
          weight.begin(),
          static_cast<std::uint32_t>(links_.nodes()),
          static_cast<std::uint32_t>(slots)};
}

}  // namespace entrepot
