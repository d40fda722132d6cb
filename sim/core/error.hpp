// Errors carry data. A user's mistake, a failed run and a bug are different types and exit codes.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace entrepot {

// Where a fault stands in the user's input; line and column count from 1, 0 = unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string source_line;  // the text of that line, for the caret
};

// One fault of the input: what is wrong, why, and what to write instead (may be empty).
struct Fault {
  Place place;
  std::string what;
  std::string why;
  std::string suggestion;
};

// Text of one fault: "file:line:col: what (why)", the source line with a caret, the suggestion.
[[nodiscard]] std::string format_fault(const Fault& fault);

// Exit code 3: all faults of the input at once.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Fault> faults);
  explicit InputError(Fault fault) : InputError(std::vector<Fault>{std::move(fault)}) {}
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

// Exit code 2: the command line is not usable.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Exit code 4: the input is fine but the run could not finish (no convergence, full disk, ...).
class RunError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Exit code 1: a broken promise of our own code.
class BugError : public std::logic_error {
  using std::logic_error::logic_error;
};

// Contract checks. `validate` runs always; `expect` only where NDEBUG is off.
[[noreturn]] void fail_contract(const char* condition, const char* file, int line, const std::string& why);

}  // namespace entrepot

#define ENTREPOT_VALIDATE(condition, why) \
  ((condition) ? static_cast<void>(0) : ::entrepot::fail_contract(#condition, __FILE__, __LINE__, (why)))
#ifdef NDEBUG
#define ENTREPOT_EXPECT(condition) static_cast<void>(0)
#else
#define ENTREPOT_EXPECT(condition) ENTREPOT_VALIDATE(condition, "contract")
#endif
