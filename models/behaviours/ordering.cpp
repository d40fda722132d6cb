#include "models/behaviours/ordering.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/world/nest_layout.hpp"

namespace entrepot {

Ordering::Ordering(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.ordering),
      own_prices_(settings.pricing.own),
      terms_(world.table.n_regions() * world.n_cells()),
      log_cost_(world.table.n_regions() * world.n_cells()),
      final_share_sum_(world.table.n_groups()),
      chunk_share_sum_(world.final_chunks.size()) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    price_exponent_.push_back(static_cast<float>(1.0 - slot_sigma(settings.ordering, world.table, k)));
  }
}

void Ordering::run(StepContext& context) {
  buffers_.resize(static_cast<std::size_t>(context.pool.threads()));
  for (Buffer& buffer : buffers_) make_room(buffer);
  if (own_prices_ && context.state.firm_log_price.empty()) {
    context.state.firm_log_price.assign(world_.n_firms(), 0.0F);
  }
  set_terms(context);
  price_final(context);
  const std::size_t blocks = world_.blocks.size();
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Buffer& buffer = buffers_[ThreadPool::thread_index()];
    b < blocks ? order_block(context, world_.blocks[b], buffer)
               : order_final(context, world_.final_chunks[b - blocks], buffer);
  });
  std::fill(context.state.flow.begin(), context.state.flow.end(), Flow{});
  for (RegionAccount& account : context.state.account) account.final_spending = account.unmet = 0;
  std::fill(context.state.firm_sales.begin(), context.state.firm_sales.end(), Sales{});
  merge(context);
}

void Ordering::make_room(Buffer& buffer) {
  if (buffer.sales.empty()) {
    buffer.sales.resize(world_.n_firms());
    buffer.flow.resize(world_.table.n_regions() * world_.n_cells());
    buffer.final_spending.resize(world_.table.n_regions());
    buffer.unmet.resize(world_.table.n_regions());
  }
}

void Ordering::set_terms(StepContext& context) {
  const State& state = context.state;
  const WorldTable& table = world_.table;
  context.pool.for_each(table.n_regions(), [&](std::size_t n) {
    for (std::size_t cell = 0; cell < world_.n_cells(); ++cell) {
      const std::size_t at = n * world_.n_cells() + cell;
      const std::size_t origin = cell / table.n_products();
      const std::size_t sector = table.product_sector[cell % table.n_products()].index();
      const double duty = context.levers.duty[at];
      const double price = state.group_price[origin * table.n_sectors() + sector];
      terms_[at] = {1.0 / (1.0 + duty), 1.0 / ((1.0 + duty) * price), duty};
      log_cost_[at] = static_cast<float>(state.log_cost[at]);
    }
  });
}

// Effective shares w d^(1-sigma) of the slots [first, end) of one input; d = delivered cost / z.
void Ordering::effective_shares(const StepContext& context, std::size_t destination, std::size_t input,
                                std::uint32_t first, std::uint32_t end, float* out) const {
  const State& state = context.state;
  const float* const log_cost = &log_cost_[destination * world_.n_cells()];
  const float exponent = price_exponent_[input];
  const std::size_t count = end - first;
  const std::uint16_t* const cell = &state.slot_cell[first];
  const float* const match = &state.slot_log_match[first];
  for (std::size_t s = 0; s < count; ++s) out[s] = log_cost[cell[s]] - match[s];
  if (own_prices_) {
    for (std::size_t s = 0; s < count; ++s) out[s] += state.firm_log_price[state.slot_supplier[first + s]];
  }
  const float* const weight = &world_.slot_weight[first];
  for (std::size_t s = 0; s < count; ++s) out[s] = weight[s] * exp32(exponent * out[s]);
}

