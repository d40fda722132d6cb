// What a result file says of the trade its policies move.
#pragma once

namespace entrepot::outputs::layout {

// Item of /provenance: origin and importer whose trade the policies move most, two words.
inline constexpr const char* moved_pair_text = "moved_pair";

}  // namespace entrepot::outputs::layout
