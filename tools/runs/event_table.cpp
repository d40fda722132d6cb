#include "tools/runs/event_table.hpp"

#include <limits>

#include "tools/runs/firm_privacy.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

const char* const definition =
    "What happened to firms, plants, routes and links. A row stands for one event; links that ended are "
    "counted "
    "by month and cause, the world over. Empty and missing where a column does not apply.";

template <class Label>
Column text_column(const std::string& name, const std::string& long_name, const std::vector<Event>& events,
                   const Label& label) {
  Column column{name, long_name, "", true, false, {}, {}};
  column.texts.reserve(events.size());
  for (const Event& event : events) column.texts.emplace_back(label(event));
  return column;
}

template <class Number>
Column number_column(const std::string& name, const std::string& long_name, const std::string& units,
                     const std::vector<Event>& events, const Number& number) {
  Column column{name, long_name, units, false, false, {}, {}};
  column.numbers.reserve(events.size());
  for (const Event& event : events) column.numbers.push_back(number(event));
  return column;
}

}  // namespace

Table event_table(const World& world, const State& state, const Calendar& calendar) {
  const WorldTable& table = world.table;
  std::vector<Event> events = state.events;
  if (!shows_single_firms(table))
    std::erase_if(events, [](const Event& event) { return event.firm != no_firm; });
  const auto place = [&](std::uint16_t region) {
    return region == no_place ? std::string() : table.regions[region];
  };
  const auto month = [&](const Event& event) {
    return static_cast<double>((calendar.at(event.step).first_day() - Month(2017, 1).first_day()).count());
  };
  Table out{"events", "event", definition, {}};
  out.columns.push_back(number_column("month", "first day of the month", "", events, month));
  out.columns.back().is_date = true;
  out.columns.push_back(text_column("kind", "what happened", events,
                                    [](const Event& event) { return event_name(event.kind); }));
  out.columns.push_back(
      text_column("cause", "why", events, [](const Event& event) { return cause_name(event.cause); }));
  out.columns.push_back(text_column("region",
                                    "region: host of a plant, home of a firm, destination of a route", events,
                                    [&](const Event& event) { return place(event.region); }));
  out.columns.push_back(text_column("partner", "region: home of a plant's owner, origin of a route", events,
                                    [&](const Event& event) { return place(event.partner); }));
  out.columns.push_back(text_column("via", "region: hub of a route; empty = direct", events,
                                    [&](const Event& event) { return place(event.via); }));
  out.columns.push_back(text_column("sector", "sector", events, [&](const Event& event) {
    return event.product == no_place ? std::string()
                                     : table.sectors[table.product_sector[event.product].index()];
  }));
  out.columns.push_back(text_column("product", "product", events, [&](const Event& event) {
    return event.product == no_place ? std::string() : table.products[event.product];
  }));
  out.columns.push_back(number_column(
      "firm", "number of the firm (of the owner of a plant)", "", events, [](const Event& event) {
        return event.firm == no_firm ? std::numeric_limits<double>::quiet_NaN()
                                     : static_cast<double>(event.firm);
      }));
  out.columns.push_back(number_column("count", "events that the row stands for", "", events,
                                      [](const Event& event) { return static_cast<double>(event.count); }));
  out.columns.push_back(number_column("size", "output of the plant or firm, or value of the links and routes",
                                      "million USD of the base year per month", events,
                                      [&](const Event& event) { return event.size * world.unit_musd; }));
  return out;
}

}  // namespace entrepot::tools
