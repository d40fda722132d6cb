#include "sim/world/firms/fixed_links.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/world/firms/firm_register.hpp"
#include "sim/world/synthesis/nest_layout.hpp"
#include "sim/world/synthesis/purchaser_flows.hpp"

namespace entrepot {

namespace {

// Links leave this part of a flow or of a firm's sales to the draw: more than what rounding of spending to
// float32 can amount to, so that whatever else is bought finds a seller.
constexpr double most_of_a_margin = 1.0 - 1e-6;

// A kind of sums that the table limits: how many there are, and whether they count values at the gate.
struct Margin {
  std::size_t keys = 0;
  bool at_gate = false;
};

class LinkFit {
 public:
  LinkFit(const World& world, const std::vector<float>& spending)
      : world_(world), table_(world.table), axes_(world.axes()), spending_(spending) {}

  FixedLinks run(std::vector<std::string>& notes);

 private:
  void find_firms();
  void gather();
  void keep_crowded();
  template <class Key, class Limit>
  double shrink(const Margin& margin, const Key& key, const Limit& limit);
  double shrink_to_spending();
  double shrink_to_flows();
  double shrink_to_outputs();
  [[nodiscard]] double limit_of_use(GroupId user, GroupId supplier) const;
  [[nodiscard]] double limit_of_product_use(GroupId user, CellId cell) const;
  [[nodiscard]] double limit_of_flow(FlowId flow) const;
  [[nodiscard]] double total() const;
  [[nodiscard]] CellId cell_of(const FixedLink& link) const {
    return CellId(world_.firm_cell[link.supplier]);
  }
  [[nodiscard]] RegionId destination(const FixedLink& link) const {
    return axes_.region_of(GroupId(link.user));
  }
  [[nodiscard]] FlowId flow_of(const FixedLink& link) const {
    return axes_.flow(destination(link), cell_of(link));
  }
  // (user group, supply cell)
  [[nodiscard]] std::size_t place_of(const FixedLink& link) const {
    return link.user * axes_.n_cells() + cell_of(link).index();
  }
  [[nodiscard]] double gate_value(const FixedLink& link) const {
    return link.value / (1.0 + table_.base_duty[flow_of(link).index()]);
  }
  [[nodiscard]] FixedLinks margins();

