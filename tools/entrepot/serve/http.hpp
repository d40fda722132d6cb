// What is asked over HTTP and what is answered, without the library that carries it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace entrepot::tools {

struct HttpRequest {
  std::string method;                                        // "GET"
  std::string target;                                        // as sent: path and query
  std::string path;                                          // decoded
  std::map<std::string, std::string> query;                  // decoded; the first of each name
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  // The values of a header, in order.
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
  // Of a query; "" where there is none.
  [[nodiscard]] std::string word(const std::string& name) const;
};

struct HttpAnswer {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string file{};  // sent instead of the body, in pieces
};

}  // namespace entrepot::tools
