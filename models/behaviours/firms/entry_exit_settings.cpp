#include "models/behaviours/firms/entry_exit_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<EntryExitSettings> entry_exit_block() {
  using Settings = EntryExitSettings;
  SettingsBlock<Settings> block;
  block.name = "entry_exit";
  block.summary = "Firms that give up where profits have fallen, and come back when they recover.";
  block.keys = {
      key(&Settings::active, "active", "true: firms enter and exit (docs/decisions/0019-entry-and-exit.md)."),
      key(&Settings::exit_below, "exit_below", 1, 100,
          "Profit over the base below which the first firms give up; thresholds are uniform from 0 to it "
          "(judgement).",
          "%"),
      key(&Settings::margin, "margin", 0, 100,
          "By how much prospects must exceed a firm's threshold to bring it back.", "%"),
      key(&Settings::rate, "rate", 0, 12, "Hazard of acting on it (judgement).", "per year"),
  };
  block.mechanisms = {
      {.name = "entry-exit",
       .key = "active",
       .plural = "entry and exit",
       .presets = {"relocation", "relocation-technology"},
       .columns = {"entry_exit."}},
  };
  return block;
}

}  // namespace entrepot::models
