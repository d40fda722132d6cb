#include "outputs/compare/read_cells.hpp"

#include <algorithm>

namespace entrepot::outputs {

namespace {

// Sources in memory at a time, for each thread: enough to keep it busy, and little for long series.
constexpr std::size_t per_thread = 4;

struct Outcome {
  std::vector<double> values;
  std::size_t missing = 0;
};

}  // namespace

std::size_t read_cells(ThreadPool& pool, const std::vector<CellSource>& sources,
                       const std::function<void(std::size_t, std::vector<double>)>& use) {
  std::size_t missing = 0;
  const std::size_t batch = per_thread * static_cast<std::size_t>(pool.threads());
  for (std::size_t first = 0; first < sources.size(); first += batch) {
    const std::size_t count = std::min(batch, sources.size() - first);
    std::vector<Cells::Taken> taken;
    for (std::size_t i = first; i < first + count; ++i)
      taken.push_back(sources[i].cells.take(sources[i].reader, sources[i].group, sources[i].replicate));
    std::vector<Outcome> outcomes(count);
    pool.for_each(count, [&](std::size_t i) {
      outcomes[i].values = sources[first + i].cells.finish(taken[i], outcomes[i].missing);
    });
    for (std::size_t i = 0; i < count; ++i) {
      missing += outcomes[i].missing;
      use(first + i, std::move(outcomes[i].values));
    }
  }
  return missing;
}

}  // namespace entrepot::outputs
