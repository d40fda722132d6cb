// Settings of the block `learning` of `model:`.
#pragma once

namespace entrepot::models {

// Technology (model.md section 7): learning by doing, diffusion, research.
struct LearningSettings {
  bool active = false;         // learning by doing
  double rate = 0.05;          // b: ln cost per ln experience
  double depreciation = 0.15;  // per year
  bool diffusion = false;
  double diffusion_rate = 0.1;      // alpha, per year
  double same_sector_weight = 0.1;  // of foreign-owned plants of a sector in what it learns
  double gap_scale = 0.5;
  double pass_through = 0.25;  // part of diffusion's and research's gains that lowers unit cost
  bool research = false;
  double research_response = 0.49;
  double research_lag_months = 12.0;
  double research_elasticity = 0.08;
  double research_depreciation = 0.15;  // per year
  double listed_loss = 0.099;
};

}  // namespace entrepot::models
