// Policy phase: a part of the links that bans close goes on by way of hubs.
#pragma once

#include <vector>

#include "models/behaviours/routes/routing_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// A ban closes the direct way. Where the world has base routes for its flow, the part `diversion` of the
// links it would end finds a hub instead, split over the hubs by their base shares; a hub takes no more than
// it can handle, and nothing that it may not buy or sell itself. The lever then holds the links that do end,
// and Routing sends the goods of the others by their hubs (docs/decisions/0045-routes-and-front-loading.md).
class Diversion : public Action {
 public:
  Diversion(const World& world, const RoutingSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::policy; }
  [[nodiscard]] std::string_view name() const override { return "diversion"; }
  [[nodiscard]] Access access() const override { return {{"levers.ban"}, {"levers.ban"}}; }
  void run(StepContext& context) override;

  // Of this step: links of a flow that go by this route over those that may trade; 0 without a ban.
  [[nodiscard]] double share(std::size_t route, std::size_t product) const {
    return share_.empty() ? 0.0 : share_[route * world_.table.n_products() + product];
  }

 private:
  void ask(const std::vector<double>& ban);
  void fit(std::vector<double>& ban);
  [[nodiscard]] FlowId flow(const BaseRoute& route, std::size_t product) const {
    return world_.axes().flow(route.destination, route.origin, ProductId(product));
  }
  [[nodiscard]] std::size_t hub_group(const BaseRoute& route, std::size_t product) const;

  const World& world_;
  double part_;                // of the links under a ban
  std::vector<double> gate_;   // [destination][cell] base trade, million USD per year
  std::vector<double> room_;   // [hub][sector] million USD per year
  std::vector<double> total_;  // [route][product] base shares of all routes of its pair
  // Of this step.
  std::vector<double> share_;  // [route][product]; empty: no bans
  std::vector<double> asked_;  // [hub][sector] million USD per year
};

}  // namespace entrepot::models
