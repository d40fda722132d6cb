#include <fmt/format.h>
#include <zlib.h>

#include <filesystem>

#include "sim/core/error.hpp"
#include "sim/world/tails.hpp"
#include "tools/entrepot/world_report.hpp"

namespace entrepot {

namespace {

// A csv.gz file that appears under its name only when complete.
class GzFile {
 public:
  explicit GzFile(const std::filesystem::path& path) : path_(path), part_(path.string() + ".part") {
    file_ = gzopen(part_.c_str(), "wb6");
    if (file_ == nullptr) throw RunError("cannot write " + path_.string());
  }
  GzFile(const GzFile&) = delete;
  GzFile& operator=(const GzFile&) = delete;
  ~GzFile() {
    if (file_ == nullptr) return;
    gzclose(file_);
    std::error_code error;
    std::filesystem::remove(part_, error);
  }
  template <class... Args>
  void line(fmt::format_string<Args...> form, Args&&... args) {
    buffer_.clear();
    fmt::format_to(std::back_inserter(buffer_), form, std::forward<Args>(args)...);
    buffer_.push_back('\n');
    const int written = gzwrite(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
    if (written != static_cast<int>(buffer_.size())) throw RunError("cannot write " + path_.string());
    ++lines_;
  }
  std::string finish() {
    const int closed = gzclose(file_);
    file_ = nullptr;
    if (closed != Z_OK) throw RunError("cannot finish " + path_.string());
    std::filesystem::rename(part_, path_);
    return fmt::format("{}: {} rows, {:.1f} MB", path_.string(), lines_ - 1,
                       static_cast<double>(std::filesystem::file_size(path_)) * 1e-6);
  }

 private:
  std::filesystem::path path_;
  std::string part_;
  gzFile file_ = nullptr;
  fmt::memory_buffer buffer_;
  std::size_t lines_ = 0;
};

std::string write_firms(const World& world, const std::filesystem::path& folder) {
  const WorldTable& table = world.table;
  GzFile file(folder / "firms.csv.gz");
  file.line("firm,region,sector,product,output_musd");
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    const std::size_t product = world.firm_cell[f] % table.n_products();
    file.line("{},{},{},{},{:.9g}", f, table.regions[world.firm_cell[f] / table.n_products()],
              table.sectors[table.product_sector[product].index()], table.products[product],
              world.firm_output[f]);
  }
  return file.finish();
}

// Buyers beyond the firms are the regions' households: buyer = number of firms + region.
std::string write_links(const World& world, const std::filesystem::path& folder) {
  const std::vector<std::uint32_t> buyers = nest_buyers(world);
  GzFile file(folder / "links.csv.gz");
  file.line("buyer,supplier,product,weight_in_nest,value_musd");
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    const std::uint32_t first = world.nest_first[nest];
    const std::uint32_t end = world.nest_first[nest + 1];
    const double spending = static_cast<double>(world.nest_value[nest]) * (end - first);
    for (std::uint32_t s = first; s < end; ++s) {
      const std::uint32_t supplier = world.slot_supplier[s];
      const auto weight = static_cast<double>(world.slot_weight[s]);
      file.line("{},{},{},{:.7g},{:.7g}", buyers[nest], supplier,
                world.table.products[world.firm_cell[supplier] % world.table.n_products()], weight,
                weight * spending);
    }
  }
  return file.finish();
}

std::string write_table(const World& world, const std::filesystem::path& folder) {
  const WorldTable& table = world.table;
  GzFile file(folder / "table.csv.gz");
  file.line("origin,sector,destination,use,value");
  for (std::size_t supplier = 0; supplier < table.n_groups(); ++supplier) {
    const std::string& origin = table.regions[supplier / table.n_sectors()];
    const std::string& sector = table.sectors[supplier % table.n_sectors()];
    for (std::size_t user = 0; user < table.n_groups(); ++user) {
      if (table.z(supplier, user) <= 0.0) continue;
      file.line("{},{},{},{},{:.12g}", origin, sector, table.regions[user / table.n_sectors()],
                table.sectors[user % table.n_sectors()], table.z(supplier, user));
    }
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      if (table.f(supplier, n) <= 0.0) continue;
      file.line("{},{},{},FINAL,{:.12g}", origin, sector, table.regions[n], table.f(supplier, n));
    }
  }
  return file.finish();
}

}  // namespace

std::vector<std::string> export_world(const World& world, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw RunError(fmt::format("cannot create {}: {}", folder, error.message()));
  return {write_firms(world, folder), write_links(world, folder), write_table(world, folder)};
}

}  // namespace entrepot
