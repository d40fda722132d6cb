#!/usr/bin/env python3
"""Kills runs, resumed runs, sweeps and merges at random moments, and counts what is lost.

usage: kill_runs.py PROGRAM [--kills 100] [--seed 1] [--kinds run,sweep,merge]

A chain starts a job, kills it with SIGKILL, goes on from what is left, kills it again, until it ends by itself; then
its results must be the bits of a job that nobody killed. After every kill: a result file that is there opens, one that
is not whole says so, and the next start goes on at the last month that was saved, or later. Exit code 1 when anything
is lost, mixed or taken for whole.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

MONTHS, REPLICATES = 8, 2
SCENARIO = ["trade-war-2018", "--set", "world.firms=1000", "--set", "calendar.start=2018-05",
            "--set", "calendar.end=2018-12", "--set", f"replicates={REPLICATES}",
            "--set", "model.preset=relocation-technology"]
PLAN = """schema: 1
name: kills
scenario: trade-war-2018
description: runs to be killed
seed: 3
replicates: 2
set: [world.firms=1000, calendar.start=2018-05, calendar.end=2018-12, model.preset=relocation-technology]
design: {method: latin-hypercube, samples: 3}
parameters:
  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}
metrics: [import_share, income]
"""
RESUMING = re.compile(r"resuming .*: (\d+) replicates? finished(?:, replicate \d+ done to (\w+) (\d+)-(\d+))?")


class Fault(Exception):
    pass


class Killer:
    def __init__(self, program, seed):
        self.program = os.path.abspath(program)
        self.draw = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="entrepot-kills-")
        self.counts = {}

    def call(self, *words, check=True):
        done = subprocess.run([self.program, *words], cwd=self.folder, text=True, capture_output=True)
        if check and done.returncode != 0:
            raise Fault(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
        return done

    def timed(self, *words):
        start = time.monotonic()
        self.call(*words)
        return time.monotonic() - start

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def killed(self, kind, words, seconds):
        """Starts a job and kills it after a random part of `seconds`; (was killed, stderr)."""
        log = os.path.join(self.folder, "stderr")
        with open(log, "w") as stderr:
            job = subprocess.Popen([self.program, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=stderr)
            try:
                job.wait(self.draw.uniform(0.0, seconds))
            except subprocess.TimeoutExpired:
                pass
            finally:  # also when this program is stopped: nothing may write into the folder then
                if job.poll() is None:
                    job.send_signal(signal.SIGKILL)
                    job.wait()
        with open(log) as text:
            said = text.read()
        if job.returncode == -signal.SIGKILL:
            self.count(f"kills of {kind}")
            return True, said
        if job.returncode != 0:
            raise Fault(f"{' '.join(words)}: exit code {job.returncode}\n{said}")
        return False, said

    def hash(self, file):
        return self.call("hash", file).stdout.strip()


def resume_point(said):
    """Months that a resumed run has behind it, by its own words; None when it did not resume."""
    found = RESUMING.search(said)
    if not found:
        return None
    months = int(found[1]) * 2 * MONTHS
    if found[2]:
        months += MONTHS if found[2] == "scenario" else 0
        months += (int(found[3]) - 2018) * 12 + int(found[4]) - 5 + 1
    return months


def check_results(killer, file):
    """What a kill left: nothing, or whole replicates in a file that says how many are missing."""
    if not os.path.exists(os.path.join(killer.folder, file)):
        return
    killer.hash(file)
    said = killer.call("compare", file, "--metric", "income").stdout
    numbers = killer.call("export", file, "--metric", "income", "--run", "scenario").stdout
    column = numbers.splitlines()[0].split(",").index("replicate")
    held = {line.split(",")[column] for line in numbers.splitlines()[1:]}
    if held != {str(r) for r in range(len(held))}:
        raise Fault(f"{file} holds the replicates {sorted(held)}")
    if len(held) < REPLICATES and f"{len(held)} of {REPLICATES} replicates: interrupted" not in said:
        raise Fault(f"{file} is taken for whole with {len(held)} of {REPLICATES} replicates")


def run_chain(killer, left, name, expected, seconds):
    file = f"{name}.h5"
    words = ["run", *SCENARIO, "-o", file, "--checkpoint-every", "1 month", "--resume"]
    behind, kills = 0, 0
    while True:
        alive = kills < left
        was_killed, said = killer.killed("run", words, seconds if alive else 1e6)
        point = resume_point(said)
        if point is not None:
            killer.count("resumed runs")
            if point < behind:
                raise Fault(f"{file} went on at month {point}, it had been at {behind}")
            behind = point
        if not was_killed:
            break
        kills += 1
        check_results(killer, file)
    if killer.hash(file) != expected:
        raise Fault(f"{file}: other results than those of a run that was not killed")
    if os.path.exists(os.path.join(killer.folder, file + ".checkpoint")):
        raise Fault(f"{file} is whole and its checkpoint is still there")
    return kills


def status(killer, folder):
    done = killer.call("sweep", "status", folder, "--json", check=False)
    return json.loads(done.stdout)["finished"] if done.returncode == 0 else 0


def sweep_chain(killer, left, name, expected, seconds):
    folder, kills, finished = f"{name}.sweep", 0, 0
    while True:
        words = ["sweep", "run", "kills.yaml", "--folder", folder, "--checkpoint-every", "1 month", "--quiet"]
        was_killed, _ = killer.killed("sweep", words, seconds if kills < left else 1e6)
        now = status(killer, folder)
        if now < finished:
            raise Fault(f"{folder}: {now} runs finished, there had been {finished}")
        finished = now
        if not was_killed:
            break
        kills += 1
    killer.call("sweep", "merge", folder, "--quiet")
    if killer.hash(folder + "/merged.h5") != expected:
        raise Fault(f"{folder}: other results than those of a sweep that was not killed")
    return kills


def merge_chain(killer, left, name, expected, seconds):
    folder, kills = f"{name}.sweep", 0
    shutil.copytree(os.path.join(killer.folder, "whole.sweep"), os.path.join(killer.folder, folder))
    while True:
        was_killed, _ = killer.killed("merge", ["sweep", "merge", folder, "--quiet"], seconds if kills < left else 1e6)
        if not was_killed:
            break
        kills += 1
        merged = folder + "/merged.h5"
        if os.path.exists(os.path.join(killer.folder, merged)) and killer.hash(merged) != expected:
            raise Fault(f"{merged}: a part taken for the whole")
    if killer.hash(folder + "/merged.h5") != expected:
        raise Fault(f"{folder}: other results than those of a merge that was not killed")
    return kills


def references(killer):
    """Hash and seconds of a run, a sweep and a merge that nobody kills."""
    with open(os.path.join(killer.folder, "kills.yaml"), "w") as plan:
        plan.write(PLAN)
    run = killer.timed("run", *SCENARIO, "-o", "whole.h5", "--checkpoint-every", "1 month", "--quiet")
    sweep = killer.timed("sweep", "run", "kills.yaml", "--folder", "whole.sweep", "--checkpoint-every", "1 month",
                         "--quiet")
    shutil.copytree(os.path.join(killer.folder, "whole.sweep"), os.path.join(killer.folder, "merged.sweep"))
    merge = killer.timed("sweep", "merge", "merged.sweep", "--quiet")
    of_sweep = killer.hash("merged.sweep/merged.h5")
    return {"run": (run_chain, killer.hash("whole.h5"), run), "sweep": (sweep_chain, of_sweep, sweep),
            "merge": (merge_chain, of_sweep, merge)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="run,sweep,merge")
    asked = parser.parse_args()
    killer = Killer(asked.program, asked.seed)
    faults, kinds = [], asked.kinds.split(",")
    try:
        known = references(killer)
        for kind in kinds:
            chain, expected, seconds = known[kind]
            left = asked.kills // len(kinds)
            number = 0
            while left > 0:
                number += 1
                name = f"{kind}-{number}"
                try:
                    kills = chain(killer, left, name, expected, seconds)
                except Fault as fault:
                    faults.append(f"{name}: {fault}")
                    break
                killer.count(f"chains of {kind}, all to the same bits")
                left -= kills
    except KeyboardInterrupt:
        print("stopped: the last chain has not come to its end", file=sys.stderr)
    finally:
        shutil.rmtree(killer.folder)
    for what, count in sorted(killer.counts.items()):
        print(f"{count:6d}  {what}")
    print(f"{len(faults):6d}  faults")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
