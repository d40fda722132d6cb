#include "scenarios/reader/tables/firms_block.hpp"

#include "sim/core/keys.hpp"

namespace entrepot::scenarios {

namespace {

std::vector<KeyFault> check_period(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults;
  const bool from = given.count("from") != 0;
  const bool until = given.count("until") != 0;
  if (from != until)
    faults.push_back({from ? "from" : "until", "one end of the period is missing",
                      "transactions of a whole period are brought to a year", "give from and until"});
  if (values.has("from") && values.has("until") && values.get<Date>("until") <= values.get<Date>("from"))
    faults.push_back({"until", "until is not after from", "it is the first day off", ""});
  for (const char* key : {"from", "until", "transaction_columns", "unknown"})
    if (given.count(key) != 0 && given.count("transactions") == 0)
      faults.push_back({key, std::string(key) + " without transactions", "it says how they are read",
                        "give transactions, or leave it out"});
  return faults;
}

}  // namespace

const Descriptor& firms_descriptor() {
  static const Descriptor descriptor{
      "firms",
      "Real firms in place of drawn ones, and what they buy from each other.",
      {required_key("table", KeyType::file, "CSV of firms (may be gzipped): a row per firm."),
       optional_key("columns", KeyType::block, "Its columns by what they hold; default: columns so named."),
       optional_key("transactions", KeyType::file, "CSV of payments between these firms, a row per payment."),
       optional_key("transaction_columns", KeyType::block, "Its columns, alike."),
       choice_key("unit", {"million", "one", "thousand", "billion"}, "What one figure of money counts."),
       number_key("rate", "1", 1e-6, 1e6, "USD for one unit of its currency (mean of the year)."),
       optional_key("regions", KeyType::file,
                    "Concordance: CSV with columns from, to; their regions to ours."),
       optional_key("sectors", KeyType::file, "Concordance of sectors, alike."),
       choice_key(
           "remainder", {"drawn", "none"},
           "What the table makes beyond the register's firms of a cell: drawn: by synthetic firms; none: "
           "the register has all firms, which are scaled up."),
       optional_key("from", KeyType::date,
                    "First day of the payments that count; they are brought to a year."),
       optional_key("until", KeyType::date, "First day off."),
       choice_key("unknown", {"fault", "leave_out"}, "Payments that name a firm the table does not have.")},
      check_period};
  return descriptor;
}

const Descriptor& firm_columns_descriptor() {
  static const Descriptor descriptor{
      "firm-columns",
      "Columns of the table of firms.",
      {default_key("id", KeyType::text, "id", "What tells a firm from others: any text."),
       default_key("region", KeyType::text, "region", "Region or country."),
       default_key("sector", KeyType::text, "sector", "Sector; not needed where product is given."),
       default_key("product", KeyType::text, "product", "Product of the world; default: the one with room."),
       default_key("output", KeyType::text, "output", "Sales of a year, without trade margins."),
       default_key("owner", KeyType::text, "owner", "Region of the owner; empty: not known."),
       default_key("tags", KeyType::text, "tags", "Any words, kept with the firm.")}};
  return descriptor;
}

const Descriptor& transaction_columns_descriptor() {
  static const Descriptor descriptor{
      "transaction-columns",
      "Columns of the table of transactions.",
      {default_key("supplier", KeyType::text, "supplier", "Id of the firm that is paid."),
       default_key("buyer", KeyType::text, "buyer", "Id of the firm that pays."),
       default_key("value", KeyType::text, "value", "What is paid at the supplier's gate."),
       default_key("date", KeyType::text, "date", "Day or month of payment.")}};
  return descriptor;
}

const Descriptor& privacy_descriptor() {
  static const Descriptor descriptor{
      "privacy",
      "What of the firms may leave the program.",
      {flag_key("hide_ids", "Ids and tags of firms are in no output and no policy can name them."),
       ranged(
           default_key("min_firms", KeyType::integer, "0",
                       "Cells of fewer firms are left to synthesis, and nothing that tells of single firms "
                       "is written. 0: no such rule."),
           0, 1e6)}};
  return descriptor;
}

namespace {

Values values_of(const Node* node, const Descriptor& descriptor, ReadContext& context) {
  if (node == nullptr) return default_values(descriptor);
  if (!expect_kind(*node, Node::Kind::map, descriptor.name, context.faults))
    return default_values(descriptor);
  return read_block(*node, descriptor, descriptor.name, context);
}

double millions(const std::string& unit) {
  return unit == "one" ? 1e-6 : unit == "thousand" ? 1e-3 : unit == "billion" ? 1e3 : 1.0;
}

void read_columns(const Node& firms, FirmPlan& plan, ReadContext& context) {
  const Values own = values_of(firms.find("columns"), firm_columns_descriptor(), context);
  const Values links =
      values_of(firms.find("transaction_columns"), transaction_columns_descriptor(), context);
  const auto text = [](const Values& values, const char* key) { return values.text_or(key, key); };
  plan.columns = {text(own, "id"),     text(own, "region"), text(own, "sector"), text(own, "product"),
                  text(own, "output"), text(own, "owner"),  text(own, "tags")};
  plan.link_columns = {text(links, "supplier"), text(links, "buyer"), text(links, "value"),
                       text(links, "date")};
}

void read_privacy(const Node* node, FirmPlan& plan, ReadContext& context) {
  const Values values = values_of(node, privacy_descriptor(), context);
  if (values.has("hide_ids")) plan.hide_ids = values.get<bool>("hide_ids");
  if (values.has("min_firms"))
    plan.min_firms = static_cast<std::uint32_t>(values.get<std::int64_t>("min_firms"));
}

}  // namespace

std::shared_ptr<const FirmPlan> read_firms_block(const Node& root, const std::string& file,
                                                 ReadContext& context) {
  const Node* node = root.find("firms");
  if (node == nullptr && root.find("privacy") != nullptr)
    context.faults.add(root.find("privacy")->place(), "privacy without firms", "it is about real firms",
                       "give firms, or leave it out");
  if (node == nullptr || !expect_kind(*node, Node::Kind::map, "firms", context.faults)) return nullptr;
  const std::size_t before = context.faults.count();
  const Values values = read_block(*node, firms_descriptor(), "firms", context);
  FirmPlan plan;
  read_columns(*node, plan, context);
  read_privacy(root.find("privacy"), plan, context);
  if (context.faults.count() != before) return nullptr;
  plan.world_file = file;
  plan.table = values.get<std::string>("table");
  plan.transactions = values.text_or("transactions", "");
  plan.unit = millions(values.get<std::string>("unit")) * values.number("rate");
  plan.regions = values.text_or("regions", "");
  plan.sectors = values.text_or("sectors", "");
  if (values.has("from")) plan.from = values.get<Date>("from");
  if (values.has("until")) plan.until = values.get<Date>("until");
  plan.whole = values.get<std::string>("remainder") == "none";
  plan.skip_unknown = values.get<std::string>("unknown") == "leave_out";
  return std::make_shared<const FirmPlan>(std::move(plan));
}

}  // namespace entrepot::scenarios
