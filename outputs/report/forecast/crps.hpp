// The continuous ranked probability score: how far a forecast lies from what came, in its own units. Of a
// forecast without spread it is the absolute error; less is better.
#pragma once

#include <vector>

namespace entrepot::outputs {

// Of the distribution that gives every member the same weight: E|x - y| - E|x - x'| / 2. At least one member.
[[nodiscard]] double crps_of_ensemble(std::vector<double> members, double observed);

// Of a normal (Gneiting and Raftery 2007); `deviation` > 0.
[[nodiscard]] double crps_of_normal(double mean, double deviation, double observed);

// Of quantiles: the mean over them of twice the pinball loss, which is the weighted interval score (Bracher
// et al. 2021). It nears the score of the whole distribution as quantiles become many.
[[nodiscard]] double crps_of_quantiles(const std::vector<double>& probabilities,
                                       const std::vector<double>& quantiles, double observed);

// The value below which a share of the members lies, linear between neighbours; `sorted` ascends, at least
// one.
[[nodiscard]] double quantile_of(const std::vector<double>& sorted, double probability);

// The same of a normal.
[[nodiscard]] double quantile_of_normal(double mean, double deviation, double probability);

}  // namespace entrepot::outputs
