#!/usr/bin/env python3
"""Pairs of runs to one output, started together: each must end with one whole run and one clear refusal.

usage: reliability_pairs.py PROGRAM [PAIRS] [FIRST_SEED]

Every third pair is started with --force on both sides, onto a file that is there; every fourth leaves the name to the program. The
pause between the two starts is drawn from 0 to the length of a run. The file must be, bit for bit, that of the run that was
not refused. Exits 1 when a pair ends otherwise.
"""
import collections
import pathlib
import random
import subprocess
import sys
import tempfile
import time

FIXED = ["--quiet", "--threads", "1", "run", "no-policy", "--set", "world.firms=1000", "--set", "calendar.end=2017-02",
         "--set", "replicates=3"]
SEEDS = (1, 2)


def command(program, seed, output, force):
    words = [program, *FIXED, "--set", f"seed={seed}"]
    words += ["-o", output] if output else []
    return words + (["--force"] if force else [])


def hash_of(program, file):
    return subprocess.run([program, "hash", file], capture_output=True, text=True, check=True).stdout


def pair(program, folder, number, longest, expected):
    """The kind of end, or a text that begins with "FAULT"."""
    force, unnamed = number % 3 == 2, number % 4 == 3
    name = "no-policy.h5" if unnamed else "out.h5"
    if force:
        (folder / name).write_text("an older file", encoding="utf-8")
    started = []
    for seed in random.sample(SEEDS, 2):
        started.append((seed, subprocess.Popen(command(program, seed, None if unnamed else name, force), cwd=folder,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)))
        time.sleep(random.uniform(0, longest if number % 2 else 0.02))
    ends = [(seed, process.communicate()[1], process.returncode) for seed, process in started]
    codes = sorted(code for _, _, code in ends)
    left = sorted(file.name for file in folder.iterdir())
    if left != [name]:
        return f"FAULT: left {left}"
    if codes == [0, 0] and force:
        # One after the other, both allowed to write over what is there.
        return "one after the other" if hash_of(program, folder / name) == expected[ends[1][0]] else "FAULT: not the later run"
    if codes != [0, 3]:
        return f"FAULT: exit codes {codes}"
    winner = next(seed for seed, _, code in ends if code == 0)
    refusal = next(text for _, text, code in ends if code == 3)
    if hash_of(program, folder / name) != expected[winner]:
        return "FAULT: the file is not that of the run that ended well"
    if "another process is writing this file" in refusal:
        return "refused: being written"
    return "refused: exists" if "there is a file of this name" in refusal else f"FAULT: {refusal}"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    ends = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        alone = pathlib.Path(name)
        start = time.monotonic()
        for seed in SEEDS:
            subprocess.run(command(program, seed, alone / f"{seed}.h5", False), check=True, stdout=subprocess.DEVNULL)
        longest = (time.monotonic() - start) / len(SEEDS)
        expected = {seed: hash_of(program, alone / f"{seed}.h5") for seed in SEEDS}
        for number in range(count):
            folder = alone / str(number)
            folder.mkdir()
            ends[pair(program, folder, number, longest, expected)] += 1
    for end, times in sorted(ends.items()):
        print(f"{times:5}  {end}")
    print(f"{count} pairs")
    return 1 if any(end.startswith("FAULT") for end in ends) else 0


if __name__ == "__main__":
    sys.exit(main())
