// Ctrl-C and SIGTERM of a run: noticed after the step in hand.
#pragma once

namespace entrepot::tools {

// They ask to stop from now on: stop_asked() then says so.
void catch_stop_signals();
[[nodiscard]] bool stop_asked();

}  // namespace entrepot::tools
