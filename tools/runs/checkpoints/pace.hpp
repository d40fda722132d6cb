// How often a run writes a checkpoint.
#pragma once

#include <chrono>
#include <string>

namespace entrepot::tools {

// One of seconds of wall time and months of the calendar; neither = never.
struct CheckpointPace {
  double seconds = 300.0;
  int months = 0;
  [[nodiscard]] bool off() const { return seconds <= 0.0 && months <= 0; }
};

// "5 min", "90 s", "2 h", "12 months" or "off"; UsageError for anything else.
[[nodiscard]] CheckpointPace parse_pace(const std::string& text);

// Says after which month the next checkpoint is due.
class CheckpointClock {
 public:
  explicit CheckpointClock(CheckpointPace pace) : pace_(pace), last_(Clock::now()) {}
  // To be asked once after every month.
  [[nodiscard]] bool due();

 private:
  using Clock = std::chrono::steady_clock;
  CheckpointPace pace_;
  Clock::time_point last_;
  int months_ = 0;
};

}  // namespace entrepot::tools
