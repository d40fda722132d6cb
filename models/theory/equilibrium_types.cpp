#include "models/theory/equilibrium_types.hpp"

#include <fmt/format.h>

namespace entrepot::theory {

NoEquilibrium::NoEquilibrium(const std::string& stage, const std::string& why, int iterations,
                             double residual, const std::string& worst)
    : RunError(fmt::format("no equilibrium found in {}: {} ({} iterations, residual {:.3g}, worst at {})",
                           stage, why, iterations, residual, worst)),
      iterations_(iterations),
      residual_(residual),
      worst_(worst) {}

}  // namespace entrepot::theory
