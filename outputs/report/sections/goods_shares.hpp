// Shares of origins in a destination's goods imports.
#pragma once

#include <cstddef>
#include <vector>

namespace entrepot::outputs {

// `trade` [time][origin][destination][sector], any money; `goods` [sector]; `year` [time] counts from 0.
// [origin][year] in percent of the year's sum; the destination's own row is 0.
[[nodiscard]] std::vector<double> goods_shares(const std::vector<double>& trade, std::size_t regions,
                                               std::size_t destination, const std::vector<bool>& goods,
                                               const std::vector<int>& year);

}  // namespace entrepot::outputs
