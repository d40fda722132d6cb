#include "tests/support/program.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

#include "tests/support/source_dir.hpp"

namespace entrepot::test {

namespace {

int memory_file(const char* name) {
  const int file = memfd_create(name, MFD_CLOEXEC);
  if (file < 0) throw std::runtime_error("memfd_create failed");
  return file;
}

std::string content(int file) {
  std::string text;
  std::array<char, 65536> buffer{};
  lseek(file, 0, SEEK_SET);
  for (ssize_t n = 0; (n = read(file, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(n));
  return text;
}

// In the child, between fork and exec: only async-signal-safe calls.
void prepare_child(const ProgramOptions& options, int out, int err) {
  if (options.stdout_path == "-") {
    close(STDOUT_FILENO);
  } else if (!options.stdout_path.empty()) {
    dup2(open(options.stdout_path.c_str(), O_WRONLY), STDOUT_FILENO);
  } else {
    dup2(out, STDOUT_FILENO);
  }
  dup2(err, STDERR_FILENO);
  if (options.largest_file) {
    const rlimit limit{*options.largest_file, *options.largest_file};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
}

}  // namespace

std::string program_path() { return binary_path(); }

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const ProgramOptions& options,
                               std::string program)
    : out_(memory_file("stdout")), err_(memory_file("stderr")) {
  std::vector<std::string> words = arguments;
  std::vector<char*> pointers{program.data()};
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("fork failed");
  if (process_ == 0) {
    prepare_child(options, out_, err_);
    execvp(program.c_str(), pointers.data());
    _exit(127);
  }
}

RunningProgram::~RunningProgram() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(out_);
  close(err_);
}

void RunningProgram::send(int signal) const {
  if (process_ > 0) kill(process_, signal);
}

void RunningProgram::keep_status(int status) {
  process_ = -1;
  if (WIFEXITED(status)) output_.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) output_.signal = WTERMSIG(status);
}

bool RunningProgram::running() {
  int status = 0;
  if (process_ > 0 && waitpid(process_, &status, WNOHANG) == process_) keep_status(status);
  return process_ > 0;
}

ProgramOutput RunningProgram::wait() {
  int status = 0;
  if (process_ > 0 && waitpid(process_, &status, 0) == process_) keep_status(status);
  output_.out = content(out_);
  output_.err = content(err_);
  return output_;
}

ProgramOutput call(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  return RunningProgram(arguments, options).wait();
}

ProgramOutput program(const std::string& name, const std::vector<std::string>& arguments) {
  return RunningProgram(arguments, {}, name).wait();
}

}  // namespace entrepot::test
