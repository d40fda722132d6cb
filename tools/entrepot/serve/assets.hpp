// The files of the page, inside the program.
#pragma once

#include <string>
#include <string_view>

namespace entrepot::tools {

struct Asset {
  std::string_view text;
  const char* type = nullptr;  // null: there is no such file
};

// By path: "/" is the page.
[[nodiscard]] Asset find_asset(const std::string& path);

}  // namespace entrepot::tools
