#include "scenarios/reader/name_hints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t chapter = 2;  // digits
constexpr std::size_t heading = 4;
constexpr std::size_t finest = 10;

bool is_code_digit(char c) { return c >= '0' && c <= '9'; }

bool holds_name(const std::vector<std::string>& all, const std::string& name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

// The digits of an HS code, its dots left out; empty where it is none.
std::string digits_of(const std::string& code) {
  std::string digits;
  for (const char c : code) {
    if (is_code_digit(c)) {
      digits += c;
    } else if (c != '.') {
      return "";
    }
  }
  return digits.size() <= finest ? digits : "";
}

// Products of the world that hold this code: those of its heading, else those of its chapter.
std::string holder_of(const std::string& digits, const WorldNames& world) {
  for (const std::size_t length : {heading, chapter}) {
    if (digits.size() < length) continue;
    const std::string code = digits.substr(0, length);
    if (!products_of_code(world, code).empty()) return code;
  }
  return "";
}

std::string names_of(const std::vector<std::size_t>& products, const WorldNames& world) {
  std::vector<std::string> names;
  for (const std::size_t p : products) names.push_back(world.products[p]);
  return listed(names);
}

}  // namespace

std::string region_hint(const std::string& name, const WorldNames& world,
                        const std::vector<MemberCountry>& members) {
  std::vector<std::string> all = world.regions;
  all.insert(all.end(), world.clubs.begin(), world.clubs.end());
  std::sort(all.begin(), all.end());
  const MemberCountry* country = find_country(name, members);
  if (country == nullptr) return suggest(name, all, "known");
  const std::string known = "; known: " + listed(all);
  if (holds_name(world.regions, country->iso3))
    return fmt::format("{} is {} here: write {}{}", name, country->iso3, country->iso3, known);
  if (holds_name(world.regions, country->region))
    return fmt::format("{}{} is inside {} here, it has no terms of its own: write {} for all of it{}", name,
                       name == country->country ? "" : fmt::format(" ({})", country->country),
                       country->region, country->region, known);
  return suggest(name, all, "known");
}

std::string product_hint(const std::string& code, const WorldNames& world) {
  const std::string digits = digits_of(code);
  if (digits.empty()) return suggest(code, world.products, "known");
  if (digits.size() == 1 && code.size() == 1 && !products_of_code(world, "0" + digits).empty())
    return fmt::format("write \"0{}\": HS chapters have two digits, kept as text", digits);
  const std::string holder = holder_of(digits, world);
  if (holder.empty()) return "known: " + listed(world.products);
  const std::vector<std::size_t> products = products_of_code(world, holder);
  if (products.size() == 1 && world.products[products.front()] == holder)
    return fmt::format("{} is inside {}, a product of this world: write \"{}\"", code, holder, holder);
  return fmt::format("{} is inside {}: write \"{}\" for all of it, or its products {}", code, holder, holder,
                     names_of(products, world));
}

std::string word_hint(const std::string& word, const std::string& kind, const WorldNames& world,
                      const std::vector<ListedName>& words) {
  const auto is_there = [&](const std::string& code) {
    if (kind == "product") return !products_of_code(world, code).empty();
    return holds_name(kind == "sector" ? world.sectors : world.regions, code);
  };
  std::vector<std::string> meant;
  std::vector<std::string> codes;
  for (const ListedName& name : find_names(words, kind, word)) {
    if (!is_there(name.code)) continue;
    codes.push_back(name.code);
    meant.push_back(fmt::format("{} ({})", name.code, name.name));
  }
  if (meant.empty()) return "";
  const std::string code = kind == "product" ? in_quotes(codes.front()) : codes.front();
  if (meant.size() == 1) return fmt::format("{} is {} here: write {}", word, meant.front(), code);
  return fmt::format("{} may mean {}: write the codes that are meant", word, listed(meant));
}

}  // namespace entrepot::scenarios
