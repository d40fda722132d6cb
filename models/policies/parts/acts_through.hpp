// Which mechanisms of the model an instrument needs.
#pragma once

#include <string>
#include <vector>

namespace entrepot {

// A mechanism that the boolean key `model.<block>.<key>` switches on.
struct ModelSwitch {
  const char* block;
  const char* key;
  const char* mechanism;  // "trade routes": takes a plural verb
};

// Where all these are off an instrument of this type does nothing; empty = it acts in every model.
[[nodiscard]] const std::vector<ModelSwitch>& acts_through(const std::string& policy);

}  // namespace entrepot