// Nest prices and unit costs of a block; leaves the nests' spending over effective shares in
// state.nest_scale.
void Ordering::price_block(StepContext& context, const Block& block, Buffer& buffer) {
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t firms = block.firm_count;
  const std::size_t destination = block.group / sectors;
  const std::size_t nests = firms * sectors;
  const std::uint32_t first_slot = world_.nest_first[block.first_nest];
  buffer.effective.resize(world_.nest_first[block.first_nest + nests] - first_slot);
  buffer.total.resize(nests);
  buffer.log_price.resize(nests);
  buffer.exponent.resize(nests);
  for (std::size_t k = 0; k < sectors; ++k) {
    const std::uint32_t* const first = &world_.nest_first[block.first_nest + k * firms];
    if (first[0] == first[firms]) {
      std::fill_n(&buffer.total[k * firms], firms, 1.0F);
      continue;
    }
    float* const share = &buffer.effective[first[0] - first_slot];
    effective_shares(context, destination, k, first[0], first[firms], share);
    for (std::size_t f = 0; f < firms; ++f) {
      double sum = 0.0;
      for (std::uint32_t s = first[f] - first[0]; s < first[f + 1] - first[0]; ++s)
        sum += static_cast<double>(share[s]);
      buffer.total[k * firms + f] = first[f + 1] > first[f] ? static_cast<float>(sum) : 1.0F;
    }
  }
  const auto input_exponent = static_cast<float>(1.0 - settings_.input_elasticity);
  const bool cobb_douglas = settings_.input_elasticity == 1.0;
  buffer.scale.assign(firms, 0.0);
  for (std::size_t k = 0; k < sectors; ++k) {
    const float to_log_price = 1.0F / price_exponent_[k];
    const double gamma = world_.accounts.input_share[block.group * sectors + k];
    float* const log_price = &buffer.log_price[k * firms];
    float* const powered = &buffer.exponent[k * firms];
    const float* const total = &buffer.total[k * firms];
    for (std::size_t f = 0; f < firms; ++f) log_price[f] = log32(total[f]) * to_log_price;
    for (std::size_t f = 0; f < firms; ++f) powered[f] = exp32(input_exponent * log_price[f]);
    for (std::size_t f = 0; f < firms; ++f) {
      buffer.scale[f] += gamma * static_cast<double>(cobb_douglas ? log_price[f] : powered[f]);
    }
  }
  const double e = settings_.value_added_elasticity;
  const double beta = world_.accounts.labour_share[block.group];
  for (std::size_t f = 0; f < firms; ++f) {
    const double log_inputs =
        cobb_douglas ? buffer.scale[f] : log64(buffer.scale[f]) / (1.0 - settings_.input_elasticity);
    const double log_cost = e == 1.0 ? (1.0 - beta) * log_inputs
                                     : log64(beta + (1.0 - beta) * exp64((1.0 - e) * log_inputs)) / (1.0 - e);
    state.firm_cost[block.first_firm + f] = static_cast<float>(exp64(log_cost));
    buffer.scale[f] = state.firm_shipped[block.first_firm + f] *
                      exp64(e * log_cost + (settings_.input_elasticity - e) * log_inputs);
  }
  for (std::size_t k = 0; k < sectors; ++k) {
    const double coefficient = world_.input_coefficient(block.group, k);
    float* const scale = &state.nest_scale[block.first_nest + k * firms];
    for (std::size_t f = 0; f < firms; ++f) {
      const std::size_t nest = k * firms + f;
      scale[f] =
          static_cast<float>(buffer.scale[f] * coefficient * static_cast<double>(buffer.exponent[nest]) /
                             static_cast<double>(buffer.total[nest]));
    }
  }
}

// Adds the orders of the slots [first, end), which share one nest, to the sellers and to the border flows.
template <bool Own>
void Ordering::scatter(const StepContext& context, std::size_t destination, const float* effective,
                       std::uint32_t first, std::uint32_t end, double scale, Buffer& buffer, Flow& bought) {
  const State& state = context.state;
  const Terms* const terms = &terms_[destination * world_.n_cells()];
  Flow* const flow = &buffer.flow[destination * world_.n_cells()];
  for (std::uint32_t s = first; s < end; ++s) {
    const std::uint32_t supplier = state.slot_supplier[s];
    const std::uint16_t cell = state.slot_cell[s];
    const double spending = scale * static_cast<double>(effective[s - first]);
    double goods_per_money = terms[cell].goods;
    if constexpr (Own) goods_per_money *= exp64(-static_cast<double>(state.firm_log_price[supplier]));
    const std::int64_t money = round_half_even(spending * terms[cell].money);
    const std::int64_t duty = round_half_even(static_cast<double>(money) * terms[cell].duty);
    buffer.sales[supplier].money += money;
    buffer.sales[supplier].goods += round_half_even(spending * goods_per_money);
    flow[cell].money += money;
    flow[cell].duty += duty;
    bought.money += money;
    bought.duty += duty;
  }
}

