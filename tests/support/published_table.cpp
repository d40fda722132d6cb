#include "tests/support/published_table.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>

namespace entrepot::test {

namespace {

constexpr std::array codes{"A01_02", "A03", "B05_06", "B07_08", "B09", "C10T12", "C13T15", "C16",    "C17_18",
                           "C19",    "C20", "C21",    "C22",    "C23", "C24",    "C25",    "C26",    "C27",
                           "C28",    "C29", "C30",    "C31T33", "D",   "E",      "F",      "G",      "H49",
                           "H50",    "H51", "H52",    "H53",    "I",   "J58T60", "J61",    "J62_63", "K",
                           "L",      "M",   "N",      "O",      "P",   "Q",      "R",      "S",      "T"};
constexpr std::size_t n_uses = 3;

// A number between 0 and 1 that is a function of its place.
double noise(std::size_t a, std::size_t b) {
  const auto x = static_cast<std::uint64_t>(a) * 0x9E3779B97F4A7C15U +
                 static_cast<std::uint64_t>(b) * 0xC2B2AE3D27D4EB4FU;
  const std::uint64_t mixed = (x ^ (x >> 29U)) * 0xBF58476D1CE4E5B9U;
  return static_cast<double>((mixed >> 32U) & 0xFFFFU) / 65536.0;
}

double printed(double value) { return std::round(value * 1e4) / 1e4; }

class File {
 public:
  explicit File(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {}
  void add(const std::string& text) { std::fwrite(text.data(), 1, text.size(), file_.get()); }
  void add(char separator, double value) {
    char* const end = fmt::format_to(buffer_.data(), "{}{:.4f}", separator, value);
    std::fwrite(buffer_.data(), 1, static_cast<std::size_t>(end - buffer_.data()), file_.get());
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
  std::array<char, 64> buffer_{};
};

}  // namespace

PublishedTable::PublishedTable(std::size_t regions, std::size_t sectors) {
  for (std::size_t n = 0; n < regions; ++n)
    regions_.push_back({static_cast<char>('A' + n / 26), static_cast<char>('A' + n % 26), 'X'});
  for (std::size_t k = 0; k < sectors; ++k) sectors_.emplace_back(codes[k * codes.size() / sectors]);
  output_.assign(groups(), 0.0);
  inputs_.assign(groups(), 0.0);
  for (std::size_t i = 0; i < groups(); ++i) {
    for (std::size_t j = 0; j < groups(); ++j) {
      output_[i] += flow(i, j);
      inputs_[j] += flow(i, j);
    }
    for (std::size_t n = 0; n < regions_.size(); ++n) output_[i] += final_use(i, n);
  }
  for (double& value : output_) value = printed(value);
  for (double& value : inputs_) value = printed(value);
}

double PublishedTable::flow(std::size_t seller, std::size_t user) const {
  const bool home = seller / sectors_.size() == user / sectors_.size();
  const double mean =
      (home ? 4e7 : 4e6) / static_cast<double>(groups()) / static_cast<double>(sectors_.size());
  return printed(mean * noise(seller, user));
}

// Consumption, investment, and stocks that may fall.
double PublishedTable::final_use(std::size_t seller, std::size_t region, std::size_t category) const {
  const bool home = seller / sectors_.size() == region;
  const double mean = (home ? 8e7 : 8e6) / static_cast<double>(groups());
  const std::array<double, n_uses> shares{0.7, 0.4, -0.1};
  return printed(mean * shares[category] * (0.5 + noise(seller + 7919, region)));
}

double PublishedTable::final_use(std::size_t seller, std::size_t region) const {
  double sum = 0.0;
  for (std::size_t c = 0; c < n_uses; ++c) sum += final_use(seller, region, c);
  return sum;
}

double PublishedTable::taxes(std::size_t group) const {
  return printed(0.02 * (output_[group] - inputs_[group]));
}

struct PublishedTable::Labels {
  std::function<std::string(const std::string& region, const std::string& code)> join;
  std::array<const char*, n_uses> uses;
  const char* output;       // "" = none
  const char* value_added;  // "" = none
  const char* taxes;        // a whole row, or with `per_region` the code in each region
  bool per_region = false;
};

std::string PublishedTable::write_square(const Labels& labels, const std::string& file) const {
  File out(file);
  for (const std::string& region : regions_)
    for (const std::string& sector : sectors_) out.add("," + labels.join(region, sector));
  for (const std::string& region : regions_)
    for (const char* use : labels.uses) out.add("," + labels.join(region, use));
  const bool has_output = labels.output[0] != 0;
  out.add(has_output ? fmt::format(",{}\n", labels.output) : "\n");
  const auto empty_uses = [&] {
    for (std::size_t c = 0; c < regions_.size() * n_uses + (has_output ? 1 : 0); ++c) out.add(",0");
    out.add("\n");
  };
  for (std::size_t i = 0; i < groups(); ++i) {
    out.add(labels.join(regions_[i / sectors_.size()], sectors_[i % sectors_.size()]));
    for (std::size_t j = 0; j < groups(); ++j) out.add(',', flow(i, j));
    for (std::size_t n = 0; n < regions_.size(); ++n)
      for (std::size_t c = 0; c < n_uses; ++c) out.add(',', final_use(i, n, c));
    if (has_output) out.add(',', output(i));
    out.add("\n");
  }
  for (std::size_t n = 0; n < (labels.per_region ? regions_.size() : 1) && labels.taxes[0] != 0; ++n) {
    out.add(labels.per_region ? labels.join(regions_[n], labels.taxes) : labels.taxes);
    for (std::size_t j = 0; j < groups(); ++j)
      out.add(',', labels.per_region && j / sectors_.size() != n ? 0.0 : taxes(j));
    empty_uses();
  }
  if (labels.value_added[0] != 0) {
    out.add(labels.value_added);
    for (std::size_t j = 0; j < groups(); ++j)
      out.add(',', value_added(j) - (labels.taxes[0] != 0 ? taxes(j) : 0.0));
    empty_uses();
  }
  return file;
}

std::string PublishedTable::write_wiod2016(const std::string& file) const {
  File out(file);
  out.add("IndustryCode,IndustryDescription,Country,RNr,Year");
  for (const std::string& region : regions_)
    for (std::size_t k = 0; k < sectors_.size(); ++k) out.add(fmt::format(",{}{}", region, k + 1));
  for (const std::string& region : regions_)
    for (std::size_t c = 0; c < n_uses; ++c) out.add(fmt::format(",{}{}", region, sectors_.size() + c + 1));
  out.add(",TOT\n");
  for (std::size_t i = 0; i < groups(); ++i) {
    const std::size_t k = i % sectors_.size();
    out.add(fmt::format("{},\"{}, in words\",{},{},2014", sectors_[k], sectors_[k],
                        regions_[i / sectors_.size()], k + 1));
    for (std::size_t j = 0; j < groups(); ++j) out.add(',', flow(i, j));
    for (std::size_t n = 0; n < regions_.size(); ++n)
      for (std::size_t c = 0; c < n_uses; ++c) out.add(',', final_use(i, n, c));
    out.add(',', output(i));
    out.add("\n");
  }
  const auto margin = [&](const char* name, const std::function<double(std::size_t)>& value) {
    out.add(fmt::format("{},words,TOT,0,2014", name));
    for (std::size_t j = 0; j < groups(); ++j) out.add(',', value(j));
    for (std::size_t c = 0; c < regions_.size() * n_uses + 1; ++c) out.add(",0");
    out.add("\n");
  };
  margin("II_fob", [&](std::size_t j) { return inputs_[j]; });
  margin("TXSP", [&](std::size_t j) { return taxes(j); });
  margin("VA", [&](std::size_t j) { return value_added(j) - 1.5 * taxes(j); });
  margin("IntTTM", [&](std::size_t j) { return 0.5 * taxes(j); });
  margin("GO", [&](std::size_t j) { return output(j); });
  return file;
}

std::string PublishedTable::write_pymrio(const std::string& folder) const {
  const auto header = [&](File& out, const std::vector<std::string>& second, const char* name) {
    std::string first = "region\t";
    std::string below = fmt::format("{}\t", name);
    for (const std::string& region : regions_) {
      for (const std::string& cell : second) {
        first += "\t" + region;
        below += "\t" + cell;
      }
    }
    out.add(first + "\n" + below + "\nregion\tsector" + std::string(regions_.size() * second.size(), '\t') +
            "\n");
  };
  const auto keys = [&](std::size_t i) {
    return regions_[i / sectors_.size()] + "\t" + sectors_[i % sectors_.size()];
  };
  File flows(folder + "/Z.txt");
  header(flows, sectors_, "sector");
  File uses(folder + "/Y.txt");
  header(uses, {"Households", "Investment", "Stocks"}, "category");
  File outputs(folder + "/x.txt");
  outputs.add("region\tsector\tindout\n");
  for (std::size_t i = 0; i < groups(); ++i) {
    flows.add(keys(i));
    uses.add(keys(i));
    outputs.add(keys(i));
    for (std::size_t j = 0; j < groups(); ++j) flows.add('\t', flow(i, j));
    for (std::size_t n = 0; n < regions_.size(); ++n)
      for (std::size_t c = 0; c < n_uses; ++c) uses.add('\t', final_use(i, n, c));
    outputs.add('\t', output(i));
    for (File* file : {&flows, &uses, &outputs}) file->add("\n");
  }
  return folder;
}

// Thousand USD; figures without labels.
std::string PublishedTable::write_eora(const std::string& folder) const {
  File flows(folder + "/Eora26_2015_bp_T.txt");
  File uses(folder + "/Eora26_2015_bp_FD.txt");
  File added(folder + "/Eora26_2015_bp_VA.txt");
  File labels(folder + "/labels_T.txt");
  File use_labels(folder + "/labels_FD.txt");
  const auto cell = [](File& file, bool first, double value) {
    if (!first) file.add("\t");
    file.add(fmt::format("{:.1f}", 1000.0 * value));
  };
  for (std::size_t i = 0; i < groups(); ++i) {
    const std::string& region = regions_[i / sectors_.size()];
    labels.add(fmt::format("{}land\t{}\tIndustries\t{}\n", region, region, sectors_[i % sectors_.size()]));
    for (std::size_t j = 0; j < groups(); ++j) cell(flows, j == 0, flow(i, j));
    for (std::size_t n = 0; n < regions_.size(); ++n)
      for (std::size_t c = 0; c < n_uses; ++c) cell(uses, n + c == 0, final_use(i, n, c));
    cell(added, i == 0, value_added(i));
    flows.add("\n");
    uses.add("\n");
  }
  added.add("\n");
  for (const std::string& region : regions_)
    for (std::size_t c = 0; c < n_uses; ++c)
      use_labels.add(fmt::format("{}land\t{}\tFinal Demand\tuse {}\n", region, region, c));
  return folder;
}

std::string PublishedTable::write_long(const std::string& file) const {
  File out(file);
  out.add("origin,sector,destination,use,value\n");
  for (std::size_t i = 0; i < groups(); ++i) {
    const std::string from = regions_[i / sectors_.size()] + "," + sectors_[i % sectors_.size()];
    for (std::size_t j = 0; j < groups(); ++j)
      out.add(fmt::format("{},{},{},{:.4f}\n", from, regions_[j / sectors_.size()],
                          sectors_[j % sectors_.size()], flow(i, j)));
    for (std::size_t n = 0; n < regions_.size(); ++n)
      for (std::size_t c = 0; c < n_uses; ++c)
        out.add(fmt::format("{},{},use{},{:.4f}\n", from, regions_[n], c, final_use(i, n, c)));
  }
  return file;
}

std::string PublishedTable::write(const std::string& layout, const std::string& folder) const {
  const auto first = [](const std::string& region, const std::string& code) { return region + "_" + code; };
  const std::string file = folder + "/" + layout + ".csv";
  if (layout == "icio") return write_square({first, {"HFCE", "GFCF", "INVNT"}, "OUT", "VA", "TLS"}, file);
  if (layout == "icio_taxsub")
    return write_square({first, {"HFCE", "GFCF", "INVNT"}, "OUT", "VALU", "TAXSUB", true}, file);
  if (layout == "icio_region_last") {
    const auto last = [](const std::string& region, const std::string& code) { return code + "_" + region; };
    return write_square({last, {"HFCE", "GFCF", "INVNT"}, "OUT", "VA", "TLS"}, file);
  }
  if (layout == "figaro")
    return write_square({first, {"P3_S14", "P51G", "P5M"}, "", "W2_B2A3G", "W2_D21X31"}, file);
  if (layout == "wiod2013") {
    const auto numbered = [this](const std::string& region, const std::string& code) {
      for (std::size_t k = 0; k < sectors_.size(); ++k)
        if (sectors_[k] == code) return fmt::format("{}_c{}", region, k + 1);
      return region + "_" + code;
    };
    return write_square({numbered, {"HFCE", "GFCF", "INVNT"}, "OUTPUT", "", ""}, file);
  }
  if (layout == "wiod2016") return write_wiod2016(file);
  if (layout == "pymrio") return write_pymrio(folder);
  if (layout == "eora") return write_eora(folder);
  return write_long(file);
}

}  // namespace entrepot::test
