// A limit on what a compressed file unpacks to: 3 MB can hold 3 GB of zeros.
#pragma once

#include <cstddef>
#include <string>

namespace entrepot::scenarios {

class UnpackedSize {
 public:
  explicit UnpackedSize(std::string path);
  // InputError when the file unpacks to more than 64 MB and to more than 200 times its size.
  void add(std::size_t bytes);

 private:
  std::string path_;
  std::size_t packed_;
  std::size_t unpacked_ = 0;
};

}  // namespace entrepot::scenarios