void Ordering::order_block(StepContext& context, const Block& block, Buffer& buffer) {
  price_block(context, block, buffer);
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  const std::uint32_t first_slot = world_.nest_first[block.first_nest];
  for (std::uint32_t f = 0; f < block.firm_count; ++f) state.firm_inputs[block.first_firm + f] = Flow{};
  for (std::size_t k = 0; k < sectors; ++k) {
    for (std::uint32_t f = 0; f < block.firm_count; ++f) {
      const std::size_t nest = block.first_nest + k * block.firm_count + f;
      const std::uint32_t first = world_.nest_first[nest];
      const std::uint32_t end = world_.nest_first[nest + 1];
      const auto scale = static_cast<double>(state.nest_scale[nest]);
      const float* const effective = buffer.effective.data() + (first - first_slot);
      Flow& bought = state.firm_inputs[block.first_firm + f];
      own_prices_
          ? scatter<true>(context, block.group / sectors, effective, first, end, scale, buffer, bought)
          : scatter<false>(context, block.group / sectors, effective, first, end, scale, buffer, bought);
    }
  }
}

// Prices of the final nests: partial sums by chunk, merged in chunk order.
void Ordering::price_final(StepContext& context) {
  const std::size_t sectors = world_.table.n_sectors();
  context.pool.for_each(world_.final_chunks.size(), [&](std::size_t c) {
    const FinalChunk& chunk = world_.final_chunks[c];
    std::vector<float>& share = buffers_[ThreadPool::thread_index()].effective;
    share.resize(chunk.end_slot - chunk.first_slot);
    effective_shares(context, chunk.nest / sectors, chunk.nest % sectors, chunk.first_slot, chunk.end_slot,
                     share.data());
    double sum = 0.0;
    for (const float value : share) sum += static_cast<double>(value);
    chunk_share_sum_[c] = sum;
  });
  std::fill(final_share_sum_.begin(), final_share_sum_.end(), 0.0);
  for (std::size_t c = 0; c < chunk_share_sum_.size(); ++c) {
    final_share_sum_[world_.final_chunks[c].nest] += chunk_share_sum_[c];
  }
  for (std::size_t nest = 0; nest < final_share_sum_.size(); ++nest) {
    if (final_share_sum_[nest] > 0.0) {
      context.state.nest_price_final[nest] =
          pow64(final_share_sum_[nest], 1.0 / static_cast<double>(price_exponent_[nest % sectors]));
    }
  }
}

// Spending of a final nest over its effective shares: Cobb-Douglas across sectors.
double Ordering::final_scale(const StepContext& context, std::size_t nest) const {
  const std::size_t region = nest / world_.table.n_sectors();
  const double budget = world_.accounts.budget[region] * context.state.budget_factor[region];
  return budget * world_.accounts.budget_share[nest] / 12.0 / world_.unit_musd / final_share_sum_[nest];
}

void Ordering::order_final(StepContext& context, const FinalChunk& chunk, Buffer& buffer) {
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t region = chunk.nest / sectors;
  buffer.effective.resize(chunk.end_slot - chunk.first_slot);
  effective_shares(context, region, chunk.nest % sectors, chunk.first_slot, chunk.end_slot,
                   buffer.effective.data());
  const double scale = final_scale(context, chunk.nest);
  Flow bought;
  own_prices_ ? scatter<true>(context, region, buffer.effective.data(), chunk.first_slot, chunk.end_slot,
                              scale, buffer, bought)
              : scatter<false>(context, region, buffer.effective.data(), chunk.first_slot, chunk.end_slot,
                               scale, buffer, bought);
  buffer.final_spending[region] += bought.money + bought.duty;
}

