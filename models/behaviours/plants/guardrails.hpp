// Guardrails of capital subsidies: firms that take the money may not build elsewhere for a while.
#pragma once

#include <cstdint>

#include "sim/engine/action.hpp"

namespace entrepot::models {

// Element of a lever [owner's region][host][sector] for a firm of the world.
[[nodiscard]] double lever_of(const World& world, const std::vector<double>& lever, std::uint32_t firm,
                              std::size_t host);

// A firm that builds in a host whose treasury pays for it is bound by its guardrail from then on; a second
// subsidy may bind it longer. Nothing where no subsidy is paid.
void bind_by_guardrail(StepContext& context, std::uint32_t firm, std::size_t host);

// Whether a guardrail keeps a firm from building in a host in this step.
[[nodiscard]] bool bound_by_guardrail(const StepContext& context, std::uint32_t firm, std::size_t host);

// Whether a share reaches a firm in a host: one that it reaches at some share it reaches at any larger one.
[[nodiscard]] bool reached(Seed seed, double share, std::uint32_t firm, std::size_t host);

// Of a plant of the base abroad: whether its owner must give it up, and whether it may not grow (divestment,
// screening, or a guardrail that binds a firm of its enterprise).
[[nodiscard]] bool must_be_sold(const StepContext& context, std::uint32_t plant);
[[nodiscard]] bool may_not_grow(const StepContext& context, std::uint32_t plant);

}  // namespace entrepot::models
