#include "scenarios/reader/tables/entity_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "models/policies/parts/listed_entities.hpp"
#include "scenarios/data/csv.hpp"
#include "scenarios/reader/name_hints.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot::scenarios {

namespace {

using models::ListedEntity;

std::string lower_case(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// A name without case, spaces and marks: what makes two rows one entity.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ';' || c == '|') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

struct EntityRow {
  ListedEntity entity;
  std::vector<std::string> names;  // bare: its own, then aliases
};

// EntityColumns of the file; region may be called country.
struct EntityColumns {
  std::optional<std::size_t> name, region, sector, product, date, until, policy, rate, aliases, rank, firm;
};

class EntityFile {
 public:
  EntityFile(const CsvTable& csv, const Values& policy, ReadContext& context)
      : csv_(csv), policy_(policy), context_(context), names_(*context.names) {}

  std::vector<EntityRow> read() {
    find_columns();
    faults_.throw_if_any();
    std::vector<EntityRow> rows;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const std::size_t before = faults_.count();
      EntityRow one = read_row(row);
      if (faults_.count() == before && is_meant(one.entity)) rows.push_back(std::move(one));
    }
    faults_.throw_if_any();
    return rows;
  }

  // What was left out or taken for something.
  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (!elsewhere_.empty()) {
      std::vector<std::string> places;
      std::size_t rows = 0;
      for (const auto& [place, count] : elsewhere_) {
        places.push_back(fmt::format("{} {}", place, count));
        rows += count;
      }
      notes.push_back(fmt::format("{} rows are of places that the policy does not name, and left out: {}",
                                  rows, listed(places)));
    }
    if (!unclear_.empty())
      notes.push_back(
          fmt::format("{} rows have a licence policy that is none of \"presumption of denial\", "
                      "\"case by case\" and \"presumption of approval\", and get licence_rate: {}",
                      unclear_rows_, listed({unclear_.begin(), unclear_.end()})));
    return notes;
  }

 private:
  void find_columns() {
    const auto either = [&](const char* one, const char* other) {
      const auto at = csv_.find_column(one);
      return at ? at : csv_.find_column(other);
    };
    columns_ = {csv_.require_column("name", faults_),
                either("region", "country"),
                csv_.find_column("sector"),
                csv_.find_column("product"),
                csv_.require_column("date", faults_),
                either("until", "removed"),
                csv_.find_column("licence_policy"),
                csv_.find_column("licence_rate"),
                csv_.find_column("aliases"),
                csv_.find_column("rank"),
                csv_.find_column("firm")};
    if (!columns_.region) columns_.region = csv_.require_column("region", faults_);
    if (!columns_.sector && !columns_.product) columns_.sector = csv_.require_column("sector", faults_);
  }

  [[nodiscard]] std::string text(std::size_t row, const std::optional<std::size_t>& column) const {
    return column ? std::string(csv_.text(row, *column)) : "";
  }
  void fault(std::size_t row, const std::optional<std::size_t>& column, const std::string& what,
             const std::string& why, const std::string& suggestion) {
    faults_.add(csv_.place(row, *column), what, why, suggestion);
  }

  EntityRow read_row(std::size_t row) {
    EntityRow one;
    one.entity.name = text(row, columns_.name);
    if (bare(one.entity.name).empty()) fault(row, columns_.name, "name is empty", "an entity has a name", "");
    one.names.push_back(bare(one.entity.name));
    for (const std::string& alias : parts_of(text(row, columns_.aliases))) {
      if (!bare(alias).empty()) one.names.push_back(bare(alias));
    }
    one.entity.region = region_of(row);
    set_goods(row, one.entity);
    one.entity.days = {date_at(row, columns_.date, Date::min()), date_at(row, columns_.until, Date::max())};
    if (one.entity.days.empty())
      fault(row, columns_.until, "until is " + text(row, columns_.until), "it is not after the date", "");
    one.entity.licence = licence_of(row);
    one.entity.rank = rank_of(row);
    one.entity.firm = firm_of(row, one.entity);
    return one;
  }

