// The page of the HTML report, which is part of the program.
#pragma once

#include <string>

namespace entrepot::outputs {

// The page with the summary in it. `json` may hold any text: nothing of it can end its place in the page.
[[nodiscard]] std::string make_page(const std::string& json);

}  // namespace entrepot::outputs
