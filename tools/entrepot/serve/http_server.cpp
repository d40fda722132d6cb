#include "tools/entrepot/serve/http_server.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <fstream>

#include "sim/core/error.hpp"

namespace entrepot::tools {

namespace {

constexpr const char* loopback = "127.0.0.1";
constexpr std::size_t threads = 16;  // waiting on children, most of the time

// Whatever is answered: no page of another origin frames it or reads it, nothing is kept, nothing is fetched
// from elsewhere.
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpRequest taken(const httplib::Request& from) {
  HttpRequest request;
  request.method = from.method;
  request.target = from.target;
  request.path = from.path;
  request.body = from.body;
  for (const auto& [name, value] : from.params) request.query.emplace(name, value);
  for (const auto& [name, value] : from.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    request.headers.emplace_back(std::move(lower), value);
  }
  return request;
}

void send_file(const std::string& path, const std::string& type, httplib::Response& response) {
  const auto file = std::make_shared<std::ifstream>(path, std::ios::binary | std::ios::ate);
  if (!*file) {
    response.status = 404;
    return;
  }
  const auto bytes = static_cast<std::size_t>(file->tellg());
  response.set_content_provider(
      bytes, type.c_str(), [file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        std::string piece(std::min<std::size_t>(length, std::size_t{1} << 20), '\0');
        file->seekg(static_cast<std::streamoff>(offset));
        file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
        return file->gcount() > 0 && sink.write(piece.data(), static_cast<std::size_t>(file->gcount()));
      });
}

void give(const HttpAnswer& answer, httplib::Response& response) {
  response.status = answer.status;
  const auto has = [&](const std::string& name) {
    return std::any_of(answer.headers.begin(), answer.headers.end(),
                       [&](const auto& header) { return header.first == name; });
  };
  for (const auto& [name, value] : answer.headers) response.set_header(name.c_str(), value);
  if (!has("Content-Security-Policy")) response.set_header("Content-Security-Policy", policy);
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("Cache-Control", "no-store");
  if (answer.file.empty()) {
    response.set_content(answer.body, answer.type.c_str());
  } else {
    send_file(answer.file, answer.type, response);
  }
}

}  // namespace

struct HttpServer::Library {
  httplib::Server server;
};

HttpServer::HttpServer(int port) : library_(std::make_unique<Library>()) {
  httplib::Server& server = library_->server;
  // The library would share the port with whoever else asks for it.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  });
  server.set_keep_alive_max_count(1);  // what is left of a refused request is never read as another
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  const bool bound = port == 0 ? (port_ = server.bind_to_any_port(loopback)) > 0
                               : server.bind_to_port(loopback, port_ = port);
  if (!bound)
    throw RunError(fmt::format("port {} of this machine is not free; --port 0 takes any that is", port));
}

HttpServer::~HttpServer() = default;

void HttpServer::run(Refusal refusal, Answer answer) {
  httplib::Server& server = library_->server;
  server.set_pre_routing_handler([refusal](const httplib::Request& request, httplib::Response& response) {
    const std::optional<HttpAnswer> refused = refusal(taken(request));
    if (!refused) return httplib::Server::HandlerResponse::Unhandled;
    give(*refused, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  const auto handler = [answer](const httplib::Request& request, httplib::Response& response) {
    give(answer(taken(request)), response);
  };
  server.Get(".*", handler);
  server.Post(".*", handler);
  if (!server.listen_after_bind()) throw RunError("the server could not listen");
}

void HttpServer::stop() { library_->server.stop(); }

}  // namespace entrepot::tools
