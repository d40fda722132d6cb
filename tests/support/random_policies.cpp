#include "tests/support/random_policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace entrepot::test {

namespace {

class Draw {
 public:
  explicit Draw(int seed) : engine_(static_cast<std::uint64_t>(seed) * 7919 + 1) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  double share() { return below(101) / 100.0; }
  bool flip() { return below(2) == 0; }
  std::string pick(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }
  // Two different regions.
  std::pair<std::string, std::string> pair() {
    std::vector<std::string> regions = {"A", "B", "C", "D"};
    const std::string first = pick(regions);
    regions.erase(std::find(regions.begin(), regions.end(), first));
    return {first, pick(regions)};
  }
  std::string date(int year) { return fmt::format("{:04}-{:02}-{:02}", year, 1 + below(12), 1 + below(28)); }

 private:
  std::mt19937_64 engine_;
};

// from, sometimes a ramp, an end, an earlier announcement, a scale.
std::string dates(Draw& draw, bool ramp, bool scale) {
  const int year = 2017 + draw.below(12);
  std::string text = ", from: " + draw.date(year);
  if (ramp && draw.flip()) text += ", full_from: " + draw.date(year + 1 + draw.below(3));
  if (draw.flip()) text += ", until: " + draw.date(year + 5 + draw.below(3));
  if (draw.flip()) text += ", announced: " + draw.date(year - 1);
  if (scale && draw.flip()) text += fmt::format(", scale: {}", draw.below(5));
  return text;
}

std::string goods(Draw& draw) {
  return draw.pick(
      {"", ", sector: MAC", ", product: \"84\"", ", product: [\"84.1\", \"02\"]", ", list: [\"1\", \"2\"]"});
}

std::string body(const std::string& type, Draw& draw) {
  const auto [a, b] = draw.pair();
  const std::string pair = fmt::format("importer: {}, origin: {}", a, b);
  if (type == "tariff")
    return pair + goods(draw) +
           (draw.flip() ? fmt::format(", rate: {:+} pp", draw.below(200) - 100)
                        : fmt::format(", rate: {} %", draw.below(200)));
  if (type == "anti_dumping") return pair + goods(draw) + fmt::format(", rate: +{} pp", draw.below(300));
  if (type == "reciprocal_tariff")
    return fmt::format("importer: {}, floor: {}", a, draw.share()) + goods(draw);
  if (type == "retaliation")
    return fmt::format("importer: {}, against: {}, rule: {}, delay: {} months", a, b,
                       draw.pick({"in-kind", "proportional"}), draw.below(9));
  if (type == "opening")
    return fmt::format("importer: {}, duty_cut: {}", draw.pick({a, "ABC"}), draw.share());
  if (type == "agreement")
    return fmt::format("members: {}, duty_cut: {}, origin_cost: 0.00{}, wedge: -0.{}",
                       draw.pick({"ABC", "[A, D]"}), draw.share(), draw.below(10), draw.below(9));
  if (type == "export_control")
    return fmt::format("exporter: {}, destination: {}, covered: {}, licence_rate: {}", a, b, draw.share(),
                       draw.share()) +
           (draw.flip() ? ", de_minimis: 0.01" : "") + goods(draw);
  if (type == "entity_listing")
    return fmt::format("exporter: {}, listed: {}, {}, licence_rate: {}, customers_leave: {} per year", a, b,
                       draw.pick({"top: 3", "top_share: 0.4", "random_share: 0.5", "listed_sector: MAC"}),
                       draw.share(), draw.share()) +
           (draw.flip() ? ", de_minimis: 0.01" : "") + (draw.flip() ? ", customer: " + a : "") + goods(draw);
  if (type == "over_compliance")
    return fmt::format("exporter: {}, listed: {}, top_share: 0.3, over_compliance: {} per year", a, b,
                       draw.share());
  if (type == "partner_fine")
    return fmt::format("partner: {}, listed: {}, top: 5, fine: {}", a, b, draw.share());
  if (type == "quota")
    return pair + fmt::format(", volume: {}", 0.3 + draw.share()) +
           (draw.flip() ? fmt::format(", over_quota: +{} pp", draw.below(60)) : "") + goods(draw);
  if (type == "risk_wedge")
    return fmt::format("importer: {}, wedge: {}, by: {}", a, draw.share() - 0.5,
                       draw.pick({"even", "political-rank"}));
  if (type == "standards_bloc")
    return fmt::format("members: {}, wedge: {}", draw.pick({a, "ABC"}), draw.share());
  if (type == "investment_screening")
    return fmt::format("owner: {}, host: {}, refused: {}", a, b, draw.share());
  if (type == "divestment") return fmt::format("owner: {}, host: {}, share: {}", a, b, draw.share());
  if (type == "capital_subsidy")
    return fmt::format("host: {}, rate: {}", a, draw.share()) + (draw.flip() ? ", guardrail_host: " + b : "");
  if (type == "outward_investment_support") return fmt::format("owner: {}, rate: {}", a, draw.share());
  if (type == "production_subsidy")
    return fmt::format("region: {}, rate: {}", a, 0.1 * draw.share()) +
           (draw.flip() ? fmt::format(", content_from: {}, content_at_least: {}", b, draw.share()) : "");
  if (type == "consumer_credit")
    return fmt::format("buyer: {}, rate: {}", a, 0.1 * draw.share()) + goods(draw);
  if (type == "enforcement")
    return pair + fmt::format(", detection: {}, fine: {}, look_through: {}", draw.share(), draw.share(),
                              draw.share());
  if (type == "demand_expansion") return fmt::format("region: {}, rise: {}", a, draw.share() - 0.5);
  if (type == "research_push") return fmt::format("region: {}, growth: 0.0{} per year", a, draw.below(10));
  if (type == "technology_control")
    return fmt::format("receiver: {}, source: {}, stopped: {}", a, b, draw.share());
  if (type == "research_listing") return fmt::format("listed: {}, source: {}, share: {}", a, b, draw.share());
  return fmt::format("importer: {}, wedge: {}", a, draw.share());  // the three preferences
}

}  // namespace

std::vector<std::string> random_policies(int seed, int count) {
  static const std::vector<std::string> types = {"agreement",
                                                 "anti_dumping",
                                                 "capital_subsidy",
                                                 "consumer_credit",
                                                 "demand_expansion",
                                                 "divestment",
                                                 "enforcement",
                                                 "entity_listing",
                                                 "export_control",
                                                 "friendshoring",
                                                 "investment_screening",
                                                 "nearshoring",
                                                 "onshoring",
                                                 "opening",
                                                 "outward_investment_support",
                                                 "over_compliance",
                                                 "partner_fine",
                                                 "production_subsidy",
                                                 "quota",
                                                 "reciprocal_tariff",
                                                 "research_listing",
                                                 "research_push",
                                                 "retaliation",
                                                 "risk_wedge",
                                                 "standards_bloc",
                                                 "tariff",
                                                 "technology_control"};
  Draw draw(seed);
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) {
    const std::string type = draw.pick(types);
    texts.push_back(fmt::format("{{type: {}, {}{}}}", type, body(type, draw),
                                dates(draw, type != "tariff", type != "quota")));
  }
  return texts;
}

}  // namespace entrepot::test
