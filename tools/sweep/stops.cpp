#include "tools/sweep/stops.hpp"

#include <atomic>
#include <csignal>

namespace entrepot::tools {

namespace {

std::atomic<int> stops{0};
extern "C" void ask_sweep_to_stop(int /*signal*/) { stops = stops + 1; }

}  // namespace

void stop_on_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) std::signal(signal, ask_sweep_to_stop);
}

int stops_asked() { return stops; }

}  // namespace entrepot::tools
