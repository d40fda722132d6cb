// Runs the real program as a user does, and keeps what it said. ENTREPOT_BINARY in the environment names
// another program to test, such as an installed one.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace entrepot::test {

struct ProgramOutput {
  int code = -1;   // exit code, -1 when a signal ended it
  int signal = 0;  // that signal
  std::string out;
  std::string err;
};

// The program under test.
[[nodiscard]] std::string program_path();

struct ProgramOptions {
  std::optional<std::size_t> largest_file;  // bytes a file may have (RLIMIT_FSIZE), like a full disk
  std::string stdout_path;                  // file or device instead of a capture; "-" closes stdout
};

// A program that runs by itself until told otherwise; killed with the object.
class RunningProgram {
 public:
  explicit RunningProgram(const std::vector<std::string>& arguments, const ProgramOptions& options = {},
                          std::string program = program_path());
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  void send(int signal) const;
  [[nodiscard]] bool running();
  [[nodiscard]] ProgramOutput wait();

 private:
  void keep_status(int status);

  pid_t process_ = -1;  // -1 once it has ended
  int out_ = -1;        // files without a name that take stdout and stderr
  int err_ = -1;
  ProgramOutput output_;
};

// Runs `entrepot arguments...` to its end.
[[nodiscard]] ProgramOutput call(const std::vector<std::string>& arguments,
                                 const ProgramOptions& options = {});
// Runs another program, found on PATH.
[[nodiscard]] ProgramOutput program(const std::string& name, const std::vector<std::string>& arguments);

}  // namespace entrepot::test
