// Who may ask: decided from the head of a request, before anything of its body is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "tools/entrepot/serve/http.hpp"

namespace entrepot::tools {

// Text of a scenario and its name, with room to spare.
inline constexpr std::size_t most_body_bytes = 2'000'000;
inline constexpr std::size_t most_target_bytes = 2'000;

// 64 hex digits from the system's source of randomness.
[[nodiscard]] std::string random_secret();
// Compares in a time that does not depend on where they differ.
[[nodiscard]] bool same_secret(const std::string& given, const std::string& secret);

// The secrets of one server. The token stands in the address that is printed and is what programs send
// (`Authorization: Bearer`); the cookie opens pages and files only, since browsers send it to other servers
// of this machine too.
class Gate {
 public:
  Gate(std::string token, std::string cookie, int port);

  // The answer to what is not let in; nothing for what is.
  [[nodiscard]] std::optional<HttpAnswer> refusal(const HttpRequest& request) const;
  // `Set-Cookie` of the page.
  [[nodiscard]] std::string cookie_header() const;
  [[nodiscard]] std::string address() const;  // with the token

 private:
  [[nodiscard]] bool knows_secret(const HttpRequest& request) const;
  [[nodiscard]] bool own_host(const HttpRequest& request) const;
  [[nodiscard]] bool own_origin(const HttpRequest& request) const;

  std::string token_;
  std::string cookie_;
  std::string cookie_name_;
  int port_;
};

}  // namespace entrepot::tools