  std::string region_of(std::size_t row) {
    const std::string label = text(row, columns_.region);
    if (std::ranges::find(names_.regions, label) != names_.regions.end()) return label;
    const std::vector<MemberCountry> none;
    const std::vector<MemberCountry>& members = context_.members != nullptr ? *context_.members : none;
    const MemberCountry* country = find_country(label, members);
    if (country != nullptr && std::ranges::find(names_.regions, country->region) != names_.regions.end())
      return country->region;
    fault(row, columns_.region, "region is " + in_quotes(label),
          "neither a region of the world nor a country", region_hint(label, names_, members));
    return "";
  }

  void set_goods(std::size_t row, ListedEntity& entity) {
    const std::string code = text(row, columns_.product);
    entity.sector = text(row, columns_.sector);
    if (!code.empty()) {
      set_product(row, code, entity);
    } else if (entity.sector.empty()) {
      fault(row, columns_.sector ? columns_.sector : columns_.product, "neither sector nor product",
            "one of them says where the entity's firm is looked for", "");
    } else if (std::ranges::find(names_.sectors, entity.sector) == names_.sectors.end()) {
      fault(row, columns_.sector, "sector is " + in_quotes(entity.sector), "the world has no such sector",
            suggest(entity.sector, names_.sectors, "sectors"));
    }
  }

  // A code finer or coarser than one product of the world stands for its sector, where it lies in one.
  void set_product(std::size_t row, const std::string& code, ListedEntity& entity) {
    const std::vector<std::size_t> products = products_of_code(names_, code);
    std::set<std::string> sectors;
    for (const std::size_t p : products) sectors.insert(names_.product_sector[p]);
    if (sectors.size() != 1) {
      fault(row, columns_.product, "product is " + in_quotes(code),
            products.empty() ? "the world has no such product" : "it lies in more than one sector",
            products.empty() ? product_hint(code, names_) : "say the sector instead");
      return;
    }
    if (!entity.sector.empty() && entity.sector != *sectors.begin())
      fault(row, columns_.sector, "sector is " + in_quotes(entity.sector),
            fmt::format("the product {} is of {}", code, *sectors.begin()), "leave one of them out");
    entity.sector = *sectors.begin();
    if (products.size() == 1) entity.product = names_.products[products.front()];
  }

  Date date_at(std::size_t row, const std::optional<std::size_t>& column, Date otherwise) {
    const std::string day = text(row, column);
    if (day.empty() && otherwise == Date::max()) return otherwise;
    Date date = otherwise;
    if (!parse_date(day, date)) {
      const bool slashes = day.find('/') != std::string::npos || day.find('.') != std::string::npos;
      fault(row, column, "date is " + in_quotes(day), "expected YYYY-MM-DD",
            slashes ? "a spreadsheet has written it in its own way: set the column to text" : "");
    }
    return date;
  }

  std::optional<double> licence_of(std::size_t row) {
    if (!text(row, columns_.rate).empty()) {
      const auto rate = csv_.number(row, *columns_.rate);
      if (!rate || *rate < 0.0 || *rate > 1.0)
        fault(row, columns_.rate, "licence_rate is " + in_quotes(text(row, columns_.rate)),
              "a part of the links, 0 to 1", "");
      return rate;
    }
    std::string policy = lower_case(text(row, columns_.policy));
    std::replace(policy.begin(), policy.end(), '-', ' ');
    if (policy.empty()) return std::nullopt;
    // "Case by case for food; presumption of denial for all other items": the rest is what it is about.
    if (policy.find("denial") != std::string::npos) return 0.0;
    if (policy.find("case by case") != std::string::npos) return policy_.number("case_by_case");
    if (policy.find("approval") != std::string::npos) return 1.0;
    ++unclear_rows_;
    unclear_.insert(in_quotes(text(row, columns_.policy)));
    return std::nullopt;
  }

  std::int64_t rank_of(std::size_t row) {
    if (text(row, columns_.rank).empty()) return 0;
    const auto rank = csv_.number(row, *columns_.rank);
    if (!rank || *rank < 1.0 || *rank > 1e9 || *rank != std::floor(*rank)) {
      fault(row, columns_.rank, "rank is " + in_quotes(text(row, columns_.rank)),
            "a whole number, 1 for the largest firm of its sector or product", "");
      return 0;
    }
    return static_cast<std::int64_t>(*rank);
  }

