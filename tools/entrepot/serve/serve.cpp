#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "sim/core/error.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/serve/gate.hpp"
#include "tools/entrepot/serve/http_server.hpp"
#include "tools/entrepot/serve/workbench.hpp"

namespace entrepot::tools {

namespace {

struct ServeArguments {
  std::string folder = "entrepot-workbench";
  int port = 0;
  int at_once = 0;
};

int cores() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

// Runs at a time share threads and memory out; never more runs than threads.
WorkbenchSettings settings_of(const ServeArguments& arguments, const CommonOptions& common) {
  const int threads = common.threads > 0 ? common.threads : cores();
  constexpr int usual = 4;
  const int at_once = std::min(threads, arguments.at_once > 0 ? arguments.at_once : usual);
  return {arguments.folder, at_once, threads / at_once, memory_limit(common.memory) / at_once};
}

// SIGINT and SIGTERM are taken by one thread that waits for them: what they do may then be anything.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void run_until_stopped(HttpServer& server, const sigset_t& signals, const Gate& gate, Workbench& workbench) {
  std::atomic<bool> ended{false};
  std::thread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    // A server that has not begun yet does not hear it.
    for (; !ended; std::this_thread::sleep_for(std::chrono::milliseconds(20))) server.stop();
  });
  const auto end = [&] {
    ended = true;
    pthread_kill(waiter.native_handle(), SIGTERM);
    waiter.join();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second Ctrl-C does not wait for the runs
  };
  try {
    server.run([&](const HttpRequest& request) { return gate.refusal(request); },
               [&](const HttpRequest& request) { return workbench.answer(request); });
  } catch (...) {
    end();
    throw;
  }
  end();
}

void serve(const ServeArguments& arguments, const CommonOptions& common) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread begins
  HttpServer server(arguments.port);
  const Gate gate(random_secret(), random_secret(), server.port());
  const WorkbenchSettings settings = settings_of(arguments, common);
  const std::string folder = WorkFolder(settings.folder).path();
  setenv("ENTREPOT_WITHIN", folder.c_str(), 1);  // for every child
  Workbench workbench(settings, gate);
  fmt::print("{}\n", gate.address());
  std::fflush(stdout);
  if (!common.quiet)
    fmt::print(stderr,
               "Open this address in a browser of this machine; whoever knows it can use the workbench.\n"
               "Scenarios (*.yaml) and results/ are in {}. {} run{} at a time, {} thread{} and {:.1f} GB "
               "each. Ctrl-C ends "
               "it; runs under way leave checkpoints.\n",
               folder, settings.at_once, settings.at_once == 1 ? "" : "s", settings.threads,
               settings.threads == 1 ? "" : "s", settings.memory / 1e9);
  run_until_stopped(server, signals, gate, workbench);
}

}  // namespace

void add_serve(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "serve", "the workbench: scenarios, runs, comparisons and reports in a browser of this machine");
  auto arguments = std::make_shared<ServeArguments>();
  verb->add_option("--folder", arguments->folder,
                   "folder that holds scenarios and results; default: entrepot-workbench");
  verb->add_option("--port", arguments->port, "port of 127.0.0.1; default: any that is free")
      ->check(CLI::Range(0, 65535));
  verb->add_option("--at-once", arguments->at_once, "runs at a time, within the threads; default: up to 4")
      ->check(CLI::Range(1, 64));
  verb->callback([arguments, &common] { serve(*arguments, common); });
}

}  // namespace entrepot::tools
