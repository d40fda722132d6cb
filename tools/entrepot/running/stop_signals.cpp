#include "tools/entrepot/running/stop_signals.hpp"

#include <atomic>
#include <csignal>

namespace entrepot::tools {

namespace {

std::atomic<int> stop_signal{0};

extern "C" void ask_to_stop(int signal) { stop_signal = signal; }

}  // namespace

void catch_stop_signals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
}

bool stop_asked() { return stop_signal != 0; }

}  // namespace entrepot::tools
