// All faults of the input, to be reported at once, and the words they share.
#pragma once

#include <cstddef>
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
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  [[nodiscard]] std::size_t count() const { return faults_.size() + unlisted_; }
  // Throws InputError when there is any fault: in order of file and place, equal faults once.
  void throw_if_any() const;

 private:
  std::vector<Fault> faults_;
  std::size_t unlisted_ = 0;
};

// `text` in quotes for a message, cut when long.
[[nodiscard]] std::string in_quotes(const std::string& text);
// "a, b, c", cut after a few lines' worth.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

// How a layer asks whether a name was meant: did you mean "x"? / did you mean x? / is 'x' meant?
enum class Asks { quoted, plain, meant };

// The question whether a known name was meant, or "" when none is truly near: at most two slips of a letter
// (one left out, added, wrong, or two swapped) and at most one in three letters, case aside; or the whole of
// `name`, two letters or more, begins one known name only.
[[nodiscard]] std::string suggest(const std::string& name, const std::vector<std::string>& known,
                                  Asks asks = Asks::quoted);
// The same, then what is known: `did you mean "x"? kind: a, b, c`.
[[nodiscard]] std::string suggest(const std::string& name, const std::vector<std::string>& known,
                                  const std::string& kind);
// "; text" to end a sentence with, or "" without text.
[[nodiscard]] std::string appended(const std::string& text);

}  // namespace entrepot
