// Progress on stderr: a bar with time left on a terminal, a plain line every tenth in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace entrepot::tools {

class Progress {
 public:
  enum class Style { silent, lines, bar };

  // `total` units of work under one label. The style follows the terminal unless `quiet`.
  Progress(std::string label, std::int64_t total, bool quiet);
  Progress(std::string label, std::int64_t total, Style style);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(const std::string& detail);
  [[nodiscard]] std::string text(double seconds) const;  // the bar or line as it stands

 private:
  std::string label_;
  std::string detail_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  std::int64_t tenths_shown_ = 0;
  Style style_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point shown_;
};

// Seconds as "42 s", "3 min 05 s" or "2 h 10 min".
[[nodiscard]] std::string format_seconds(double seconds);

}  // namespace entrepot::tools
