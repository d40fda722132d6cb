#include "outputs/store/results/unfinished.hpp"

#include <fmt/format.h>

#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

std::string unfinished_note(const ResultReader& reader) {
  if (!reader.has_text(layout::replicates_text) || !reader.has_group("scenario")) return "";
  const std::string asked = reader.text(layout::replicates_text);
  const std::size_t held = reader.replicates("scenario").size();
  if (asked == std::to_string(held)) return "";
  return fmt::format("{} holds {} of {} replicates: interrupted, or still running", reader.path(), held,
                     asked);
}

}  // namespace entrepot::outputs
