// Other runs of this program, as processes of their own: what fails there fails there.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace entrepot::tools {

struct ChildOutput {
  int code = -1;  // exit code; -1 when a signal or the time limit ended it
  std::string out;
  std::string err;
};

using Words = std::vector<std::string>;

// `entrepot words...` in a folder, to its end or its time limit. No shell is between.
[[nodiscard]] ChildOutput run_child(const Words& words, const std::string& folder, double seconds);

// Starts it and returns at once; what it prints goes to the end of a file. The calling thread outlives it, or
// it is asked to stop (SIGTERM).
[[nodiscard]] pid_t start_child(const Words& words, const std::string& folder, const std::string& log);

// The command line as one would type it: quoted where the shell needs it.
[[nodiscard]] std::string command_line(const Words& words);

}  // namespace entrepot::tools
