#include "tests/support/policy_case.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/policies/links.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/keys.hpp"

namespace entrepot::test {

using namespace models;
using namespace scenarios;

namespace {

void fill_flows(WorldTable& table) {
  const std::size_t groups = table.n_groups();
  table.intermediate.assign(groups * groups, 10.0);
  table.final_use.assign(groups * table.n_regions(), 100.0);
  table.output.assign(groups, 0.0);
  table.value_added.assign(groups, 0.0);
  for (std::size_t seller = 0; seller < groups; ++seller)
    table.output[seller] =
        10.0 * static_cast<double>(groups) + 100.0 * static_cast<double>(table.n_regions());
  for (std::size_t user = 0; user < groups; ++user)
    table.value_added[user] = table.output[user] - 10.0 * static_cast<double>(groups);
}

}  // namespace

WorldTable policy_world() {
  WorldTable table;
  table.regions = {"A", "B", "C", "D"};
  table.sectors = {"MAC", "FOO", "SRV"};
  table.sector_is_goods = table.sector_is_manufacturing = {true, true, false};
  table.products = {"84.1", "84.2", "02", "s"};
  table.product_hs = {"84", "84", "02", "s"};
  table.product_list = {"1", "2", "none", "none"};
  table.product_name = table.products;
  table.product_sector = {SectorId(0), SectorId(0), SectorId(1), SectorId(2)};
  table.sector_parameters.resize(3);
  for (std::size_t region = 0; region < 4; ++region)
    table.product_mix.insert(table.product_mix.end(), {0.25, 0.75, 1.0, 1.0});
  table.base_duty.assign(4 * 4 * 4, 0.02);
  table.distance_km = {100,  1000, 4000, 9000, 1000, 100,  5000, 8000,
                       4000, 5000, 100,  2000, 9000, 8000, 2000, 100};
  table.political_distance = {0, 0.5, 1.5, 3.0, 0.5, 0, 1.0, 2.5, 1.5, 1.0, 0, 1.5, 3.0, 2.5, 1.5, 0};
  table.clubs = {{"ABC", 0}, {"ABC", 1}, {"ABC", 2, day("2020-01-01"), Date::max()}};
  fill_flows(table);
  return table;
}

Date day(const std::string& text) {
  Date date;
  if (!parse_date(text, date)) throw std::logic_error("no date: " + text);
  return date;
}

namespace {

const PolicyDescriptor& descriptor_of(const Node& node) {
  const Node* type = node.find("type");
  const PolicyDescriptor* descriptor = type != nullptr ? find_policy(type->text) : nullptr;
  if (descriptor == nullptr) throw std::logic_error("a policy of the tests has no known type");
  return *descriptor;
}

// Values of one policy; throws InputError with all its faults.
Values read_policy(const std::string& text, const WorldNames& names, const PolicyDescriptor*& descriptor,
                   std::string& id) {
  Faults faults;
  const DataPaths paths;
  std::vector<std::string> notes;
  ReadContext context{faults, paths, notes, &names};
  Node node;
  if (!parse_yaml(make_source("policy.yaml", {}, text), text, node, faults)) faults.throw_if_any();
  descriptor = &descriptor_of(node);
  if (node.find("id") != nullptr) id = node.find("id")->text;
  const Values values = read_block(node, *descriptor, "policy", context, {"type", "id"});
  faults.throw_if_any();
  if (descriptor->check_world != nullptr)
    report(descriptor->check_world(values, names), node, "policy", faults);
  faults.throw_if_any();
  return values;
}

}  // namespace

PolicyCase::PolicyCase(const std::vector<std::string>& policies, WorldTable table)
    : table_(std::move(table)) {
  const WorldNames names = world_names(table_);
  std::vector<Values> values;
  values.reserve(policies.size());  // the links point to them
  std::vector<NamedPolicy> named;
  for (const std::string& text : policies) {
    const PolicyDescriptor* descriptor = nullptr;
    std::string id;
    values.push_back(read_policy(text, names, descriptor, id));
    owned_.push_back(descriptor->make(values.back(), table_));
    instruments_.push_back(owned_.back().get());
    named.push_back({id, descriptor->name, &values.back(), owned_.back().get()});
  }
  if (!check_links(named).empty()) throw std::logic_error("policies of the tests do not fit together");
  bind_links(named);
}

std::set<std::string> PolicyCase::touched(Month month) const {
  const Levers with = levers(month);
  const Levers without = resolve_levers(table_, {}, month);
  std::set<std::string> names;
  for (const LeverColumn& lever : lever_columns()) {
    if (with.*lever.column != without.*lever.column) names.insert(lever.name);
  }
  if (std::any_of(with.firms.begin(), with.firms.end(), [](const FirmTerms& t) { return !t.ban.empty(); }))
    names.insert("firms");
  return names;
}

double PolicyCase::flow(std::vector<double> Levers::*lever, const std::string& origin,
                        const std::string& destination, const std::string& product, Month month) const {
  const auto at = [](const std::vector<std::string>& all, const std::string& name) {
    const auto it = std::find(all.begin(), all.end(), name);
    if (it == all.end()) throw std::logic_error("no such name: " + name);
    return static_cast<std::size_t>(it - all.begin());
  };
  return Levers::value(levers(month).*lever,
                       table_.duty_index(at(table_.regions, destination), at(table_.regions, origin),
                                         at(table_.products, product)));
}

std::size_t PolicyCase::moved(std::vector<double> Levers::*lever, Month month, double neutral) const {
  const Levers all = levers(month);
  return static_cast<std::size_t>(std::count_if((all.*lever).begin(), (all.*lever).end(),
                                                [&](double value) { return value != neutral; }));
}

std::vector<std::string> policy_faults(const std::string& policy) {
  std::vector<std::string> texts;
  try {
    const PolicyCase none({policy});
  } catch (const InputError& error) {
    for (const Fault& fault : error.faults())
      texts.push_back(fault.what + " (" + fault.why + ") " + fault.suggestion);
  }
  return texts;
}

}  // namespace entrepot::test
