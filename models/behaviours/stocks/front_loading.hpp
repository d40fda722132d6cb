// Buying ahead of announced terms: a surge of the flows they will hit, and a dip afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/stocks/alternatives.hpp"
#include "models/behaviours/stocks/holding.hpp"
#include "models/behaviours/stocks/known_terms.hpp"
#include "models/behaviours/stocks/listed_trade_shares.hpp"

namespace entrepot::models {

// A duty, ban, listing or iceberg cost that is known by notice, in an earlier month than it starts, raises
// the target of the flow (destination, origin, product) it will hit (model.md section 6): by the months of
// use whose holding costs as much as the goods' replacement will be dearer. They are replaced by the same at
// its later price, or by the best of what else may be bought where that is cheaper or the link must end. The
// months by which more is left to go than it takes to close a gap are held on top. Terms that stand at the
// end of a month are no news: a duty from the 3rd makes nobody stock up for the month after. All slots of the
// flow order the same multiple, within what its sellers' capacity leaves; the stock is kept by flow. When the
// terms bind the target is normal again: the flow's own orders fall until its stock is used up, and where it
// is banned, those of the product's other foreign origins do (home's only where no other may sell): what was
// bought ahead is imports brought forward.
class FrontLoading : public Action {
 public:
  FrontLoading(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::expect; }
  [[nodiscard]] std::string_view name() const override { return "front_loading"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  [[nodiscard]] std::size_t product_of(std::size_t cell) const {
    return world_.axes().product_of(CellId(cell)).index();
  }
  [[nodiscard]] bool is_foreign(std::size_t destination, std::size_t cell) const {
    return world_.axes().region_of(CellId(cell)) != RegionId(destination);
  }
  // [destination][product]
  [[nodiscard]] std::size_t bought(std::size_t destination, std::size_t product) const {
    return world_.axes().cell(RegionId(destination), ProductId(product)).index();
  }
  // What one destination's task looks at, and room for its markets.
  struct MarketView {
    const State& state;
    const FlowTerms& standing;
    const FlowTerms& later;
    int lag;
    Alternatives alternatives;
    std::vector<Alternatives::Offer> now, then;  // [origin]
  };
  [[nodiscard]] bool wanted(StepContext& context);
  void note_rises(const StepContext& context, const FlowTerms& standing, const FlowTerms& later, int lag);
  [[nodiscard]] bool rises(const MarketView& view, RegionId destination, ProductId product) const;
  void note_market(MarketView& view, RegionId destination, ProductId product);
  [[nodiscard]] double newly_listed(std::size_t flow) const;
  void book(State& state, std::size_t destination);
  void plan_own(StepContext& context, std::size_t destination) const;
  void fit_to_capacity(State& state) const;
  void plan(StepContext& context, std::size_t destination) const;
  void note_open(StepContext& context, std::size_t destination) const;
  void start(State& state) const;
  // Whether an origin's orders give way to stocks of banned flows of the product.
  [[nodiscard]] bool gives_way(const State& state, std::size_t destination, std::size_t cell) const {
    return is_foreign(destination, cell) ||
           state.front_loading.abroad[bought(destination, product_of(cell))] == 0;
  }

  const World& world_;
  StockpilingSettings settings_;
  CapacityPool pool_;
  Holding holding_;
  SourcingSettings sourcing_;
  KnownTerms known_;
  ListedTradeShares listed_;
  // Of this step: found before they are used.
  std::vector<float> months_;   // [destination][cell] months of use wanted in stock beyond the normal
  std::vector<double> normal_;  // [destination][cell] last step's flow without buying ahead, goods
  std::vector<float>
      listed_now_;  // [destination][cell] part that terms of single firms stop; empty = none new
  std::vector<float> listed_later_;  // the same in the month looked at
};

}  // namespace entrepot::models
