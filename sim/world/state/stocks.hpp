// Stocks of goods that buyers hold (model.md section 6). All arrays are empty while nobody holds stocks.
#pragma once

#include <cstdint>
#include <vector>

namespace entrepot {

// What a nest holds is counted in units of the nest's composite good: spending over the nest's price, money
// units at base prices.
struct Stocks {
  // [nest of a firm, then of a site]
  std::vector<float> nest_stock;  // on hand: from the order phase to settle with this step's purchases
  std::vector<float> nest_need;   // units per unit of the firm's output, at this step's prices
  std::vector<float> nest_price;  // nest price of this step, base = 1

  // [firm, then site]
  std::vector<float> firm_expected;  // output for which inputs are stocked, goods per month; smoothed
  std::vector<float> firm_limit;     // output that critical inputs on hand allow, goods per month
  // Purchases of stocked inputs, purchaser prices; after settle the change of stocks at cost.
  std::vector<std::int64_t> firm_change;

  // [final nest] goods for final use, held by retailers
  std::vector<double> final_stock;
  std::vector<double> final_use;           // planned, units per month
  std::vector<double> final_expected;      // smoothed use
  std::vector<double> final_factor;        // orders over planned use
  std::vector<std::int64_t> final_bought;  // purchaser prices
  std::vector<std::int64_t> final_cut;     // what rationing took from orders, purchaser prices

  // [destination][cell] bought ahead of announced terms; empty until something is
  std::vector<double> ahead;           // goods units in stock
  std::vector<double> order_multiple;  // orders of this step over those without; empty = 1

  // [region][input sector] at the end of the step, money units at base prices
  std::vector<double> held;
  std::vector<double> missing;  // need of this step's production that nothing on hand could meet

  [[nodiscard]] bool on() const { return !firm_expected.empty(); }
};

}  // namespace entrepot
