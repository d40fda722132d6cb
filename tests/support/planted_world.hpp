// A small consistent world of figures in a folder of its own, to plant faults in.
//
//   regions A, B; sectors GDS (products 01, 02.0) and SRV; every row and column already adds up, so that
//   balancing moves nothing. GDS: A sells 80 at home and 20 to B, B sells 30 to A and 50 at home.
#pragma once

#include <string>

#include "sim/core/error.hpp"

namespace entrepot::test {

class PlantedWorld {
 public:
  PlantedWorld();
  ~PlantedWorld();
  PlantedWorld(const PlantedWorld&) = delete;
  PlantedWorld& operator=(const PlantedWorld&) = delete;

  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] std::string path(const std::string& file) const { return folder_ + "/" + file; }
  void write(const std::string& file, const std::string& text) const;
  void remove(const std::string& file) const;
  // Replaces the first `from` of a file; the test fails when there is none.
  void replace(const std::string& file, const std::string& from, const std::string& to) const;

 private:
  std::string folder_;
};

// Writes `text` packed with gzip.
void write_gz(const std::string& path, const std::string& text);

}  // namespace entrepot::test
