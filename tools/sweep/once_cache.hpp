// Values made once per key, however many threads ask at the same time; the least recently used go first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <mutex>

namespace entrepot::tools {

template <class T, class Key>
class OnceCache {
 public:
  explicit OnceCache(std::size_t most) : most_(most) {}

  // The value of the key; `make` returns a shared_ptr<const T> and runs outside the lock. Its exception goes
  // to all who wait for it and is forgotten.
  template <class Make>
  std::shared_ptr<const T> get(const Key& key, const Make& make) {
    std::promise<std::shared_ptr<const T>> promise;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      const auto at = entries_.find(key);
      if (at != entries_.end()) {
        at->second.used = ++clock_;
        ++hits_;
        const auto future = at->second.future;
        lock.unlock();
        return future.get();
      }
      entries_[key] = {promise.get_future().share(), ++clock_};
      ++made_;
      drop_oldest();
    }
    try {
      std::shared_ptr<const T> value = make();
      promise.set_value(value);
      return value;
    } catch (...) {
      promise.set_exception(std::current_exception());
      const std::lock_guard<std::mutex> lock(mutex_);
      entries_.erase(key);
      throw;
    }
  }

  [[nodiscard]] std::size_t made() const { return made_; }
  [[nodiscard]] std::size_t hits() const { return hits_; }

 private:
  struct Entry {
    std::shared_future<std::shared_ptr<const T>> future;
    std::uint64_t used = 0;
  };

  void drop_oldest() {
    while (entries_.size() > most_) {
      entries_.erase(std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
        return a.second.used < b.second.used;
      }));
    }
  }

  std::size_t most_;
  std::mutex mutex_;
  std::map<Key, Entry> entries_;
  std::uint64_t clock_ = 0;
  std::size_t made_ = 0;
  std::size_t hits_ = 0;
};

}  // namespace entrepot::tools
