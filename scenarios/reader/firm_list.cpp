#include "scenarios/reader/firm_list.hpp"

#include <fmt/format.h>

#include <cmath>

#include "scenarios/data/csv.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot::scenarios {

namespace {

// Firms of the rows that have the tag: by number, or by the ids of the world's real firms.
class FirmList {
 public:
  FirmList(const std::string& file, const std::string& tag, const FirmRegister* real)
      : csv_(CsvTable::load(file)), tag_(tag), real_(real) {
    if (!csv_.find_column("id")) firm_ = csv_.require_column("firm", faults_);
    id_ = csv_.find_column("id");
    if (!tag.empty()) tags_ = csv_.require_column("tag", faults_);
    faults_.throw_if_any();
  }

  [[nodiscard]] bool by_id() const { return id_.has_value(); }

  Names read(std::int64_t firms) {
    if (real_ != nullptr) firms += static_cast<std::int64_t>(real_->size());
    Names names;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const std::optional<std::string> name = id_ ? id_at(row) : number_at(row, firms);
      if (name && (!tags_ || csv_.text(row, *tags_) == tag_)) names.push_back(*name);
    }
    faults_.throw_if_any();
    return names;
  }

 private:
  std::optional<std::string> id_at(std::size_t row) {
    const std::string id(csv_.text(row, *id_));
    if (real_ == nullptr || real_->hide_ids) {
      faults_.add(csv_.place(row, *id_), "a firm is named by its id",
                  real_ == nullptr ? "the world has no firms with ids"
                                   : "the world file says privacy: {hide_ids: true}",
                  real_ == nullptr ? "give the world file `firms`, or name firms by number" : "");
      return std::nullopt;
    }
    if (real_->find(id) != no_entry) return id;
    faults_.add(csv_.place(row, *id_), fmt::format("id is {}", in_quotes(id)),
                "the world's register has no such firm", suggest(id, real_->id));
    return std::nullopt;
  }

  std::optional<std::string> number_at(std::size_t row, std::int64_t firms) {
    const auto number = csv_.number(row, *firm_);
    if (number && *number >= 0.0 && *number == std::floor(*number) && *number < static_cast<double>(firms))
      return fmt::format("{:.0f}", *number);
    faults_.add(csv_.place(row, *firm_), fmt::format("firm is \"{}\"", csv_.text(row, *firm_)),
                fmt::format("firms of this world have the numbers 0 to {}", firms - 1),
                "`entrepot world build` writes the list of firms");
    return std::nullopt;
  }

  CsvTable csv_;
  std::string tag_;
  const FirmRegister* real_;
  Faults faults_;
  std::optional<std::size_t> firm_, id_, tags_;
};

// A policy that names few firms tells of them by what it changes.
void expect_no_single_firms(const Node& policy, const Values& values, const FirmRegister& real,
                            Faults& faults) {
  for (const char* key : {"top", "top_share", "random_share", "firm_list", "entity_list"}) {
    if (real.min_firms == 0 || !values.has(key) || policy.find(key) == nullptr) continue;
    faults.add(policy.find(key)->place(), fmt::format("{} names single firms", key),
               fmt::format("the world file says privacy: {{min_firms: {}}}, and what changes with the policy "
                           "would tell of them",
                           real.min_firms),
               "name whole regions and sectors");
  }
}

}  // namespace

void read_firm_list(const Node& policy, Values& values, const Scenario& scenario, ReadContext& context) {
  const FirmRegister* const real = context.names != nullptr ? context.names->firm_register.get() : nullptr;
  if (real != nullptr) expect_no_single_firms(policy, values, *real, context.faults);
  if (!values.has("firm_list")) return;
  const Node& at = *policy.find("firm_list");
  bool by_id = false;
  try {
    const std::string tag = values.text_or("tag", "");
    FirmList list(values.get<std::string>("firm_list"), tag, real);
    by_id = list.by_id();
    if (by_id && context.names == nullptr) return;
    Names names = list.read(scenario.world.firms);
    if (names.empty()) {
      context.faults.add(
          at.place(), "no firm is named",
          tag.empty() ? "the list is empty" : "no row of the list has the tag " + in_quotes(tag));
    }
    values.set(by_id ? "firm_ids" : "firms", std::move(names));
  } catch (const InputError& error) {
    context.faults.add(error);
  }
  if (scenario.resynthesise && !by_id) {
    context.faults.add(
        at.place(), "firms by number in worlds that are redrawn",
        "every replicate has other firms behind the numbers",
        "choose firms by top, top_share or random_share, or leave out replicates.resynthesise");
  }
}

}  // namespace entrepot::scenarios
