// Two programs for the thread sanitizer, to know that it sees what it should: `race` adds to one number from
// all threads and must be reported; `sound` gives each piece of work its own and must not.
#include <fmt/format.h>

#include <chrono>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "sim/core/parallel.hpp"

namespace {

constexpr std::size_t pieces = 64;

// Long enough that no thread does all the work before the others wake.
void wait_a_moment() { std::this_thread::sleep_for(std::chrono::milliseconds(2)); }

std::size_t race(entrepot::ThreadPool& pool) {
  std::size_t sum = 0;
  pool.for_each(pieces, [&](std::size_t i) {
    sum += i;
    wait_a_moment();
  });
  return sum;
}

std::size_t sound(entrepot::ThreadPool& pool) {
  std::vector<std::size_t> own(pieces, 0);
  for (std::size_t repeat = 0; repeat < 4; ++repeat) {
    pool.for_each(pieces, [&](std::size_t i) {
      own[i] += own[i] + i;
      wait_a_moment();
    });
    own.front() = std::accumulate(own.begin(), own.end(), std::size_t{0});
  }
  return own.front();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc == 2 ? argv[1] : "";
  if (what != "race" && what != "sound") {
    fmt::print(stderr, "usage: planted_race race | sound\n");
    return 2;
  }
  entrepot::ThreadPool pool(4);
  fmt::print("{}\n", what == "race" ? race(pool) : sound(pool));
  return 0;
}
