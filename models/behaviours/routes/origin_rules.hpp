// Rules of origin: whose goods customs take a shipment from a hub to be, and what it pays on arrival.
#pragma once

#include <vector>

#include "models/behaviours/routes/routing_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Inputs bought from the origin over output, [hub group][origin], in the base year.
[[nodiscard]] std::vector<double> base_content(const WorldTable& table);

class OriginRules {
 public:
  OriginRules(const World& world, const RoutingSettings& settings);

  // Duty and expected penalty on goods of the base route that were only handled in the hub, as a fraction of
  // their customs value there: the hub's duty, and with the probability that they are found out the fine
  // and, since handling does not make them the hub's, the origin's duty in its place.
  [[nodiscard]] double arrival_duty(const Levers& levers, std::size_t route, std::size_t product) const;
  [[nodiscard]] double base_arrival_duty(std::size_t route, std::size_t product) const;

  // The part of these that are fines.
  [[nodiscard]] double expected_fine(const Levers& levers, std::size_t route) const;
  [[nodiscard]] double base_expected_fine() const;

  // Look-through duty on goods made in a hub: adds to state.charge (and to ln delivered costs) the origin's
  // additional duty on the origin's content of the hub's exports. Nothing where no policy uses it. Contents
  // (RoutingState::content) are the base year's, then those of the last quarter-end step; of what a hub sells
  // to a destination, plants and firms at home count by their parts of it.
  void look_through(StepContext& context);

 private:
  struct Terms {
    double hub = 0.0;
    double origin = 0.0;
    double detection = 0.0;
    double fine = 0.0;
    double look_through = 0.0;
  };
  [[nodiscard]] double arrival(const Terms& terms) const;
  [[nodiscard]] std::size_t way(std::size_t destination, std::size_t hub, std::size_t origin) const;
  // Inputs from each origin over sales, [origin], of what a hub's group sells to a destination.
  [[nodiscard]] std::vector<double> content_of(const State& state, RegionId destination, GroupId group) const;
  // The part of each origin's content that enforcement counts as the origin's, [origin]; empty: none of any.
  [[nodiscard]] std::vector<double> counted_content(const StepContext& context, RegionId destination,
                                                    GroupId group) const;
  void charge_content(StepContext& context, FlowId flow, const std::vector<double>& content) const;
  void update_content(StepContext& context) const;

  const World& world_;
  RoutingSettings settings_;
};

}  // namespace entrepot::models