  const World& world_;
  const WorldTable& table_;
  Axes axes_;
  const std::vector<float>& spending_;
  std::vector<std::uint32_t> firm_of_;   // [entry] firm, or no_entry
  std::vector<std::uint32_t> block_of_;  // [firm]
  std::vector<FixedLink> links_;
};

void LinkFit::find_firms() {
  firm_of_.assign(table_.firm_register->size(), no_entry);
  for (std::uint32_t f = 0; f < world_.n_firms(); ++f)
    if (world_.firm_entry[f] != no_entry) firm_of_[world_.firm_entry[f]] = f;
  block_of_.resize(world_.n_firms());
  for (std::uint32_t b = 0; b < world_.blocks.size(); ++b) {
    const Block& block = world_.blocks[b];
    std::fill_n(block_of_.begin() + block.first_firm, block.firm_count, b);
  }
}

// The links between placed firms, as the buyer pays them.
void LinkFit::gather() {
  const FirmRegister& firms = *table_.firm_register;
  for (const RegisterLink& link : firms.links) {
    const std::uint32_t buyer = firm_of_[link.buyer];
    const std::uint32_t supplier = firm_of_[link.supplier];
    if (buyer == no_entry || supplier == no_entry) continue;
    const Block& block = world_.blocks[block_of_[buyer]];
    const CellId cell(world_.firm_cell[supplier]);
    FixedLink fixed;
    fixed.nest = nest_of(block, buyer, axes_.sector_of(cell).index());
    fixed.supplier = supplier;
    fixed.user = block.group;
    fixed.value = link.value * world_.firm_output[supplier] / firms.output[link.supplier] *
                  (1.0 + table_.base_duty[flow_of(fixed).index()]);
    links_.push_back(fixed);
  }
}

// Pairs (place, firm), each once: how many firms each place has.
std::vector<std::uint32_t> firms_at(std::vector<std::uint64_t>& pairs, std::size_t places) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<std::uint32_t> count(places, 0);
  for (const std::uint64_t pair : pairs) ++count[pair >> 32U];
  return count;
}

// A nest is a buyer's for one sector: within a place it tells buyers apart.
void LinkFit::keep_crowded() {
  const std::uint32_t least = table_.firm_register->min_firms;
  if (least == 0) return;
  std::vector<std::uint64_t> buyers;
  std::vector<std::uint64_t> suppliers;
  for (const FixedLink& link : links_) {
    buyers.push_back(std::uint64_t{place_of(link)} << 32U | link.nest);
    suppliers.push_back(std::uint64_t{place_of(link)} << 32U | link.supplier);
  }
  const std::size_t places = axes_.n_groups() * axes_.n_cells();
  const std::vector<std::uint32_t> buying = firms_at(buyers, places);
  const std::vector<std::uint32_t> selling = firms_at(suppliers, places);
  std::erase_if(links_, [&](const FixedLink& link) {
    return buying[place_of(link)] < least || selling[place_of(link)] < least;
  });
}

// Links of each key fall alike until their sum is within its limit; returns what they lost.
template <class Key, class Limit>
double LinkFit::shrink(const Margin& margin, const Key& key, const Limit& limit) {
  std::vector<double> factor(margin.keys, 0.0);
  for (const FixedLink& link : links_) factor[key(link)] += margin.at_gate ? gate_value(link) : link.value;
  for (std::size_t k = 0; k < margin.keys; ++k) {
    if (!(factor[k] > 0.0)) continue;
    const double most = limit(k);
    factor[k] = factor[k] > most ? most / factor[k] : 1.0;
  }
  double lost = 0.0;
  for (FixedLink& link : links_) {
    const double before = link.value;
    link.value *= factor[key(link)];
    lost += before - link.value;
  }
  return lost;
}

double LinkFit::shrink_to_spending() {
  return shrink(
      {world_.firm_nests()}, [](const FixedLink& link) { return link.nest; },
      [&](std::size_t nest) { return static_cast<double>(spending_[nest]); });
}

double LinkFit::shrink_to_outputs() {
  return shrink(
      {world_.n_firms(), true}, [](const FixedLink& link) { return link.supplier; },
      [&](std::size_t firm) { return most_of_a_margin * world_.firm_output[firm]; });
}

double LinkFit::limit_of_use(GroupId user, GroupId supplier) const {
  return table_.z(supplier.index(), user.index()) * purchaser_factor(table_, axes_.region_of(user), supplier);
}

// Of a product in one use: only where each use has the origin's exact mix.
double LinkFit::limit_of_product_use(GroupId user, CellId cell) const {
  const RegionId to = axes_.region_of(user);
  const GroupId supplier = axes_.group_of(cell);
  if (!duty_varies(table_, to, supplier)) return 1e300;
  return table_.z(supplier.index(), user.index()) * purchaser_part(table_, axes_.flow(to, cell));
}

// Of a product over all uses.
double LinkFit::limit_of_flow(FlowId flow) const {
  const std::size_t supplier = axes_.group_of(axes_.cell_of(flow)).index();
  const RegionId to = axes_.destination_of(flow);
  double basic = table_.f(supplier, to.index());
  for (const GroupId user : axes_.groups_of(to)) basic += table_.z(supplier, user.index());
  return basic * purchaser_part(table_, flow);
}

double LinkFit::shrink_to_flows() {
  const std::size_t groups = axes_.n_groups();
  const std::size_t cells = axes_.n_cells();
  double lost = shrink(
      {groups * groups},
      [&](const FixedLink& link) { return link.user * groups + axes_.group_of(cell_of(link)).index(); },
      [&](std::size_t k) {
        return most_of_a_margin * limit_of_use(GroupId(k / groups), GroupId(k % groups));
      });
  lost += shrink(
      {groups * cells}, [&](const FixedLink& link) { return place_of(link); },
      [&](std::size_t k) {
        return most_of_a_margin * limit_of_product_use(GroupId(k / cells), CellId(k % cells));
      });
  return lost + shrink(
                    {axes_.n_flows()}, [&](const FixedLink& link) { return flow_of(link).index(); },
                    [&](std::size_t k) { return most_of_a_margin * limit_of_flow(FlowId(k)); });
}

double LinkFit::total() const {
  double sum = 0.0;
  for (const FixedLink& link : links_) sum += link.value;
  return sum;
}

FixedLinks LinkFit::margins() {
  FixedLinks fixed;
  fixed.nest.assign(world_.firm_nests(), 0.0);
  fixed.flow.assign(axes_.n_groups() * axes_.n_cells(), 0.0);
  fixed.sold.assign(world_.n_firms(), 0.0);
  for (const FixedLink& link : links_) {
    fixed.nest[link.nest] += link.value;
    fixed.flow[link.user * axes_.n_cells() + cell_of(link).index()] += link.value;
    fixed.sold[link.supplier] += gate_value(link);
  }
  fixed.links = std::move(links_);
  return fixed;
}

FixedLinks LinkFit::run(std::vector<std::string>& notes) {
  find_firms();
  gather();
  keep_crowded();
  const double before = total();
  const double spending = shrink_to_spending();
  const double flows = shrink_to_flows();
  const double outputs = shrink_to_outputs();
  const std::size_t gathered = links_.size();
  std::erase_if(links_, [](const FixedLink& link) { return !(link.value > 0.0); });
  notes.push_back(fmt::format(
      "register: {} links between its firms are contracts of the base, {:.6g} of {:.6g} musd (purchaser "
      "prices, after the rescaling of suppliers); cut: {:.4g} by what buyers spend on the input, {:.4g} by "
      "the table's flows, {:.4g} by what suppliers make; {} links fall to 0",
      links_.size(), total(), before, spending, flows, outputs, gathered - links_.size()));
  return margins();
}

}  // namespace

FixedLinks fix_links(const World& world, const std::vector<float>& spending,
                     std::vector<std::string>& notes) {
  if (world.table.firm_register == nullptr || world.table.firm_register->links.empty()) return {};
  return LinkFit(world, spending).run(notes);
}

}  // namespace entrepot
