#include "scenarios/data/firms/firm_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "scenarios/data/firms/columned_rows.hpp"
#include "scenarios/data/firms/place_names.hpp"
#include "scenarios/data/members.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t hints_at_most = 1000;  // no more faults are listed

class FirmReader {
 public:
  FirmReader(const FirmPlan& plan, const WorldTable& table, Faults& faults)
      : plan_(plan),
        table_(table),
        axes_(table.axes()),
        rows_(plan.table, faults),
        regions_("region", table.regions),
        sectors_("sector", table.sectors),
        products_("product", table.products),
        faults_(faults) {}

  void know(const std::string& members) {
    if (!members.empty()) {
      for (const MemberCountry& country : read_members(members)) {
        for (const std::string& name : {country.iso3, country.iso2, country.un, country.country})
          regions_.add(name, country.region);
      }
    }
    if (!plan_.regions.empty()) regions_.read(plan_.regions, faults_);
    if (!plan_.sectors.empty()) sectors_.read(plan_.sectors, faults_);
    id_ = rows_.column(plan_.columns.id, true);
    region_ = rows_.column(plan_.columns.region, true);
    product_ = rows_.column(plan_.columns.product, false);
    sector_ = rows_.column(plan_.columns.sector, !product_);
    output_ = rows_.column(plan_.columns.output, true);
    owner_ = rows_.column(plan_.columns.owner, plan_.columns.owner != "owner");
    tags_ = rows_.column(plan_.columns.tags, plan_.columns.tags != "tags");
    faults_.throw_if_any();
  }

  void read() {
    while (rows_.next()) {
      const std::size_t before = faults_.count();
      const std::string id(rows_.text(id_));
      if (id.empty()) rows_.fault(*id_, "the id is empty", "every firm has one");
      const std::optional<std::size_t> region = place(region_, regions_, "region");
      const auto [sector, product] = goods();
      const std::optional<double> output = rows_.number(*output_, "output");
      if (output && *output < 0.0) rows_.fault(*output_, "output is below 0", "sales of a year are meant");
      const std::optional<std::size_t> owner =
          rows_.text(owner_).empty() ? std::nullopt : place(owner_, regions_, "owner's region");
      if (faults_.count() != before) continue;
      if (!(*output > 0.0)) {
        ++idle_;
        continue;
      }
      firms_.id.push_back(id);
      firms_.group.push_back(axes_.group(RegionId(*region), *sector));
      firms_.product.push_back(product);
      firms_.output.push_back(*output * plan_.unit);
      firms_.owner.push_back(owner ? RegionId(*owner) : RegionId{});
      if (tags_) firms_.tags.emplace_back(rows_.text(tags_));
    }
  }

  // By id; ids that come twice are faults.
  FirmRegister sorted() {
    std::vector<std::uint32_t> order(firms_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return firms_.id[a] < firms_.id[b]; });
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (firms_.id[order[i]] == firms_.id[order[i - 1]])
        faults_.add({plan_.table, 0, 0, ""},
                    fmt::format("firm {} is given twice", in_quotes(firms_.id[order[i]])),
                    "an id names one firm", "give each plant an id of its own, or add them up");
    }
    const auto arrange = [&](auto& column) {
      auto old = std::move(column);
      column.clear();
      if (old.empty()) return;
      for (const std::uint32_t at : order) column.push_back(std::move(old[at]));
    };
    arrange(firms_.id);
    arrange(firms_.group);
    arrange(firms_.product);
    arrange(firms_.output);
    arrange(firms_.owner);
    arrange(firms_.tags);
    return std::move(firms_);
  }
  [[nodiscard]] std::size_t idle() const { return idle_; }

 private:
  std::optional<std::size_t> place(const std::optional<std::size_t>& column, const PlaceNames& names,
                                   const char* what) {
    const std::string_view text = rows_.text(column);
    const std::optional<std::size_t> found = names.find(text);
    if (!found && column)
      rows_.fault(*column, fmt::format("{} is {}", what, in_quotes(std::string(text))),
                  "the world has none of that name, nor a concordance for it",
                  faults_.count() < hints_at_most ? names.hint(text) : "");
    return found;
  }

  std::pair<std::optional<SectorId>, ProductId> goods() {
    if (!rows_.text(product_).empty()) {
      const std::optional<std::size_t> product = place(product_, products_, "product");
      if (!product) return {};
      return {axes_.sector_of(ProductId(*product)), ProductId(*product)};
    }
    const std::optional<std::size_t> sector = place(sector_ ? sector_ : product_, sectors_, "sector");
    if (!sector) return {};
    return {SectorId(*sector), ProductId{}};
  }

  const FirmPlan& plan_;
  const WorldTable& table_;
  Axes axes_;
  ColumnedRows rows_;
  PlaceNames regions_, sectors_, products_;
  Faults& faults_;
  std::optional<std::size_t> id_, region_, sector_, product_, output_, owner_, tags_;
  FirmRegister firms_;
  std::size_t idle_ = 0;
};

}  // namespace

FirmIndex::FirmIndex(const FirmRegister& firms) {
  entry_.reserve(firms.size());
  for (std::uint32_t e = 0; e < firms.size(); ++e) entry_.emplace(firms.id[e], e);
}

FirmRegister read_firms(const FirmPlan& plan, const std::string& members, WorldTable& table, Faults& faults) {
  FirmReader reader(plan, table, faults);
  reader.know(members);
  reader.read();
  if (reader.idle() > 0 && plan.min_firms == 0)
    table.notes.push_back(fmt::format("register, left out: {} firms without output", reader.idle()));
  return reader.sorted();
}

}  // namespace entrepot::scenarios
