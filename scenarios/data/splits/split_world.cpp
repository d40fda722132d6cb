#include "scenarios/data/splits/split_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/data/splits/split_balance.hpp"

namespace entrepot::scenarios {

namespace {

class SplitCarrier {
 public:
  SplitCarrier(const WorldTable& whole, const SplitPlan& plan, WorldTable& parts)
      : whole_(whole), plan_(plan), parts_(parts), members_(whole.n_regions()), pieces_(whole.n_sectors()) {
    for (std::size_t r = 0; r < plan.regions.parent.size(); ++r)
      members_[plan.regions.parent[r]].push_back(r);
    for (std::size_t s = 0; s < plan.sectors.parent.size(); ++s) pieces_[plan.sectors.parent[s]].push_back(s);
  }

  void axes() {
    parts_.regions = plan_.regions.names;
    parts_.sectors = plan_.sectors.names;
    for (const std::size_t k : plan_.sectors.parent) {
      parts_.sector_is_goods.push_back(whole_.sector_is_goods[k]);
      parts_.sector_is_manufacturing.push_back(whole_.sector_is_manufacturing[k]);
      parts_.sector_parameters.push_back(whole_.sector_parameters[k]);
    }
    for (const ProductPart& product : plan_.products) {
      const bool own = product.parent == whole_.n_products();
      parts_.products.push_back(product.code);
      parts_.product_sector.emplace_back(product.sector);
      parts_.product_list.push_back(own ? "none" : whole_.product_list[product.parent]);
      parts_.product_hs.push_back(own ? "" : whole_.product_hs[product.parent]);
      const bool renamed = own || whole_.product_name[product.parent] == whole_.products[product.parent];
      parts_.product_name.push_back(renamed ? product.code : whole_.product_name[product.parent]);
    }
    for (const std::string& region : whole_.product_detail)
      for (std::size_t r = 0; r < parts_.regions.size(); ++r)
        if (whole_.regions[plan_.regions.parent[r]] == region)
          parts_.product_detail.push_back(parts_.regions[r]);
  }

  void refuse_equal_codes(const std::string& file) const {
    Faults faults;
    std::set<std::string> seen;
    for (const std::string& code : parts_.products)
      if (!seen.insert(code).second)
        faults.add({file, 0, 0, ""}, fmt::format("two products would be called {}", code),
                   "a part without products has one of its own name", "give the part another name");
    faults.throw_if_any();
  }

  void mixes() {
    parts_.product_mix.assign(parts_.n_regions() * parts_.n_products(), 0.0);
    for (std::size_t r = 0; r < parts_.n_regions(); ++r) {
      const std::size_t origin = plan_.regions.parent[r];
      lay_mix(origin, &whole_.product_mix[origin * whole_.n_products()],
              &parts_.product_mix[r * parts_.n_products()]);
    }
    if (whole_.product_mix_to.empty()) return;
    parts_.product_mix_to.assign(parts_.n_regions() * parts_.n_regions() * parts_.n_products(), 0.0);
    for (std::size_t n = 0; n < parts_.n_regions(); ++n) {
      for (std::size_t r = 0; r < parts_.n_regions(); ++r) {
        const std::size_t origin = plan_.regions.parent[r];
        lay_mix(origin, &whole_.product_mix_to[whole_.duty_index(plan_.regions.parent[n], origin, 0)],
                &parts_.product_mix_to[parts_.duty_index(n, r, 0)]);
      }
    }
  }

  void duties() {
    parts_.base_duty.assign(parts_.n_regions() * parts_.n_regions() * parts_.n_products(), 0.0);
    for (std::size_t n = 0; n < parts_.n_regions(); ++n) {
      for (std::size_t r = 0; r < parts_.n_regions(); ++r) {
        const std::size_t to = plan_.regions.parent[n];
        const std::size_t from = plan_.regions.parent[r];
        for (std::size_t p = 0; p < parts_.n_products(); ++p) {
          const std::size_t old = plan_.products[p].parent;
          parts_.base_duty[parts_.duty_index(n, r, p)] =
              old < whole_.n_products() ? whole_.base_duty[whole_.duty_index(to, from, old)]
                                        : mean_duty(to, from, plan_.products[p].sector);
        }
      }
    }
  }

