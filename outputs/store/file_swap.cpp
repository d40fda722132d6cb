#include "outputs/store/file_swap.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace fs = std::filesystem;

namespace {
[[noreturn]] void fail(const std::string& what, int code) {
  throw RunError(what + ": " + std::generic_category().message(code));
}

// Waits until the bytes of a file, or the entries of a folder, are on disk.
void sync_path(const std::string& path, bool required) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("cannot reopen " + path, errno);
  const int status = ::fsync(file);
  const int code = errno;
  ::close(file);
  if (status != 0 && required) fail("cannot write " + path + " to disk", code);
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

[[noreturn]] void refuse(const std::string& path, const std::string& why, const std::string& suggestion) {
  throw InputError(Fault{Place{path, 0, 0, ""}, "cannot write results here", why, suggestion});
}
// A rename must replace the file behind a symbolic link (which may not exist yet), not the link.
std::string end_of_links(const std::string& path) {
  fs::path at = path;
  std::error_code error;
  for (int hops = 0; fs::is_symlink(at, error); ++hops) {
    if (hops == 40) refuse(path, "its symbolic links run in a circle", "");
    const fs::path next = fs::read_symlink(at, error);
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return at.string();
}
}  // namespace

FileSwap::~FileSwap() {
  if (!committed_) ::unlink(part_.c_str());
}

void FileSwap::copy_target() const {
  std::error_code error;
  fs::copy_file(target_, part_, fs::copy_options::overwrite_existing, error);
  if (error) throw RunError("cannot copy " + target_ + " to " + part_ + ": " + error.message());
}

void FileSwap::commit() {
  sync_path(part_, true);
  if (std::rename(part_.c_str(), target_.c_str()) != 0)
    fail("cannot rename " + part_ + " to " + target_, errno);
  committed_ = true;
  sync_path(folder_of(target_),
            false);  // some file systems refuse this for folders; the rename is atomic anyway
}

std::string checked_target(const std::string& path) {
  std::error_code error;
  if (path.empty()) refuse("(no name)", "the name is empty", "give a file name such as out.h5");
  const std::string target = end_of_links(path);
  if (fs::exists(target, error) && !fs::is_regular_file(target, error)) {
    refuse(path, "it is not a plain file", "give a file name such as out.h5");
  }
  const std::string folder = folder_of(target);
  if (!fs::is_directory(folder, error)) refuse(path, "there is no folder " + folder, "make the folder first");
  const std::string probe = target + ".part";
  const int file = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail("cannot write results to " + path, errno);
  ::close(file);
  ::unlink(probe.c_str());
  return target;
}

}  // namespace entrepot::outputs
