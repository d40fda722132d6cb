// Reading whole files of the user with a limit.
#pragma once

#include <filesystem>
#include <string>

namespace entrepot::scenarios {

// Reads at most `limit` bytes; on failure returns false and says why.
bool read_text(const std::filesystem::path& path, std::size_t limit, std::string& text, std::string& problem);

}  // namespace entrepot::scenarios
