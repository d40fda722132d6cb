#include "tools/entrepot/serve/http.hpp"

namespace entrepot::tools {

std::vector<std::string> HttpRequest::all(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto& [header, value] : headers) {
    if (header == name) values.push_back(value);
  }
  return values;
}

std::string HttpRequest::word(const std::string& name) const {
  const auto at = query.find(name);
  return at == query.end() ? "" : at->second;
}

}  // namespace entrepot::tools
