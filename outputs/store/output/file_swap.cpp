#include "outputs/store/output/file_swap.hpp"

#include <unistd.h>

#include <filesystem>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace fs = std::filesystem;

FileSwap::~FileSwap() {
  if (!committed_) ::unlink(part_.c_str());
}

void FileSwap::copy_target() const {
  std::error_code error;
  fs::copy_file(target_.path(), part_, fs::copy_options::overwrite_existing, error);
  if (error) throw RunError("cannot copy " + target_.path() + " to " + part_ + ": " + error.message());
}

void FileSwap::commit() {
  target_.put(part_);
  committed_ = true;
}

}  // namespace entrepot::outputs