  void sectors() {
    if (!whole_.critical_input.empty()) {
      for (const std::size_t user : plan_.sectors.parent)
        for (const std::size_t input : plan_.sectors.parent)
          parts_.critical_input.push_back(whole_.critical_input[user * whole_.n_sectors() + input]);
    }
    if (!whole_.capital_mix.empty()) {
      const std::vector<double> final_use = final_use_by_sector();
      for (std::size_t s = 0; s < parts_.n_sectors(); ++s) {
        const std::vector<std::size_t>& siblings = pieces_[plan_.sectors.parent[s]];
        double all = 0.0;
        for (const std::size_t one : siblings) all += final_use[one];
        const double share = siblings.size() == 1 ? 1.0
                             : all > 0.0          ? final_use[s] / all
                                                  : 1.0 / static_cast<double>(siblings.size());
        parts_.capital_mix.push_back(whole_.capital_mix[plan_.sectors.parent[s]] * share);
      }
    }
    for (std::size_t g = 0; g < parts_.n_groups(); ++g) {
      const std::size_t old = plan_.group_parent(g, whole_.n_sectors());
      if (!whole_.technology_level.empty()) parts_.technology_level.push_back(whole_.technology_level[old]);
      if (!whole_.employment.empty())
        parts_.employment.push_back(whole_.employment[old] * plan_.value_added[g].value);
    }
  }

  void places() {
    for (const std::size_t i : plan_.regions.parent) {
      for (const std::size_t n : plan_.regions.parent) {
        if (!whole_.distance_km.empty())
          parts_.distance_km.push_back(whole_.distance_km[i * whole_.n_regions() + n]);
        if (!whole_.political_distance.empty())
          parts_.political_distance.push_back(whole_.political_distance[i * whole_.n_regions() + n]);
      }
      if (!whole_.plant_cost.empty()) parts_.plant_cost.push_back(whole_.plant_cost[i]);
    }
    for (const ClubMember& member : whole_.clubs)
      for (const std::size_t r : members_[member.region])
        parts_.clubs.push_back({member.club, r, member.from, member.until});
    std::sort(parts_.clubs.begin(), parts_.clubs.end(), [](const ClubMember& a, const ClubMember& b) {
      return std::tie(a.club, a.region, a.from, a.until) < std::tie(b.club, b.region, b.from, b.until);
    });
  }

  // Members share the way of a region's goods, and what goes by way of it, as they make goods.
  void routes() {
    for (const BaseRoute& route : whole_.base_routes) {
      for (const std::size_t from : members_[route.origin.index()])
        for (const std::size_t to : members_[route.destination.index()])
          for (const std::size_t hub : members_[route.hub.index()]) {
            BaseRoute part{RegionId(from), RegionId(hub), RegionId(to), route.share * size_of(hub), {}};
            for (const ProductPart& product : plan_.products) {
              if (route.by_product.empty()) break;
              part.by_product.push_back(product.parent < whole_.n_products()
                                            ? route.by_product[product.parent] * size_of(hub)
                                            : part.share);
            }
            parts_.base_routes.push_back(std::move(part));
          }
    }
    std::sort(parts_.base_routes.begin(), parts_.base_routes.end(),
              [](const BaseRoute& a, const BaseRoute& b) {
                return std::tie(a.origin, a.destination, a.hub) < std::tie(b.origin, b.destination, b.hub);
              });
  }

  void owners() {
    for (const OwnerShare& share : whole_.owner_shares)
      for (const std::size_t host : members_[share.host.index()])
        for (const std::size_t sector : pieces_[share.sector.index()])
          for (const std::size_t owner : members_[share.owner.index()]) {
            OwnerShare part = share;
            part.host = RegionId(host);
            part.sector = SectorId(sector);
            part.owner = RegionId(owner);
            part.output *= size_of(owner);
            part.exports *= size_of(owner);
            parts_.owner_shares.push_back(part);
          }
    for (const OwnerFlowShare& share : whole_.owner_flow_shares)
      for (const std::size_t host : members_[share.host.index()])
        for (const std::size_t sector : pieces_[share.sector.index()])
          for (const std::size_t owner : members_[share.owner.index()])
            for (const std::size_t to : members_[share.destination.index()])
              parts_.owner_flow_shares.push_back({RegionId(host), SectorId(sector), RegionId(owner),
                                                  RegionId(to), share.share * size_of(owner),
                                                  share.judgement});
    const auto order = [](const auto& share) { return std::tuple(share.host, share.sector, share.owner); };
    std::stable_sort(parts_.owner_shares.begin(), parts_.owner_shares.end(),
                     [&](const auto& a, const auto& b) { return order(a) < order(b); });
    std::stable_sort(parts_.owner_flow_shares.begin(), parts_.owner_flow_shares.end(),
                     [&](const auto& a, const auto& b) {
                       return std::tuple(order(a), a.destination) < std::tuple(order(b), b.destination);
                     });
  }

