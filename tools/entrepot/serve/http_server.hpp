// A server for this machine alone. The HTTP library is seen by its .cpp only.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "tools/entrepot/serve/http.hpp"

namespace entrepot::tools {

class HttpServer {
 public:
  // `refusal` sees the head of a request (its body is empty) before the body is read; `answer` may be called
  // from several threads at a time.
  using Refusal = std::function<std::optional<HttpAnswer>(const HttpRequest&)>;
  using Answer = std::function<HttpAnswer(const HttpRequest&)>;

  // Takes a port of the loopback interface, 0 = any; RunError when it is taken.
  explicit HttpServer(int port);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  // Answers until stop() is called from elsewhere.
  void run(Refusal refusal, Answer answer);
  void stop();

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  int port_ = 0;
};

}  // namespace entrepot::tools