// Adds the per-thread totals to the state and empties them.
void Ordering::merge(StepContext& context) {
  State& state = context.state;
  context.pool.for_each(
      world_.n_firms(),
      [&](std::size_t f) {
        for (Buffer& buffer : buffers_) {
          state.firm_sales[f].money += buffer.sales[f].money;
          state.firm_sales[f].goods += buffer.sales[f].goods;
          buffer.sales[f] = Sales{};
        }
      },
      4096);
  context.pool.for_each(
      state.flow.size(),
      [&](std::size_t c) {
        for (Buffer& buffer : buffers_) {
          state.flow[c].money += buffer.flow[c].money;
          state.flow[c].duty += buffer.flow[c].duty;
          buffer.flow[c] = Flow{};
        }
      },
      4096);
  for (Buffer& buffer : buffers_) {
    for (std::size_t n = 0; n < state.account.size(); ++n) {
      state.account[n].final_spending += buffer.final_spending[n];
      state.account[n].unmet += buffer.unmet[n];
      buffer.final_spending[n] = buffer.unmet[n] = 0;
    }
  }
}

// Cuts the orders of the slots [first, end) to rationed sellers; take(slot, cut) receives what the buyer gets
// back.
template <class Take>
void Ordering::each_rationed(StepContext& context, std::size_t destination, std::size_t input,
                             std::uint32_t first, std::uint32_t end, double scale,
                             const std::vector<double>& kept, Buffer& buffer, const Take& take) {
  const State& state = context.state;
  const std::size_t products = world_.table.n_products();
  const Terms* const terms = &terms_[destination * world_.n_cells()];
  for (std::uint32_t s = first; s < end; ++s) {
    const std::uint16_t cell = state.slot_cell[s];
    const double share = kept[cell / products * world_.table.n_sectors() + input];
    if (share >= 1.0) continue;
    float effective = 0.0F;
    effective_shares(context, destination, input, s, s + 1, &effective);
    const double spending = scale * static_cast<double>(effective);
    double goods_per_money = terms[cell].goods;
    if (own_prices_)
      goods_per_money *= exp64(-static_cast<double>(state.firm_log_price[state.slot_supplier[s]]));
    const std::int64_t money = round_half_even(spending * terms[cell].money);
    const std::int64_t goods = round_half_even(spending * goods_per_money);
    const std::int64_t duty = round_half_even(static_cast<double>(money) * terms[cell].duty);
    const auto kept_money = static_cast<std::int64_t>(static_cast<double>(money) * share);
    const auto kept_goods = static_cast<std::int64_t>(static_cast<double>(goods) * share);
    const Flow cut{money - kept_money,
                   duty - round_half_even(static_cast<double>(kept_money) * terms[cell].duty)};
    Sales& sales = buffer.sales[state.slot_supplier[s]];
    sales.money -= cut.money;
    sales.goods -= goods - kept_goods;
    Flow& flow = buffer.flow[destination * world_.n_cells() + cell];
    flow.money -= cut.money;
    flow.duty -= cut.duty;
    buffer.unmet[cell / products] += cut.money;
    take(cut);
  }
}

void Ordering::ration(StepContext& context, const std::vector<double>& kept) {
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  std::vector<bool> input_rationed(sectors, false);
  for (std::size_t g = 0; g < kept.size(); ++g) {
    if (kept[g] < 1.0) input_rationed[g % sectors] = true;
  }
  const std::size_t blocks = world_.blocks.size();
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Buffer& buffer = buffers_[ThreadPool::thread_index()];
    if (b >= blocks) {
      const FinalChunk& chunk = world_.final_chunks[b - blocks];
      if (!input_rationed[chunk.nest % sectors]) return;
      const std::size_t region = chunk.nest / sectors;
      each_rationed(context, region, chunk.nest % sectors, chunk.first_slot, chunk.end_slot,
                    final_scale(context, chunk.nest), kept, buffer,
                    [&](const Flow& cut) { buffer.final_spending[region] -= cut.money + cut.duty; });
      return;
    }
    const Block& block = world_.blocks[b];
    for (std::size_t k = 0; k < sectors; ++k) {
      if (!input_rationed[k]) continue;
      for (std::uint32_t f = 0; f < block.firm_count; ++f) {
        const std::size_t nest = block.first_nest + k * block.firm_count + f;
        each_rationed(context, block.group / sectors, k, world_.nest_first[nest], world_.nest_first[nest + 1],
                      static_cast<double>(state.nest_scale[nest]), kept, buffer, [&](const Flow& cut) {
                        state.firm_inputs[block.first_firm + f].money -= cut.money;
                        state.firm_inputs[block.first_firm + f].duty -= cut.duty;
                      });
      }
    }
  });
  merge(context);
}

}  // namespace entrepot
