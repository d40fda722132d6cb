// Where the checkout stands, for tests that read its files.
#pragma once

#include <string>

namespace entrepot::test {

// The top folder of the source tree, without a slash at its end.
[[nodiscard]] std::string source_dir();

// The program that tests run: ENTREPOT_BINARY of the environment, else the one just built.
[[nodiscard]] std::string binary_path();

}  // namespace entrepot::test
