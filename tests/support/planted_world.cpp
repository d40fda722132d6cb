#include "tests/support/planted_world.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace entrepot::test {

namespace {
std::string new_folder() {
  static std::atomic<int> next{0};
  const auto name = "entrepot-planted-" + std::to_string(getpid()) + "-" + std::to_string(next++);
  const auto path = std::filesystem::temp_directory_path() / name;
  std::filesystem::create_directories(path);
  return path.string();
}
}  // namespace

PlantedWorld::PlantedWorld() : folder_(new_folder()) {
  write("sector_parameters.csv",
        "sector,trade_elasticity_theta,sigma_short_run,resourcing_hazard_per_year,time_to_build_months,"
        "inventory_days,capital_output\nGDS,5,0.3,0.25,18,45,1.5\nSRV,1.5,0.5,0.3,3,0,1.0\n");
  write(
      "output.csv",
      "region,sector,output_musd,value_added_musd\nA,GDS,100,50\nA,SRV,200,120\nB,GDS,80,40\nB,SRV,60,30\n");
  write("technology.csv",
        "region,sector,input,coefficient\nA,GDS,GDS,0.3\nA,GDS,SRV,0.2\nA,SRV,GDS,0.2\nA,SRV,SRV,0.2\n"
        "B,GDS,GDS,0.25\nB,GDS,SRV,0.25\nB,SRV,GDS,0.2\nB,SRV,SRV,0.3\n");
  write("final_use.csv",
        "region,sector,consumption_musd,investment_musd\nA,GDS,30,10\nA,SRV,130,0\nB,GDS,30,8\nB,SRV,32,0\n");
  write("trade.csv",
        "origin,destination,sector,value_musd\nA,A,GDS,80\nA,B,GDS,20\nB,A,GDS,30\nB,B,GDS,50\n"
        "A,A,SRV,185\nA,B,SRV,15\nB,A,SRV,5\nB,B,SRV,55\n");
  write("products.csv",
        "product,hs,list,sector,name\n01,01,1,GDS,\"animals, live\"\n02.0,02,none,GDS,meat\n");
  write("product_mix_by_origin.csv", "product,sector,A,B\n01,GDS,0.6,0.5\n02.0,GDS,0.4,0.5\n");
  write("base_tariffs.csv", "origin,destination,sector,tariff\nA,B,GDS,0.1\n");
  write("product_duties.csv", "importer,origin,file,column\nA,B,mfn.csv,duty_pct\n");
  write("mfn.csv", "product,duty_pct\n01,5\n02.0,7\n");
  write("world.csv", "key,value\nservices,SRV\nproduct_detail,A\n");
}

PlantedWorld::~PlantedWorld() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void PlantedWorld::write(const std::string& file, const std::string& text) const {
  std::ofstream(path(file), std::ios::binary) << text;
}

void PlantedWorld::remove(const std::string& file) const { std::filesystem::remove(path(file)); }

void PlantedWorld::replace(const std::string& file, const std::string& from, const std::string& to) const {
  std::stringstream text;
  text << std::ifstream(path(file), std::ios::binary).rdbuf();
  std::string bytes = text.str();
  const std::size_t at = bytes.find(from);
  ASSERT_NE(at, std::string::npos) << file << " has no '" << from << "'";
  write(file, bytes.replace(at, from.size(), to));
}

void write_gz(const std::string& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
  gzclose(file);
}

}  // namespace entrepot::test