  // The id of a real firm; the world's register must have it where the row says.
  std::string firm_of(std::size_t row, const ListedEntity& entity) {
    const std::string id = text(row, columns_.firm);
    if (id.empty()) return "";
    const FirmRegister* const real = names_.firm_register.get();
    if (real == nullptr || real->hide_ids) {
      fault(row, columns_.firm, "a firm is named by its id",
            real == nullptr ? "the world has no firms with ids"
                            : "the world file says privacy: {hide_ids: true}",
            "leave the cell empty");
      return "";
    }
    const std::uint32_t entry = real->find(id);
    if (entry == no_entry) {
      fault(row, columns_.firm, "firm is " + in_quotes(id), "the world's register has no such firm",
            suggest(id, real->id));
      return "";
    }
    const std::size_t sectors = names_.sectors.size();
    const std::string& region = names_.regions[real->group[entry].index() / sectors];
    const std::string& sector = names_.sectors[real->group[entry].index() % sectors];
    if (region != entity.region || sector != entity.sector)
      fault(row, columns_.firm, "firm is " + in_quotes(id), "it is of " + region + " " + sector,
            "say so in this row, or leave the cell empty");
    return id;
  }

  bool is_meant(const ListedEntity& entity) {
    const Names regions = policy_.names("listed");
    const Names sectors = policy_.names("listed_sector");
    const bool here = std::ranges::any_of(
        regions, [&](const std::string& name) { return name == entity.region || is_club(name); });
    const bool wanted = sectors.empty() || std::ranges::find(sectors, entity.sector) != sectors.end();
    if (here && wanted) return true;
    ++elsewhere_[entity.region + (here ? " " + entity.sector : "")];
    return false;
  }
  [[nodiscard]] bool is_club(const std::string& name) const {
    return std::ranges::find(names_.clubs, name) != names_.clubs.end();
  }

  const CsvTable& csv_;
  const Values& policy_;
  ReadContext& context_;
  const WorldNames& names_;
  Faults faults_;
  EntityColumns columns_;
  std::set<std::string> unclear_;
  std::size_t unclear_rows_ = 0;
  std::map<std::string, std::size_t> elsewhere_;  // rows by place
};

// Rows that share a name in a region are one entity: the one that is listed first, from then until the last
// of them ends.
std::vector<ListedEntity> entities_of(std::vector<EntityRow> rows) {
  std::ranges::stable_sort(rows, {}, [](const EntityRow& row) {
    return std::tie(row.entity.days.from, row.entity.name, row.entity.sector, row.entity.product);
  });
  std::vector<std::size_t> first(rows.size());
  std::iota(first.begin(), first.end(), 0U);
  const auto root = [&](std::size_t at) {
    while (first[at] != at) at = first[at];
    return at;
  };
  std::map<std::pair<std::string, std::string>, std::size_t> met;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& name : rows[i].names) {
      const auto [other, is_new] = met.try_emplace({rows[i].entity.region, name}, i);
      const std::size_t a = root(i);
      const std::size_t b = root(other->second);
      if (!is_new) first[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    DaySpan& days = rows[root(i)].entity.days;
    days.until = std::max(days.until, rows[i].entity.days.until);
  }
  std::vector<ListedEntity> entities;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (root(i) == i) entities.push_back(std::move(rows[i].entity));
  }
  return entities;
}

}  // namespace

void read_entity_list(const Node& policy, Values& values, ReadContext& context) {
  if (!values.has("entity_list") || context.names == nullptr) return;
  try {
    const CsvTable csv = CsvTable::load(values.get<std::string>("entity_list"));
    EntityFile file(csv, values, context);
    std::vector<EntityRow> rows = file.read();
    const std::size_t read = rows.size();
    const std::vector<ListedEntity> entities = entities_of(std::move(rows));
    if (entities.empty()) {
      context.faults.add(policy.find("entity_list")->place(), "no entity is listed",
                         csv.rows() == 0 ? "the file has no rows"
                                         : "no row is of the regions and sectors that the policy names");
      return;
    }
    Names texts;
    for (const ListedEntity& entity : entities) texts.push_back(entity_text(entity));
    const std::string id = values.text_or("id", "");
    const auto note = [&](const std::string& text) { context.notes.push_back("policy " + id + ": " + text); };
    note(fmt::format(
        "{} rows of its list name {} entities; `entrepot schedule --firms` says which firms they are", read,
        entities.size()));
    for (const std::string& text : file.notes()) note(text);
    values.set(models::entities_key, std::move(texts));
  } catch (const InputError& error) {
    context.faults.add(error);
  }
}

}  // namespace entrepot::scenarios
