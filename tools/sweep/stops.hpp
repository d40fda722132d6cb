// How often the user asked a sweep to stop.
#pragma once

namespace entrepot::tools {

// SIGINT, SIGTERM and SIGUSR1 ask to stop from here on.
void stop_on_signals();
[[nodiscard]] int stops_asked();

}  // namespace entrepot::tools
