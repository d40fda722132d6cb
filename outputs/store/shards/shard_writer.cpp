#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "outputs/store/shards/shard_frame.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

[[noreturn]] void fail(const std::string& path, int code) {
  throw RunError("cannot write " + path + ": " + std::generic_category().message(code) +
                 "; finished runs are kept");
}

// Writes all of it, or returns the error's number.
int write_all(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t n = ::write(file, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return n < 0 ? errno : ENOSPC;
    done += static_cast<std::size_t>(n);
  }
  return ::fdatasync(file) == 0 ? 0 : errno;
}

}  // namespace

std::optional<ShardWriter> ShardWriter::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) fail(path, errno);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const int code = errno;
    ::close(file);
    if (code != EWOULDBLOCK) fail(path, code);
    return std::nullopt;
  }
  return ShardWriter(path, file);
}

ShardWriter::ShardWriter(std::string path, int file) : path_(std::move(path)), file_(file) {
  try {
    cut_torn_end();
  } catch (...) {
    ::close(file_);
    throw;
  }
}

void ShardWriter::cut_torn_end() {
  const ShardReader log(path_);
  end_ = log.end();
  schemas_ = log.schemas();
  const auto size = static_cast<std::uint64_t>(::lseek(file_, 0, SEEK_END));
  cut_bytes_ = size - end_;
  if (cut_bytes_ > 0 && ::ftruncate(file_, static_cast<off_t>(end_)) != 0) fail(path_, errno);
}

ShardWriter::ShardWriter(ShardWriter&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      end_(other.end_),
      cut_bytes_(other.cut_bytes_),
      schemas_(std::move(other.schemas_)) {}

ShardWriter::~ShardWriter() {
  if (file_ >= 0) ::close(file_);
}

void ShardWriter::write_frame(const std::string& frame) {
  ::lseek(file_, static_cast<off_t>(end_), SEEK_SET);
  const int code = write_all(file_, frame);
  if (code != 0) {
    // What was written of it goes again; were even that refused, the next opening cuts it off.
    [[maybe_unused]] const int cut = ::ftruncate(file_, static_cast<off_t>(end_));
    fail(path_, code);
  }
  end_ += frame.size();
}

void ShardWriter::append(const ShardRun& run) {
  const std::string schema = shard::schema_json(run);
  const std::string name = shard::schema_name(schema);
  if (std::find(schemas_.begin(), schemas_.end(), name) == schemas_.end()) {
    write_frame(shard::make_frame(shard::schema_kind, schema, {}));
    schemas_.push_back(name);
  }
  write_frame(shard::make_frame(shard::run_kind, shard::run_json(run, name), shard::all_values(run)));
}

}  // namespace entrepot::outputs
