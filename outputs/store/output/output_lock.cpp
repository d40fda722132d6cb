#include "outputs/store/output/output_lock.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <system_error>
#include <utility>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

[[noreturn]] void refuse_held(const std::string& target, const std::string& owner) {
  throw InputError(Fault{{target, 0, 0, ""},
                         "another process is writing this file",
                         owner,
                         "wait until it has ended, or give another name"});
}

[[noreturn]] void fail_lock(const std::string& target, int code) {
  throw RunError("cannot write to " + target + ": no lock: " + std::generic_category().message(code));
}

// Whether the open file is still the one of that name: its last owner may have removed it meanwhile.
bool still_there(int file, const std::string& path) {
  struct stat open {};
  struct stat named {};
  return ::fstat(file, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
         open.st_dev == named.st_dev;
}

}  // namespace

std::string this_owner() {
  char host[256] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return fmt::format("process {} on {}, since {:%Y-%m-%dT%H:%M:%SZ}", ::getpid(), host,
                     fmt::gmtime(std::time(nullptr)));
}

std::string read_owner(int file) {
  char text[512] = {};
  const ssize_t n = ::pread(file, text, sizeof text - 1, 0);
  const std::string owner(text, n > 0 ? static_cast<std::size_t>(n) : 0);
  return owner.empty() ? "it does not say which one" : owner.substr(0, owner.find('\n'));
}

void write_owner(int file) {
  // On a full disk the lock says nothing; it holds all the same.
  const std::string text = this_owner() + "\n";
  const bool cut = ::ftruncate(file, 0) == 0;
  [[maybe_unused]] const ssize_t n = cut ? ::pwrite(file, text.data(), text.size(), 0) : 0;
}

OutputLock::OutputLock(const std::string& target) : path_(target + ".lock") {
  while (true) {
    const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0) fail_lock(target, errno);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      const int code = errno;
      const std::string owner = read_owner(file);
      ::close(file);
      if (code == EWOULDBLOCK) refuse_held(target, owner);
      fail_lock(target, code);
    }
    if (still_there(file, path_)) {
      file_ = file;
      write_owner(file_);
      return;
    }
    ::close(file);
  }
}

OutputLock::OutputLock(OutputLock&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)) {}

OutputLock::~OutputLock() {
  if (file_ < 0) return;
  ::unlink(path_.c_str());  // before the lock goes: whoever opened it meanwhile sees that it is gone
  ::close(file_);
}

}  // namespace entrepot::outputs
