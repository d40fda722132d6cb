// A change of an output as a whole: work on a part beside it, then put it in place.
#pragma once

#include <string>

#include "outputs/store/output/output_claim.hpp"

namespace entrepot::outputs {

// The part is removed again unless commit() is reached.
class FileSwap {
 public:
  explicit FileSwap(OutputClaim& target) : target_(target), part_(target.make_part()) {}
  FileSwap(const FileSwap&) = delete;
  FileSwap& operator=(const FileSwap&) = delete;
  ~FileSwap();
  [[nodiscard]] const std::string& part() const { return part_; }
  void copy_target() const;  // RunError when the disk is full
  void commit();             // data on disk, then in place of the target

 private:
  OutputClaim& target_;
  std::string part_;
  bool committed_ = false;
};

}  // namespace entrepot::outputs
