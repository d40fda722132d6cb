#include <fmt/format.h>

#include "tools/entrepot/version.hpp"

int main() { fmt::print("{}\n", entrepot::version_text()); }
