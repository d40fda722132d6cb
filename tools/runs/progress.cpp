#include "tools/runs/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace entrepot::tools {

std::string format_seconds(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

Progress::Progress(std::string label, std::int64_t total, bool quiet)
    : Progress(std::move(label), total,
               quiet ? Style::silent : (isatty(STDERR_FILENO) != 0 ? Style::bar : Style::lines)) {}

Progress::Progress(std::string label, std::int64_t total, Style style)
    : label_(std::move(label)),
      total_(std::max<std::int64_t>(1, total)),
      style_(style),
      start_(std::chrono::steady_clock::now()),
      shown_(start_ - std::chrono::hours(1)) {}

Progress::~Progress() {
  if (style_ == Style::bar) fmt::print(stderr, "\r\033[K");
}

std::string Progress::text(double seconds) const {
  const double share = static_cast<double>(done_) / static_cast<double>(total_);
  const std::string left = done_ == 0 ? "" : ", " + format_seconds(seconds * (1.0 - share) / share) + " left";
  if (style_ == Style::lines) {
    return fmt::format("{}: {:3.0f} % {}, {}{}", label_, 100.0 * share, detail_, format_seconds(seconds),
                       left);
  }
  constexpr int width = 28;
  const int full = static_cast<int>(share * width);
  return fmt::format("{} [{}{}] {:3.0f} % {}, {}{}", label_, std::string(static_cast<std::size_t>(full), '#'),
                     std::string(static_cast<std::size_t>(width - full), '.'), 100.0 * share, detail_,
                     format_seconds(seconds), left);
}

void Progress::advance(const std::string& detail) {
  ++done_;
  detail_ = detail;
  if (style_ == Style::silent) return;
  const auto now = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - start_).count();
  if (style_ == Style::lines) {
    const std::int64_t tenths = done_ * 10 / total_;
    if (tenths == tenths_shown_) return;
    tenths_shown_ = tenths;
    fmt::print(stderr, "{}\n", text(seconds));
    return;
  }
  if (now - shown_ < std::chrono::milliseconds(100) && done_ < total_) return;
  shown_ = now;
  fmt::print(stderr, "\r\033[K{}", text(seconds));
  std::fflush(stderr);
}

}  // namespace entrepot::tools
