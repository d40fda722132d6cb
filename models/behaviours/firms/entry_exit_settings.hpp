// Settings of the block `entry_exit` of `model:`.
#pragma once

namespace entrepot::models {

// Firms that give up and come back (docs/decisions/0019-entry-and-exit.md).
struct EntryExitSettings {
  bool active = false;
  double exit_below = 0.8;  // profit over the base
  double margin = 0.1;      // over a firm's threshold at which it comes back
  double rate = 0.5;        // per year
};

}  // namespace entrepot::models
