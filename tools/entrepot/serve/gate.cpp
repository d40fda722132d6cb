#include "tools/entrepot/serve/gate.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/core/error.hpp"

namespace entrepot::tools {

namespace {

HttpAnswer refused(int status, const std::string& why) {
  HttpAnswer answer{status, "text/plain; charset=utf-8", "entrepot serve: " + why + "\n"};
  return answer;
}

// The value of a cookie in a Cookie header; "" where there is none.
std::string cookie_in(const std::string& header, const std::string& name) {
  std::size_t at = 0;
  while (at < header.size()) {
    const std::size_t end = std::min(header.find(';', at), header.size());
    std::string pair = header.substr(at, end - at);
    pair.erase(0, pair.find_first_not_of(' '));
    if (pair.rfind(name + "=", 0) == 0) return pair.substr(name.size() + 1);
    at = end + 1;
  }
  return "";
}

// A body has a length, and it is JSON: what no form of another page can send.
std::optional<HttpAnswer> body_refusal(const HttpRequest& request) {
  const std::vector<std::string> lengths = request.all("content-length");
  if (!request.all("transfer-encoding").empty() || lengths.size() > 1)
    return refused(411, "give the length of the body once, in Content-Length");
  std::size_t length = 0;
  if (!lengths.empty()) {
    const std::string& text = lengths.front();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || end != text.data() + text.size())
      return refused(400, "Content-Length is no number");
  }
  if (request.method == "GET") {
    if (length > 0) return refused(400, "GET has no body");
    return std::nullopt;
  }
  if (lengths.empty()) return refused(411, "give the length of the body, in Content-Length");
  if (length > most_body_bytes)
    return refused(413, fmt::format("a body has at most {} bytes", most_body_bytes));
  const std::vector<std::string> types = request.all("content-type");
  if (types.size() != 1 || (types[0] != "application/json" && types[0].rfind("application/json;", 0) != 0))
    return refused(415, "a body is application/json");
  return std::nullopt;
}

}  // namespace

std::string random_secret() {
  std::array<unsigned char, 32> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw RunError("the system gives no random numbers");
  std::string text;
  for (const unsigned char byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

bool same_secret(const std::string& given, const std::string& secret) {
  unsigned int difference = given.size() == secret.size() ? 0U : 1U;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    const char other = i < given.size() ? given[i] : '\0';
    difference |= static_cast<unsigned int>(static_cast<unsigned char>(other ^ secret[i]));
  }
  return difference == 0;
}

Gate::Gate(std::string token, std::string cookie, int port)
    : token_(std::move(token)),
      cookie_(std::move(cookie)),
      cookie_name_(fmt::format("entrepot_{}", port)),  // cookies know no ports
      port_(port) {}

std::string Gate::cookie_header() const {
  return fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/", cookie_name_, cookie_);
}

std::string Gate::address() const { return fmt::format("http://127.0.0.1:{}/?token={}", port_, token_); }

// A name that an attacker's DNS leads here is no name of ours.
bool Gate::own_host(const HttpRequest& request) const {
  const std::vector<std::string> hosts = request.all("host");
  return hosts.size() == 1 &&
         (hosts[0] == fmt::format("127.0.0.1:{}", port_) || hosts[0] == fmt::format("localhost:{}", port_));
}

// Of no other page: neither by its origin nor by what the browser says of it. An address that is opened from
// elsewhere (a mail) comes from another site and knows the token.
bool Gate::own_origin(const HttpRequest& request) const {
  const std::string own = "http://" + request.all("host").front();
  for (const std::string& origin : request.all("origin")) {
    if (origin != own) return false;
  }
  const bool page = request.method == "GET" && request.path == "/";
  for (const std::string& site : request.all("sec-fetch-site")) {
    if (site != "same-origin" && site != "none" && !page) return false;
  }
  return true;
}

bool Gate::knows_secret(const HttpRequest& request) const {
  for (const std::string& header : request.all("authorization")) {
    if (header.rfind("Bearer ", 0) == 0 && same_secret(header.substr(7), token_)) return true;
  }
  const bool reads = request.method == "GET" && request.path.rfind("/api/", 0) != 0;
  if (!reads) return false;
  for (const std::string& header : request.all("cookie")) {
    if (same_secret(cookie_in(header, cookie_name_), cookie_)) return true;
  }
  return request.path == "/" && same_secret(request.word("token"), token_);
}

std::optional<HttpAnswer> Gate::refusal(const HttpRequest& request) const {
  if (request.method != "GET" && request.method != "POST") return refused(405, "GET and POST only");
  if (request.target.size() > most_target_bytes) return refused(414, "the address is too long");
  if (!own_host(request)) return refused(421, "this server has another name: open the address it printed");
  if (!own_origin(request)) return refused(403, "other pages may not ask this server");
  if (!knows_secret(request))
    return refused(401, "open the address that `entrepot serve` printed: it holds the token");
  return body_refusal(request);
}

}  // namespace entrepot::tools
