#include "scenarios/data/tables/sector_kinds.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <utility>

namespace entrepot::scenarios {

namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

constexpr std::array own_codes{"AGR", "MIN", "FOO", "TEX", "WPP", "PET", "CHM", "RNM",
                               "MET", "ELE", "ELQ", "MAC", "AUT", "OMF", "SRV"};

// Divisions up to `last` (those before it are above) are like a sector.
struct Divisions {
  int last;
  const char* sector;
};
constexpr Divisions isic4_divisions[] = {{3, "AGR"},  {9, "MIN"},  {12, "FOO"}, {15, "TEX"}, {18, "WPP"},
                                         {19, "PET"}, {21, "CHM"}, {23, "RNM"}, {25, "MET"}, {26, "ELE"},
                                         {27, "ELQ"}, {28, "MAC"}, {29, "AUT"}, {33, "OMF"}, {99, "SRV"}};
constexpr Divisions isic3_divisions[] = {
    {5, "AGR"},  {14, "MIN"}, {16, "FOO"}, {19, "TEX"}, {22, "WPP"}, {23, "PET"}, {24, "CHM"}, {26, "RNM"},
    {28, "MET"}, {29, "MAC"}, {30, "ELE"}, {31, "ELQ"}, {33, "ELE"}, {34, "AUT"}, {37, "OMF"}, {99, "SRV"}};
// Industries c1 to c35; electrical and optical equipment (c14) is mostly electronics.
constexpr Divisions wiod_industries[] = {{1, "AGR"},  {2, "MIN"},  {3, "FOO"},  {5, "TEX"},  {7, "WPP"},
                                         {8, "PET"},  {9, "CHM"},  {11, "RNM"}, {12, "MET"}, {13, "MAC"},
                                         {14, "ELE"}, {15, "AUT"}, {16, "OMF"}, {35, "SRV"}};

template <std::size_t N>
std::string sector_of(const Divisions (&divisions)[N], int division) {
  if (division < 1) return "";
  for (const Divisions& group : divisions)
    if (division <= group.last) return group.sector;
  return "";
}

// -1 where no digit stands at `at`.
int leading_number(const std::string& text, std::size_t at) {
  int number = -1;
  for (; at < text.size() && is_digit(text[at]) && number < 1000; ++at)
    number = std::max(number, 0) * 10 + (text[at] - '0');
  return number;
}

// A01_02, C10T12, C10-C12, J62_63, G, L68A, R_S: a letter, then digits and joints. D10T12 and 10T12 (OECD
// 2018): divisions behind a D of their own or none.
std::string isic4_sector(const std::string& code) {
  const bool joined = std::all_of(code.begin(), code.end(), [](char c) {
    return is_digit(c) || std::isupper(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
  });
  if (code.empty() || !joined) return "";
  if (is_digit(code[0])) return sector_of(isic4_divisions, leading_number(code, 0));
  if (code.size() > 1 && !is_digit(code[1]) && code[1] != '_' && code[1] != '-') return "";
  const int division = leading_number(code, 1);
  if (code[0] == 'C' || code[0] == 'D') {
    if (division >= 0) return sector_of(isic4_divisions, division);
    return code[0] == 'C' ? "OMF" : "SRV";
  }
  if (code[0] == 'A') return "AGR";
  if (code[0] == 'B') return "MIN";
  return code[0] >= 'E' && code[0] <= 'U' ? "SRV" : "";
}

std::string isic3_sector(const std::string& code) {
  return code.size() > 2 && code[0] == 'C' ? sector_of(isic3_divisions, leading_number(code, 1)) : "";
}

std::string wiod_sector(const std::string& code) {
  const bool numbered = code.size() > 1 && code.size() <= 3 && (code[0] == 'c' || code[0] == 'C') &&
                        std::all_of(code.begin() + 1, code.end(), is_digit);
  return numbered ? sector_of(wiod_industries, leading_number(code, 1)) : "";
}

// In the order they are tried: "Transport equipment" is no transport, "Re-processing of ores" no mining.
constexpr std::pair<const char*, const char*> sector_words[] = {{"transport equipment", "OMF"},
                                                                {"petroleum, chemical", "CHM"},
                                                                {"motor vehicles, trailers", "AUT"},
                                                                {"transmission of", "SRV"},
                                                                {"service", "SRV"},
                                                                {"electricity", "SRV"},
                                                                {"construction", "SRV"},
                                                                {"trade", "SRV"},
                                                                {"transport", "SRV"},
                                                                {"repair", "SRV"},
                                                                {"education", "SRV"},
                                                                {"health", "SRV"},
                                                                {"financ", "SRV"},
                                                                {"finac", "SRV"},  // so spelt in Eora's list
                                                                {"insurance", "SRV"},
                                                                {"telecommunication", "SRV"},
                                                                {"hotel", "SRV"},
                                                                {"restaurant", "SRV"},
                                                                {"public administration", "SRV"},
                                                                {"real estate", "SRV"},
                                                                {"private households", "SRV"},
                                                                {"research", "SRV"},
                                                                {"waste", "SRV"},
                                                                {"incineration", "SRV"},
                                                                {"re-export", "SRV"},
                                                                {"others", "SRV"},
                                                                {"food", "FOO"},
                                                                {"beverage", "FOO"},
                                                                {"tobacco", "FOO"},
                                                                {"meat", "FOO"},
                                                                {"textile", "TEX"},
                                                                {"wearing apparel", "TEX"},
                                                                {"leather", "TEX"},
                                                                {"wood", "WPP"},
                                                                {"paper", "WPP"},
                                                                {"petroleum refiner", "PET"},
                                                                {"coke", "PET"},
                                                                {"chemical", "CHM"},
                                                                {"rubber", "RNM"},
                                                                {"plastic", "RNM"},
                                                                {"non-metallic", "RNM"},
                                                                {"communication equipment", "ELE"},
                                                                {"electronic", "ELE"},
                                                                {"computers", "ELE"},
                                                                {"electrical machinery", "ELQ"},
                                                                {"machinery", "MAC"},
                                                                {"motor vehicle", "AUT"},
                                                                {"recycling", "OMF"},
                                                                {"cultivation", "AGR"},
                                                                {"agricultur", "AGR"},
                                                                {"farming", "AGR"},
                                                                {"forestry", "AGR"},
                                                                {"fishing", "AGR"},
                                                                {"mining", "MIN"},
                                                                {"quarrying", "MIN"},
                                                                {"extraction", "MIN"},
                                                                {"metal", "MET"},
                                                                {"steel", "MET"},
                                                                {"manufactur", "OMF"},
                                                                {"processing", "OMF"}};

std::string sector_by_words(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto& [word, sector] : sector_words)
    if (name.find(word) != std::string::npos) return sector;
  return "";
}

bool is_own(const std::string& code) {
  return std::find(own_codes.begin(), own_codes.end(), code) != own_codes.end();
}

// What most of the sources are like, if all are of one kind.
std::string common_sector(const std::vector<std::string>& sources, SectorCodes codes) {
  std::map<std::string, std::size_t> count;
  std::set<SectorKind> kinds;
  for (const std::string& source : sources) {
    const std::string like = like_sector(source, codes);
    if (like.empty()) return "";
    ++count[like];
    kinds.insert(kind_of(like));
  }
  if (kinds.size() != 1) return "";
  return std::max_element(count.begin(), count.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

std::string like_sector(const std::string& sector, SectorCodes codes) {
  if (codes == SectorCodes::isic4) return isic4_sector(sector);
  if (codes == SectorCodes::isic3) return isic3_sector(sector);
  if (codes == SectorCodes::wiod2013) return wiod_sector(sector);
  if (is_own(sector)) return sector;
  return codes == SectorCodes::words ? sector_by_words(sector) : "";
}

SectorCodes codes_of(const std::vector<std::string>& sectors) {
  constexpr std::size_t enough = 5;  // fewer fit by accident
  for (const SectorCodes codes :
       {SectorCodes::own, SectorCodes::wiod2013, SectorCodes::isic3, SectorCodes::isic4}) {
    const bool fits = std::all_of(sectors.begin(), sectors.end(), [&](const std::string& sector) {
      return !like_sector(sector, codes).empty();
    });
    if (fits && (codes == SectorCodes::own || sectors.size() >= enough)) return codes;
  }
  return SectorCodes::words;
}

std::string_view codes_name(SectorCodes codes) {
  switch (codes) {
    case SectorCodes::own:
      return "the codes of world2017";
    case SectorCodes::isic3:
      return "divisions of ISIC Rev. 3";
    case SectorCodes::isic4:
      return "ISIC Rev. 4";
    case SectorCodes::wiod2013:
      return "industries c1 to c35 of WIOD";
    case SectorCodes::words:
      break;
  }
  return "words of their names, a judgement";
}

SectorKind kind_of(const std::string& own_code) {
  if (own_code == "SRV") return SectorKind::services;
  return own_code == "AGR" || own_code == "MIN" ? SectorKind::primary : SectorKind::manufacturing;
}

std::string_view kind_name(SectorKind kind) {
  if (kind == SectorKind::services) return "services";
  return kind == SectorKind::primary ? "primary" : "manufacturing";
}

std::vector<std::string> like_sectors(const std::vector<std::string>& sectors,
                                      const std::vector<std::vector<std::string>>& sources,
                                      SectorCodes codes) {
  std::vector<std::string> like;
  for (std::size_t k = 0; k < sectors.size(); ++k)
    like.push_back(is_own(sectors[k]) ? sectors[k] : common_sector(sources[k], codes));
  return like;
}

}  // namespace entrepot::scenarios
