#include "models/behaviours/sourcing/listings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/behaviours/sourcing/ranked_firms.hpp"
#include "sim/core/error.hpp"
#include "sim/core/fingerprint.hpp"
#include "sim/world/levers/firm_set.hpp"

namespace entrepot::models {

namespace {

// What tells terms apart, also in another run of the program.
std::uint64_t fingerprint(const FirmTerms& terms) {
  Fingerprint print;
  add_firm_set(print, *terms.firms);
  print.add(static_cast<int>(terms.part));
  print.add(static_cast<int>(terms.side));
  print.add(terms.ban.all());
  return print.value();
}

}  // namespace

bool Listings::update(StepContext& context) {
  const std::vector<FirmTerms>& now = context.levers.firms;
  std::vector<std::uint64_t>& last = context.state.sourcing.firm_terms;
  flow_ban_ = &context.levers.ban;
  moved_.clear();
  if (now.empty() && last.empty()) return false;
  if (now != terms_) {
    for (const FirmTerms& terms : now) mark(*terms.firms, context);
    classify(context, FirmSide::inputs, world_.n_cells(), input_class_, input_ban_);
    classify(context, FirmSide::sales, world_.table.n_regions(), sales_class_, sales_ban_);
    terms_ = now;
  }
  if (!sales_class_.empty()) close_cells(context.levers);
  std::vector<std::uint64_t> prints;
  for (const FirmTerms& terms : now) prints.push_back(fingerprint(terms));
  if (prints == last) return false;
  note_moved(context.state, prints);
  last = std::move(prints);
  return true;
}

// The named firms of the set; by size at the base, ties go to the firm that stands first.
const Listings::Named& Listings::named(const FirmSet& firms, Seed seed) {
  const auto found = named_.find(&firms);
  if (found != named_.end()) return found->second;
  Named all;
  for (const std::uint32_t group : firms.groups) {
    for (std::uint32_t f = world_.group_first[group]; f < world_.group_first[group + 1]; ++f)
      all.push_back(f);
  }
  if (!firms.numbers.empty()) {
    all = numbered(firms);
  } else if (!firms.ranked.empty()) {
    all = ranked_firms(world_, firms.ranked, seed);
    std::erase(all, no_such_firm);
  } else if (firms.random_share > 0.0) {
    std::erase_if(all, [&](std::uint32_t f) {
      return to_unit(random_words(seed, Stream::listed, f, 0, 0)[0]) >= firms.random_share;
    });
  } else if (!firms.everyone()) {
    std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
      return world_.firm_output[a] > world_.firm_output[b];
    });
    all.resize(firms.top_share > 0.0 ? largest(all, firms.top_share) : std::min(firms.top, all.size()));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return named_.emplace(&firms, std::move(all)).first->second;
}

// visit(firm) of the firms of a part of the set, ascending.
template <class Visit>
void Listings::for_each_of(const FirmSet& firms, FirmPart part, Seed seed, const Visit& visit) {
  const Named& listed = named(firms, seed);
  if (part == FirmPart::named) {
    for (const std::uint32_t f : listed) visit(f);
    return;
  }
  for (const std::uint32_t group : firms.groups) {
    for (std::uint32_t f = world_.group_first[group]; f < world_.group_first[group + 1]; ++f) {
      if (!std::binary_search(listed.begin(), listed.end(), f)) visit(f);
    }
  }
}

// Firms by number must be of the named regions and sectors: the others of these are their peers.
std::vector<std::uint32_t> Listings::numbered(const FirmSet& firms) const {
  const WorldTable& table = world_.table;
  for (const std::uint32_t f : firms.numbers) {
    const std::size_t cell = f < world_.n_firms() ? world_.firm_cell[f] : 0;
    const GroupId group = table.axes().group_of(CellId(cell));
    if (f < world_.n_firms() && std::binary_search(firms.groups.begin(), firms.groups.end(), group.get()))
      continue;
    throw InputError(
        Fault{{},
              fmt::format("firm {} is on a list of firms", f),
              f < world_.n_firms() ? fmt::format("it is of {} {}, which the policy does not name",
                                                 table.regions[table.axes().region_of(group).index()],
                                                 table.sectors[table.axes().sector_of(group).index()])
                                   : fmt::format("the world has {} firms", world_.n_firms()),
              "name its region in `listed` and its sector in `listed_sector`, or take it off the list"});
  }
  return firms.numbers;
}

// How many of the firms, by falling size, make this part of their output.
std::size_t Listings::largest(const std::vector<std::uint32_t>& by_size, double share) const {
  double left = 0.0;
  for (const std::uint32_t f : by_size) left += share * world_.firm_output[f];
  std::size_t count = 0;
  while (count < by_size.size() && left > 0.0) left -= world_.firm_output[by_size[count++]];
  return count;
}