 private:
  // Share of a member in the output of its region.
  [[nodiscard]] double size_of(std::size_t member) const {
    if (!plan_.regions.divided[member]) return 1.0;
    double all = 0.0;
    double own = 0.0;
    for (const std::size_t r : members_[plan_.regions.parent[member]])
      for (std::size_t s = 0; s < parts_.n_sectors(); ++s) {
        const double output = parts_.output[r * parts_.n_sectors() + s];
        all += output;
        if (r == member) own += output;
      }
    return all > 0.0 ? own / all : 0.0;
  }

  [[nodiscard]] std::vector<double> final_use_by_sector() const {
    std::vector<double> use(parts_.n_sectors(), 0.0);
    for (std::size_t g = 0; g < parts_.n_groups(); ++g)
      for (std::size_t n = 0; n < parts_.n_regions(); ++n) use[g % parts_.n_sectors()] += parts_.f(g, n);
    return use;
  }

  // Products of a part in the proportions that they have in the sector.
  void lay_mix(std::size_t origin, const double* before, double* after) const {
    std::vector<double> sum(parts_.n_sectors(), 0.0);
    std::vector<double> count(parts_.n_sectors(), 0.0);
    const auto weight = [&](const ProductPart& product) {
      if (product.parent == whole_.n_products()) return 1.0;
      return before[product.parent] * (product.share.empty() ? 1.0 : product.share[origin]);
    };
    for (const ProductPart& product : plan_.products) {
      sum[product.sector] += weight(product);
      count[product.sector] += 1.0;
    }
    for (std::size_t p = 0; p < plan_.products.size(); ++p) {
      const ProductPart& product = plan_.products[p];
      const std::size_t k = product.sector;
      // Of a sector that is not split, bits stay.
      if (!plan_.sectors.divided[k]) {
        after[p] = weight(product);
      } else {
        after[p] = sum[k] > 0.0 ? weight(product) / sum[k] : 1.0 / count[k];
      }
    }
  }

  [[nodiscard]] double mean_duty(std::size_t to, std::size_t from, std::size_t sector) const {
    double duty = 0.0;
    for (std::size_t p = 0; p < whole_.n_products(); ++p)
      if (whole_.product_sector[p].index() == plan_.sectors.parent[sector])
        duty += whole_.mix(to, from, p) * whole_.base_duty[whole_.duty_index(to, from, p)];
    return duty;
  }

  const WorldTable& whole_;
  const SplitPlan& plan_;
  WorldTable& parts_;
  std::vector<std::vector<std::size_t>> members_;  // [old region]
  std::vector<std::vector<std::size_t>> pieces_;   // [old sector]
};

}  // namespace

WorldTable split_world(const WorldTable& whole, const SplitPlan& plan, const std::string& file) {
  WorldTable parts;
  SplitCarrier carrier(whole, plan, parts);
  carrier.axes();
  carrier.refuse_equal_codes(file);
  const SplitBalance balance = balance_split(whole, plan, file, parts);
  carrier.mixes();
  carrier.duties();
  carrier.sectors();
  carrier.places();
  carrier.routes();
  carrier.owners();
  parts.notes = whole.notes;
  parts.notes.insert(parts.notes.end(), plan.notes.begin(), plan.notes.end());
  parts.notes.push_back(
      fmt::format("split in {} iterations; rows and columns of parts meet their shares to {:.1e}",
                  balance.iterations, balance.largest_error));
  return parts;
}

}  // namespace entrepot::scenarios
