// Payments between firms of a register, summed by pair and brought to a year.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "scenarios/data/firms/columned_rows.hpp"
#include "scenarios/data/firms/firm_rows.hpp"

namespace entrepot::scenarios {

namespace {

constexpr double days_per_year = 365.2425;
constexpr std::size_t id_hints_at_most = 20;  // a hint looks at every id

// Days of a period; 1 for a calendar year of either length.
double years_in(Date from, Date until) {
  const std::chrono::year_month_day first(from);
  const std::chrono::year_month_day next = first + std::chrono::years(1);
  if (next.ok() && Date(next) == until) return 1.0;
  return static_cast<double>((until - from).count()) / days_per_year;
}

class TransactionReader {
 public:
  TransactionReader(const FirmPlan& plan, const FirmRegister& firms, Faults& faults)
      : plan_(plan), firms_(firms), index_(firms), rows_(plan.transactions, faults), faults_(faults) {}

  std::vector<RegisterLink> read() {
    find_columns();
    faults_.throw_if_any();
    while (rows_.next()) read_row();
    if (plan_.from != Date::min()) {
      const double years = years_in(plan_.from, plan_.until);
      for (RegisterLink& link : links_) link.value /= years;
    }
    return summed();
  }

  void note(std::vector<std::string>& notes) const {
    if (plan_.min_firms > 0) return;  // counts of rows that no output may depend on
    if (unknown_ > 0)
      notes.push_back(fmt::format(
          "register, left out: {} transactions, {:.6g} musd, name a firm that the table does not have",
          unknown_, unknown_value_));
    if (outside_ > 0)
      notes.push_back(
          fmt::format("register, left out: {} transactions, {:.6g} musd, are not from {} to before {}",
                      outside_, outside_value_, format_date(plan_.from), format_date(plan_.until)));
    if (repeated_ > 0)
      notes.push_back(fmt::format("register: {} further payments of the same pairs are summed", repeated_));
    if (returned_ > 0)
      notes.push_back(
          fmt::format("register, left out: {} pairs whose payments come to nothing or less", returned_));
    note_span(notes);
  }

 private:
  void find_columns() {
    supplier_ = rows_.column(plan_.link_columns.supplier, true);
    buyer_ = rows_.column(plan_.link_columns.buyer, true);
    value_ = rows_.column(plan_.link_columns.value, true);
    date_ =
        rows_.column(plan_.link_columns.date, plan_.link_columns.date != "date" || plan_.from != Date::min());
  }

  void read_row() {
    const std::optional<double> value = rows_.number(*value_, "value");
    const std::uint32_t supplier = firm(*supplier_, "supplier");
    const std::uint32_t buyer = firm(*buyer_, "buyer");
    const bool inside = in_period(value ? *value * plan_.unit : 0.0);
    if (!value || !inside) return;
    if (supplier == no_entry || buyer == no_entry) {
      ++unknown_;
      unknown_value_ += *value * plan_.unit;
      return;
    }
    links_.push_back({buyer, supplier, *value * plan_.unit});
  }

  std::uint32_t firm(std::size_t column, const char* what) {
    const std::string_view id = rows_.text(column);
    const std::uint32_t entry = index_.find(id);
    if (entry == no_entry && !plan_.skip_unknown) {
      const bool hint = ++strangers_ <= id_hints_at_most && !firms_.hide_ids;
      rows_.fault(column, fmt::format("{} is {}", what, in_quotes(std::string(id))),
                  "the table of firms has no such id (unknown: leave_out leaves out its transactions)",
                  hint ? suggest(std::string(id), firms_.id) : "");
    }
    return entry;
  }

  bool in_period(double value) {
    if (!date_) return true;
    Date date;
    if (!parse_date(std::string(rows_.text(*date_)), date)) {
      rows_.fault(*date_, fmt::format("date is {}", in_quotes(std::string(rows_.text(*date_)))),
                  "expected YYYY-MM-DD or YYYY-MM");
      return false;
    }
    first_ = std::min(first_, date);
    last_ = std::max(last_, date);
    if (plan_.from == Date::min() || (date >= plan_.from && date < plan_.until)) return true;
    ++outside_;
    outside_value_ += value;
    return false;
  }

  // Pairs in order, their payments summed from small to large: the order of rows has no say.
  std::vector<RegisterLink> summed() {
    std::sort(links_.begin(), links_.end(), [](const RegisterLink& a, const RegisterLink& b) {
      return std::tie(a.buyer, a.supplier, a.value) < std::tie(b.buyer, b.supplier, b.value);
    });
    std::size_t out = 0;
    for (const RegisterLink& link : links_) {
      if (out > 0 && links_[out - 1].buyer == link.buyer && links_[out - 1].supplier == link.supplier) {
        links_[out - 1].value += link.value;
        ++repeated_;
      } else {
        links_[out++] = link;
      }
    }
    links_.resize(out);
    returned_ = std::erase_if(links_, [](const RegisterLink& link) { return !(link.value > 0.0); });
    return std::move(links_);
  }

  void note_span(std::vector<std::string>& notes) const {
    if (!date_ || plan_.from != Date::min() || first_ > last_) return;
    const auto days = (last_ - first_).count() + 1;
    constexpr int shortest = 330;
    constexpr int longest = 366;
    notes.push_back(fmt::format(
        "{}payments from {} to {} are taken as those of one year{}",
        days < shortest || days > longest ? "DOUBT: " : "", format_date(first_), format_date(last_),
        days < shortest || days > longest ? ": give `from` and `until` to bring them to a year" : ""));
  }

  const FirmPlan& plan_;
  const FirmRegister& firms_;
  FirmIndex index_;
  ColumnedRows rows_;
  Faults& faults_;
  std::optional<std::size_t> supplier_, buyer_, value_, date_;
  std::vector<RegisterLink> links_;
  std::size_t unknown_ = 0, outside_ = 0, repeated_ = 0, returned_ = 0, strangers_ = 0;
  double unknown_value_ = 0.0, outside_value_ = 0.0;
  Date first_ = Date::max(), last_ = Date::min();
};

}  // namespace

std::vector<RegisterLink> read_transactions(const FirmPlan& plan, const FirmRegister& firms,
                                            std::vector<std::string>& notes, Faults& faults) {
  TransactionReader reader(plan, firms, faults);
  std::vector<RegisterLink> links = reader.read();
  reader.note(notes);
  return links;
}

}  // namespace entrepot::scenarios