// A firm that any policy names is listed; one that is merely beside such firms is a peer.
void Listings::mark(const FirmSet& firms, StepContext& context) {
  std::vector<FirmStatus>& status = context.state.firm_status;
  if (status.empty()) status.assign(world_.n_firms(), FirmStatus::other);
  for_each_of(firms, FirmPart::named, context.seed, [&](std::uint32_t f) { status[f] = FirmStatus::listed; });
  for_each_of(firms, FirmPart::peers, context.seed, [&](std::uint32_t f) {
    if (status[f] == FirmStatus::other) status[f] = FirmStatus::peer;
  });
}

// Each term splits the classes it meets in two; bans of one class overlap.
void Listings::classify(const StepContext& context, FirmSide side, std::size_t width,
                        std::vector<std::uint32_t>& firm_class, std::vector<double>& ban) {
  firm_class.clear();
  ban.clear();
  std::vector<std::size_t> split(world_.n_firms(), 0);
  std::vector<std::vector<const FirmTerms*>> terms_of(1);  // [class] in the order of policies
  for (const FirmTerms& at : context.levers.firms) {
    if (at.side != side || at.ban.empty()) continue;
    std::map<std::size_t, std::size_t> fresh;
    for_each_of(*at.firms, at.part, context.seed, [&](std::uint32_t f) {
      const auto [to, is_new] = fresh.try_emplace(split[f], terms_of.size());
      if (is_new) {
        terms_of.push_back(terms_of[split[f]]);
        terms_of.back().push_back(&at);
      }
      split[f] = to->second;
    });
  }
  if (terms_of.size() == 1) return;
  firm_class.assign(world_.n_firms(), 0);
  std::map<std::size_t, std::uint32_t> number;
  for (std::size_t f = 0; f < split.size(); ++f) {
    if (split[f] == 0) continue;
    const auto [to, is_new] = number.try_emplace(split[f], static_cast<std::uint32_t>(number.size() + 1));
    firm_class[f] = to->second;
    if (!is_new) continue;
    std::vector<double> of_class(width, 0.0);
    for (const FirmTerms* at : terms_of[split[f]]) {
      for (std::size_t i = 0; i < width; ++i) of_class[i] = LinkBans::both(of_class[i], at->ban[i]);
    }
    ban.insert(ban.end(), of_class.begin(), of_class.end());
  }
}

// Where all firms of a cell may not sell to a region, its flow is banned as far as the least listed of them.
void Listings::close_cells(const Levers& levers) {
  own_flow_ban_ = levers.ban;
  bool closed = false;
  const std::size_t regions = world_.table.n_regions();
  for (std::size_t cell = 0; cell < world_.n_cells(); ++cell) {
    const auto first = sales_class_.begin() + world_.cell_first[cell];
    const auto end = sales_class_.begin() + world_.cell_first[cell + 1];
    if (first == end || std::any_of(first, end, [](std::uint32_t c) { return c == 0; })) continue;
    for (std::size_t n = 0; n < regions; ++n) {
      double least = 1.0;
      for (auto at = first; at != end; ++at) least = std::min(least, sales_ban_[(*at - 1U) * regions + n]);
      if (!(least > 0.0)) continue;
      Levers::use(own_flow_ban_, world_.axes().n_flows());
      double& ban = own_flow_ban_[world_.axes().flow(RegionId(n), CellId(cell)).index()];
      ban = LinkBans::both(ban, least);
      closed = true;
    }
  }
  if (closed) flow_ban_ = &own_flow_ban_;
}

// Destinations whose links are to be looked through: those of the firms whose inputs are concerned (their
// plants may stand anywhere), and of buyers from them.
void Listings::note_moved(const State& state, const std::vector<std::uint64_t>& now) {
  const std::vector<std::uint64_t>& last = state.sourcing.firm_terms;
  moved_.assign(world_.table.n_regions(), false);
  for (std::size_t t = 0; t < now.size(); ++t) {
    const FirmTerms& terms = terms_[t];
    if (terms.ban.empty() || (t < last.size() && now[t] == last[t])) continue;
    if (terms.side == FirmSide::sales) {
      for (std::size_t n = 0; n < terms.ban.size(); ++n) moved_[n] = moved_[n] || terms.ban[n] > 0.0;
      continue;
    }
    for (const std::uint32_t group : terms.firms->groups)
      moved_[world_.axes().region_of(GroupId(group)).index()] = true;
    for (const SiteBlock& block : state.sites.blocks) moved_[block.host] = true;
  }
}

}  // namespace entrepot::models
