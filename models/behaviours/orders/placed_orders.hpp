// What buyers bought in this step, after rationing: read only, for everything that sums over purchases later.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/orders/final_use.hpp"

namespace entrepot::models {

// What one slot pays its seller.
struct Purchase {
  std::uint32_t slot;
  CellId cell;             // it is bought from
  GroupId seller;          // the cell's (region, sector)
  std::int64_t money;      // money units at the seller's gate
  const CellTerms& terms;  // of the cell where it is bought
  [[nodiscard]] std::int64_t duty() const { return terms.duty_on(money); }
};

// A view, valid from an order phase to the next change of what slots, prices or budgets are. Purchases are
// not stored: they are worked out again from slots, with the arithmetic of the orders.
class PlacedOrders {
 public:
  // A piece of the work: a block of firms or a chunk of a region's final use; the other one is null.
  struct Part {
    const Buyers* firms;
    const FinalChunk* final_use;
    RegionId region;  // where they buy
    SectorId sector;  // the firms' own; of final use, what is bought

    // Firm that a purchase of a block of firms is by.
    [[nodiscard]] std::uint32_t buyer(std::uint32_t slot) const {
      return firms->first_firm + firms->slot_buyer[slot - firms->first_slot()];
    }
  };
  // What the view looks at, all of it the owner's.
  struct Sources {
    const SlotTerms& terms;
    const FinalUse& final_use;
    const std::vector<double>& kept;         // [cell] share shipped of the orders; empty: all of it
    const std::vector<GroupId>& cell_group;  // [cell]
    OrderTotals& work;                       // room for each thread's shares
  };

  PlacedOrders(StepContext& context, const Sources& sources) : context_(context), sources_(sources) {}

  // Calls visit(part) for all parts, in parallel: parts own their slots and their firms.
  template <class Visit>
  void for_each_part(const Visit& visit) const;
  // Calls visit(purchase) for all purchases of a part, in the order of slots.
  template <class Visit>
  void for_each_purchase(const Part& part, const Visit& visit) const;

 private:
  template <class Spending, class Visit>
  void visit_range(const SlotRange& slots, Spending buyers, const Visit& visit) const;
  [[nodiscard]] float* shares_of(const SlotRange& slots) const {
    std::vector<float>& share = sources_.work.mine().scratch.share;
    share.resize(slots.size());
    sources_.terms.set_shares(context_.state, slots, share.data());
    return share.data();
  }

  StepContext& context_;
  Sources sources_;
};

template <class Visit>
void PlacedOrders::for_each_part(const Visit& visit) const {
  const World& world = context_.world;
  const Axes axes = world.axes();
  const std::size_t blocks = firm_blocks(world, context_.state);
  context_.pool.for_each(blocks + world.final_chunks.size(), [&](std::size_t b) {
    if (b < blocks) {
      const Buyers firms = buyers_of(world, context_.state, b);
      visit(Part{&firms, nullptr, RegionId(firms.region), axes.sector_of(GroupId(firms.technology))});
    } else {
      const FinalChunk& chunk = world.final_chunks[b - blocks];
      const GroupId nest(chunk.nest);
      visit(Part{nullptr, &chunk, axes.region_of(nest), axes.sector_of(nest)});
    }
  });
}

template <class Visit>
void PlacedOrders::for_each_purchase(const Part& part, const Visit& visit) const {
  if (part.final_use != nullptr) {
    const SlotRange slots = sources_.terms.slots_of(*part.final_use);
    const double scale = sources_.final_use.scale(context_.state, part.final_use->nest);
    visit_range(slots, FinalSpending{scale, shares_of(slots)}, visit);
    return;
  }
  const Buyers& block = *part.firms;
  for (std::size_t k = 0; k < context_.world.table.n_sectors(); ++k) {
    const SlotRange slots = sources_.terms.slots_of(block, k);
    if (slots.empty()) continue;
    const FirmSpending spending{block.nest_scale + k * block.firm_count,
                                block.slot_buyer + (slots.first - block.first_slot()), shares_of(slots)};
    visit_range(slots, spending, visit);
  }
}

template <class Spending, class Visit>
void PlacedOrders::visit_range(const SlotRange& slots, const Spending buyers, const Visit& visit) const {
  const CellTerms* const terms = slots.market.terms;
  const std::uint16_t* const cells = context_.state.slot_cell.data();
  const GroupId* const group = sources_.cell_group.data();
  const double* const kept = sources_.kept.empty() ? nullptr : sources_.kept.data();
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    const std::uint16_t cell = cells[s];
    std::int64_t money = terms[cell].money_of(buyers.spending(s - slots.first));
    if (kept != nullptr && kept[cell] < 1.0) money = kept_money(money, kept[cell]);
    visit(Purchase{s, CellId(cell), group[cell], money, terms[cell]});
  }
}

}  // namespace entrepot::models
