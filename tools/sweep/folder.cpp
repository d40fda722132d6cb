#include "tools/sweep/folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "outputs/store/output/output_lock.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace fs = std::filesystem;

namespace {

constexpr const char* plan_name = "plan.yaml";
constexpr const char* origin_name = "origin.txt";  // where the plan's relative file names start
constexpr int most_shards = 100000;

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& text) {
  // Parts of an array may start at the same moment: each renames a file of its own, all of the same content.
  const std::string part = fmt::format("{}.{}.part", path, getpid());
  std::ofstream stream(part, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) throw RunError("cannot write " + path + ": is the disk full?");
  fs::rename(part, path);
}

SweepPlan plan_of(const std::string& what, bool outside) {
  if (!fs::is_directory(what)) return load_sweep_plan(what, data_paths(), "", outside);
  if (!fs::is_regular_file(what + "/" + plan_name))
    throw InputError(Fault{{what, 0, 0, ""},
                           "not the folder of a sweep",
                           "it holds no plan.yaml",
                           "give a plan, or a folder that `entrepot sweep run` made"});
  return load_sweep_plan(what + "/" + plan_name, data_paths(), read_file(what + "/" + origin_name), outside);
}

}  // namespace

FolderLock::FolderLock(const std::string& path, bool shared)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  if (file_ >= 0 && ::flock(file_, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0) {
    write_owner(file_);
    return;
  }
  const int code = errno;
  const std::string owner = file_ >= 0 ? read_owner(file_) : "";
  if (file_ >= 0) ::close(file_);
  if (code == EWOULDBLOCK)
    throw RunError("another process is running this sweep: " + owner + "; see `entrepot sweep status`");
  throw RunError("cannot lock " + path + ": " + std::generic_category().message(code));
}

FolderLock::~FolderLock() { ::close(file_); }

SweepFolder::SweepFolder(const std::string& what, const std::string& folder, bool outside)
    : sweep_(std::make_unique<Sweep>(plan_of(what, outside))) {
  path_ = fs::is_directory(what) ? what : folder.empty() ? sweep_->plan().name + ".sweep" : folder;
  while (path_.size() > 1 && path_.back() == '/') path_.pop_back();
}

bool SweepFolder::exists() const { return fs::is_regular_file(path_ + "/" + plan_name); }

void SweepFolder::prepare() const {
  const Sweep& sweep = *sweep_;
  if (exists()) {
    if (read_file(path_ + "/" + plan_name) == sweep.plan().text) {
      fs::create_directories(checkpoints());  // of folders made before there were any
      return;
    }
    throw InputError(Fault{{path_, 0, 0, ""},
                           "the folder holds the sweep of another plan",
                           "its plan.yaml differs",
                           "give another --folder, or move this one away"});
  }
  fs::create_directories(shards());
  fs::create_directories(path_ + "/starts");
  fs::create_directories(checkpoints());
  write_file(path_ + "/design.csv", design_csv(sweep.plan(), sweep.design()));
  write_file(path_ + "/" + origin_name, sweep.plan().directory);
  write_file(path_ + "/" + plan_name, sweep.plan().text);
}

std::unique_ptr<FolderLock> SweepFolder::lock(bool shared) const {
  return std::make_unique<FolderLock>(path_ + "/lock", shared);
}

Ledger SweepFolder::ledger() const {
  const Sweep& sweep = *sweep_;
  return read_ledger(shards(), [&](std::size_t point, int replicate) {
    const bool inside = point < sweep.points() && replicate >= 0 && replicate < sweep.plan().replicates;
    return inside ? sweep.key({point, replicate}) : std::string();
  });
}

ShardWriter open_shard(const SweepFolder& folder, std::optional<int> number) {
  for (int n = number.value_or(0); n <= number.value_or(most_shards); ++n) {
    const std::string path = fmt::format("{}/shard-{:04}.log", folder.shards(), n);
    if (std::optional<ShardWriter> writer = ShardWriter::open(path)) return std::move(*writer);
  }
  throw RunError(number ? fmt::format("another process writes shard {}", *number) : "no shard is free");
}

}  // namespace entrepot::tools
