#include "outputs/store/output/output_claim.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::outputs {

namespace fs = std::filesystem;

namespace {

constexpr const char* part_ending = ".part";

[[noreturn]] void fail_write(const std::string& what, int code) {
  throw RunError(what + ": " + std::generic_category().message(code));
}

[[noreturn]] void refuse(const std::string& path, const std::string& why, const std::string& suggestion) {
  throw InputError(Fault{Place{path, 0, 0, ""}, "cannot write results here", why, suggestion});
}

// Waits until the bytes of a file, or the entries of a folder, are on disk.
void sync_path(const std::string& path, bool required) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail_write("cannot reopen " + path, errno);
  const int status = ::fsync(file);
  const int code = errno;
  ::close(file);
  if (status != 0 && required) fail_write("cannot write " + path + " to disk", code);
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

bool is_stream_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

// Renames unless something of that name is there; errno says why not.
bool rename_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  // A file system without it (NFS): a second name is refused where the name is taken.
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

// Whether `name` is FILE.<digits>.<digits>.part, as make_part() calls its files.
bool is_part_of(const std::string& name, const std::string& file) {
  const std::string ending = part_ending;
  if (name.size() <= file.size() + 1 + ending.size() || name.compare(0, file.size() + 1, file + ".") != 0 ||
      name.compare(name.size() - ending.size(), ending.size(), ending) != 0)
    return false;
  const std::string middle = name.substr(file.size() + 1, name.size() - file.size() - 1 - ending.size());
  return middle.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

OutputClaim::OutputClaim(std::string path, Existing existing) : path_(std::move(path)), existing_(existing) {
  if (path_.empty()) refuse("(no name)", "the name is empty", "give a file name such as out.h5");
  if (is_stream_file(path_)) return;
  check_place();
  check_existing();  // before the lock: a folder that is only looked at stays as it is
  lock_.emplace(path_);
  check_existing();  // again, now that nobody else makes it
  remove_old_parts();
}

void OutputClaim::expect_file() const {
  if (is_stream()) refuse(path_, "it is not a plain file", "give a file name such as out.h5");
}

void OutputClaim::check_place() const {
  std::error_code error;
  if (fs::is_symlink(path_, error))
    refuse(path_, "it is a symbolic link", "give the name of the file that it leads to");
  if (fs::exists(path_, error) && !fs::is_regular_file(path_, error))
    refuse(path_, "it is not a plain file", "give a file name such as out.h5");
  const std::string folder = folder_of(path_);
  if (!fs::is_directory(folder, error))
    refuse(path_, "there is no folder " + folder, "make the folder first");
}

void OutputClaim::check_existing() const {
  struct stat status {};
  if (::lstat(path_.c_str(), &status) != 0) return;
  if (existing_ == Existing::go_on) return;
  if (is_input(path_)) refuse(path_, "it is an input of this command", "give another name");
  if (existing_ == Existing::refuse)
    refuse(path_, "there is a file of this name", "give another name with -o, or replace it with --force");
}

// Parts that a kill left behind: with the lock held, nobody is writing them.
void OutputClaim::remove_old_parts() const {
  const std::string file = fs::path(path_).filename().string();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_of(path_), error)) {
    if (is_part_of(entry.path().filename().string(), file)) ::unlink(entry.path().c_str());
  }
}

std::string OutputClaim::make_part() const {
  for (int n = 0;; ++n) {
    std::string part = fmt::format("{}.{}.{}{}", path_, ::getpid(), n, part_ending);
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) return ::close(file), part;
    if (errno != EEXIST) fail_write("cannot write results to " + path_, errno);
  }
}

void OutputClaim::expect_own() const {
  struct stat status {};
  if (::lstat(path_.c_str(), &status) != 0 || std::pair(status.st_dev, status.st_ino) != *put_)
    throw RunError(path_ + " was removed or replaced by another program while it was being written");
}

void OutputClaim::put(const std::string& part) {
  sync_path(part, true);
  if (put_) {
    expect_own();
  } else {
    check_existing();
  }
  struct stat status {};
  if (::stat(part.c_str(), &status) != 0) fail_write("cannot read " + part, errno);
  const bool over = put_ || existing_ != Existing::refuse;
  if (!(over ? std::rename(part.c_str(), path_.c_str()) == 0 : rename_new(part, path_)))
    fail_write("cannot rename " + part + " to " + path_, errno);
  put_ = {status.st_dev, status.st_ino};
  sync_path(folder_of(path_),
            false);  // some file systems refuse this for folders; the rename is atomic anyway
}

}  // namespace entrepot::outputs
