// Buying ahead of announced terms: a surge of the flows they will hit, and a dip afterwards.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/model.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"

namespace entrepot::models {

// A known future duty, ban or iceberg cost raises the target of the flow (destination, origin, product) it
// will hit inside the lead time (model.md section 6): by as many months of the flow's use as the expected
// rise of its cost pays the holding for, bounded; a ban of all links counts as the bound. So what a nest buys
// ahead grows with the share of its supply that is hit and with the rise. All slots of the flow order the
// same multiple; the stock is kept by flow. When the terms bind the target is normal again: the flow's own
// orders fall until its stock is used up, and where it is banned, those of the product's other foreign
// origins do (home's only where no other may sell): what was bought ahead is imports brought forward.
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
  [[nodiscard]] bool wanted(StepContext& context);
  void note_rise(const StepContext& context, const Levers& later);
  void book(State& state, std::size_t destination);
  void plan(StepContext& context, std::size_t destination) const;
  void note_open(StepContext& context, std::size_t destination) const;
  void start(State& state) const;
  // Whether an origin's orders give way to stocks of banned flows of the product.
  [[nodiscard]] bool gives_way(const State& state, std::size_t destination, std::size_t cell) const {
    return is_foreign(destination, cell) ||
           state.front_loading.abroad[bought(destination, product_of(cell))] == 0;
  }

  const World& world_;
  StockRule rule_;
  StockpilingSettings settings_;
  // Of this step: found before they are used.
  std::vector<float> months_;   // [destination][cell] months of use wanted in stock beyond the normal
  std::vector<double> normal_;  // [destination][cell] last step's flow without buying ahead, goods
};

}  // namespace entrepot::models
