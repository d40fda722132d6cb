// Collects all faults of the input, to be reported at once.
#pragma once

#include <string>
#include <vector>

#include "sim/core/error.hpp"

namespace entrepot {

class Faults {
 public:
  // More than this many are counted, not listed.
  static constexpr std::size_t listed_at_most = 1000;

  void add(Place place, std::string what, std::string why = "", std::string suggestion = "");
  void add(const InputError& error);
  [[nodiscard]] std::size_t count() const { return faults_.size() + unlisted_; }
  // Throws InputError when there is any fault: in order of file and place, equal faults once.
  void throw_if_any();

 private:
  std::vector<Fault> faults_;
  std::size_t unlisted_ = 0;
};

// `text` in quotes for a message, cut when long.
[[nodiscard]] std::string in_quotes(const std::string& text);
// "a, b, c", cut after a few lines' worth.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);
// `did you mean "x"?` where a candidate is near, then what is allowed.
[[nodiscard]] std::string suggest(const std::string& name, const std::vector<std::string>& candidates,
                                  const std::string& kind);

}  // namespace entrepot
