// What mechanisms remember from one step to the next: one struct of columns each, members of State. What the
// columns mean to the mechanism is said where it is (models/behaviours/...); here are units and shapes.
#pragma once

#include <cstdint>
#include <vector>

namespace entrepot {

// Learning by doing.
struct LearningState {
  std::vector<double> experience;  // [group] base = 1
};

// Knowledge from abroad.
struct DiffusionState {
  std::vector<double> log_productivity;  // [group] what it has added to ln of productivity
};

// Research of firms, and that which policies pay.
struct ResearchState {
  std::vector<double> effort;   // [group] base = 1
  std::vector<double> capital;  // [group] knowledge, base = 1
  std::vector<double> paid;     // [group] ln of productivity that policies have paid for so far
};

// Capacity of home firms.
struct ExpansionState {
  std::vector<double> smooth;  // [group] utilisation over the base, mean of about a year
  std::vector<double> orders;  // [group][quarter of its time to build] ln growth on order, next first
};

// Firms that give up and come back.
struct EntryExitState {
  std::vector<float> sales;  // [firm of the world] over the base, mean of about a year, trend excluded
};

// A plant being built.
struct PlantProject {
  std::uint16_t host = 0;
  std::uint16_t owner_region = 0;
  int until = 0;            // step in which spending ends
  double per_month = 0.0;   // money units
  double subsidised = 0.0;  // part that the host's treasury pays
  double supported = 0.0;   // part that the treasury of the owner's region pays
  bool operator==(const PlantProject&) const = default;
};

// A guardrail: a firm may not build in a host.
struct PlantGuardrail {
  std::uint32_t firm = 0;
  std::uint16_t host = 0;
  int until = 0;  // step from which it may again
  bool operator==(const PlantGuardrail&) const = default;
};

// Plants abroad, beside Sites.
struct InvestmentState {
  std::vector<PlantProject> projects;      // in the order of their decision
  std::vector<PlantGuardrail> guardrails;  // by firm, then host
};

// Plants of the base that enterprises want more of.
struct PlantGrowthState {
  std::vector<std::uint8_t> sold;  // [firm of the world] 1 = to owners at home; empty = none
  std::vector<float> added;        // [firm of the world] capacity added, over its base; empty = none
  std::vector<std::uint8_t>
      quarters_wanted;  // [firm of the world] in which it could not make what was wanted
};

// How much the terms of trade have moved lately.
struct ProspectsState {
  std::vector<double> last_terms;  // [destination][cell] ln, of last step
  std::vector<double> turbulence;  // [destination][cell] ln points
};

// Bans as the links were last looked through.
struct SourcingState {
  std::vector<double> last_ban;           // Levers::ban of last step
  std::uint64_t last_blocks = 0;          // blocks of sites when sourcing last ran
  std::vector<std::uint64_t> firm_terms;  // [of Levers::firms of last step] fingerprint
  // [destination][sector] 1 = enterprises have had reason to sell there from other plants; empty = none
  std::vector<std::uint8_t> places_moved;
  // [slot] ln of the price agreed over the index of the supplier's enterprise; empty = no choice of place
  std::vector<float> slot_terms;
  // [slot] 1 + region whose plant of the enterprise would sell at base terms, where another does; 0 = the
  // supplier is that plant; empty = no contract has moved inside an enterprise of the base
  std::vector<std::uint16_t> slot_host;
};

// Delivered costs since the base, by which old links are judged; see GapHazard for the watched origins.
struct GapState {
  std::vector<float> history;  // [cohort][watched] ln delivered cost, cohort 0 = base
  std::vector<float> low;      // [watched] least and largest in `history`
  std::vector<float> high;
  // [slot] what is left of the slot's exponential threshold before cumulated extra hazard opens it; 0 = none
  // drawn yet; empty = costs have not moved
  std::vector<float> left;
};

// Trans-shipment: shippers keep their routes for a while.
struct RoutingState {
  std::vector<double> direct_weight;  // [pair][product] of the direct way
  std::vector<double> hub_weight;     // [base route][product]
  std::vector<std::uint8_t> taken;    // [base route][product] 1 = its share last crossed the threshold upward
  std::vector<double> content;        // [use class][origin] inputs from there over output
  std::vector<double> sold;           // [use class][destination] part of its group's sales there
};

// Buying ahead of announced terms, beside Stocks::ahead.
struct FrontLoadingState {
  std::vector<double> own;     // [destination][cell] change of a flow's orders over normal, for its own stock
  std::vector<double> passed;  // [destination][cell] goods of its stock that other origins give way to
  std::vector<double> spread;  // [destination][product] fall over normal of the orders that give way
  std::vector<std::uint8_t> abroad;  // [destination][product] 1 = some foreign origin may sell
};

}  // namespace entrepot
