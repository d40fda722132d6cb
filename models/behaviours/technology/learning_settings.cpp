#include "models/behaviours/technology/learning_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<LearningSettings> learning_block() {
  using Settings = LearningSettings;
  SettingsBlock<Settings> block;
  block.name = "learning";
  block.summary = "Technology of a (region, sector): learning by doing, diffusion, research.";
  block.keys = {
      key(&Settings::active, "active", "true: learning by doing, experience lowers costs."),
      key(&Settings::rate, "rate", 0, 1,
          "Fall of ln unit cost of a (region, sector) per rise of ln experience, b. Learning curves of "
          "plants: 0.1 to "
          "0.3 (Argote and Epple 1990); about a third of it spills over to others (Irwin and Klenow "
          "1994), so 0.03 to "
          "0.1. Above 1 / site_elasticity plants gather in one place without end."),
      key(&Settings::depreciation, "depreciation", 0, 500,
          "Yearly loss of experience that is not renewed (Benkard 2000 finds more in aircraft; judgement).",
          "% per year"),
      key(&Settings::diffusion, "diffusion",
          "true: foreign inputs and foreign-owned customers carry knowledge toward the frontier "
          "(docs/decisions/0020-technology.md)."),
      key(&Settings::diffusion_rate, "diffusion_rate", 0, 5,
          "Part alpha of the gap to the frontier closed per year when all inputs are foreign; 0.03 to 0.3 "
          "(Rodrik 2013: 2.9 % a year in manufacturing, over a foreign share of inputs of 0.26).",
          "per year"),
      key(&Settings::same_sector_weight, "same_sector_weight", 0, 0.3,
          "Weight of foreign-owned plants of the same sector, by their share of its output, beside "
          "customers: the "
          "share of its sales that goes to foreign-owned plants in its region counts in full. Suppliers "
          "learn of "
          "them, rivals little (Javorcik 2004; Havranek and Irsova 2011)."),
      key(&Settings::gap_scale, "gap_scale", 0, 2,
          "Part of the gap in output per worker (technology_levels.csv) that is technology; half "
          "(Caselli 2005), 0.3 to 0.7."),
      key(&Settings::pass_through, "pass_through", 0, 100,
          "Part of productivity gained by diffusion and research that lowers unit cost; the rest raises "
          "pay (wages "
          "follow productivity closely across countries: judgement, 10 to 50 %).",
          "%"),
      key(&Settings::research, "research",
          "true: firms that are denied inputs or knowledge do more research, and policies may pay "
          "research."),
      key(&Settings::research_response, "research_response", 0, 500,
          "Rise of research where all firms are denied; 20 to 60 % after two to three years (CEPR "
          "DP20690).",
          "%"),
      key(&Settings::research_lag_months, "research_lag", 1, 120,
          "Lag of that rise: 63 % of it after one lag, 92 % after 30 months with the default.", "months"),
      key(&Settings::research_elasticity, "research_elasticity", 0, 1,
          "Rise of ln productivity per ln of research capital; 0.01 to 0.25, centred on 0.08 (Hall, "
          "Mairesse and Mohnen 2010)."),
      key(&Settings::research_depreciation, "research_depreciation", 0.1, 500,
          "Depreciation of research capital; the convention of that literature.", "% per year"),
      key(&Settings::listed_loss, "listed_loss", 0, 100,
          "Fall of knowledge output where all foreign knowledge is kept away; 5 to 16 % (World Bank "
          "WPS10950: patents of listed firms).",
          "%"),
  };
  block.mechanisms = {
      {.name = "learning",
       .key = "active",
       .plural = "learning curves",
       .presets = {"relocation-technology"},
       .columns = {"learning."}},
      {.name = "diffusion",
       .key = "diffusion",
       .plural = "flows of knowledge",
       .presets = {"relocation-technology"},
       .columns = {"diffusion."}},
      {.name = "research",
       .key = "research",
       .plural = "research efforts",
       .presets = {"relocation-technology"},
       .columns = {"research."}},
  };
  return block;
}

}  // namespace entrepot::models
