#include "tools/entrepot/serve/child.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <thread>

namespace entrepot::tools {

namespace {

constexpr std::size_t most_output_bytes = 50'000'000;

[[noreturn]] void fail(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

class OwnedFile {
 public:
  explicit OwnedFile(int file) : file_(file) {
    if (file < 0) fail("opening the output of a child");
  }
  ~OwnedFile() { close(file_); }
  OwnedFile(const OwnedFile&) = delete;
  OwnedFile& operator=(const OwnedFile&) = delete;
  [[nodiscard]] int number() const { return file_; }
  [[nodiscard]] std::string text() const {
    std::string text;
    std::array<char, 65536> buffer{};
    lseek(file_, 0, SEEK_SET);
    for (ssize_t n = 0;
         text.size() < most_output_bytes && (n = read(file_, buffer.data(), buffer.size())) > 0;)
      text.append(buffer.data(), static_cast<std::size_t>(n));
    return text;
  }

 private:
  int file_;
};

// Between fork and exec of a program with threads: system calls only.
void become(const char* program, char* const* words, const char* folder, int out, int err) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = open("/dev/null", O_RDONLY);
  if (chdir(folder) != 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
      dup2(err, STDERR_FILENO) < 0)
    _exit(127);
  if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0) {
    for (int file = STDERR_FILENO + 1; file < 4096; ++file) close(file);
  }
  execv(program, words);
  _exit(127);
}

pid_t spawn(const Words& words, const std::string& folder, int out, int err) {
  std::string program = "/proc/self/exe";
  std::vector<std::string> copies = words;
  std::string name = "entrepot";
  std::vector<char*> pointers{name.data()};
  for (std::string& word : copies) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) fail("starting a child");
  if (child == 0) become(program.c_str(), pointers.data(), folder.c_str(), out, err);
  return child;
}

// Exit code of a child that has ended within the time; else it is killed.
int wait_for(pid_t child, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  for (auto pause = std::chrono::milliseconds(1);;
       pause = std::min(2 * pause, std::chrono::milliseconds(16))) {
    int status = 0;
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (ended < 0 && errno != EINTR) fail("waiting for a child");
    if (std::chrono::steady_clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(pause);
  }
}

std::string shell_word(const std::string& word) {
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("-_./:=,+@%").find(static_cast<char>(c)) != std::string::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

ChildOutput run_child(const Words& words, const std::string& folder, double seconds) {
  const OwnedFile out(memfd_create("stdout", MFD_CLOEXEC));
  const OwnedFile err(memfd_create("stderr", MFD_CLOEXEC));
  const pid_t child = spawn(words, folder, out.number(), err.number());
  ChildOutput output;
  output.code = wait_for(child, seconds);
  output.out = out.text();
  output.err = err.text();
  if (output.code == -1 && output.err.empty())
    output.err = "it was ended: it took too long, or by a signal\n";
  return output;
}

pid_t start_child(const Words& words, const std::string& folder, const std::string& log) {
  const OwnedFile file(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644));
  return spawn(words, folder, file.number(), file.number());
}

std::string command_line(const Words& words) {
  std::string line = "entrepot";
  for (const std::string& word : words) line += " " + shell_word(word);
  return line;
}

}  // namespace entrepot::tools
