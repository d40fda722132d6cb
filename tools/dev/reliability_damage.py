#!/usr/bin/env python3
"""Flips bits of and cuts result files, shards, merged files, logs of shards and checkpoints, and calls every verb that reads them.

usage: reliability_damage.py PROGRAM [FLIPS] [CUTS] [FIRST_SEED] [KINDS]

Each trial damages a copy and calls one verb. It is a fault when the program ends by a signal or as a bug (exit code 1), or
when it says nothing and its output differs from that of the sound file. A log of a shard must besides go on: after `sweep resume`
the merged results are bit for bit those of the undisturbed sweep. Files without a digest (unfinished runs) are tried too: what
the program says of them then carries a note. interrupted.h5 is what a run leaves that SIGTERM ended after its first replicate;
its damaged copies are resumed. KINDS: some of run.h5, unfinished.h5, interrupted.h5, merged, shard, log, checkpoint, by commas.
Exits 1 when there was a fault.
"""
import collections
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PLAN = """schema: 1
name: small
scenario: trade-war-2018
set: [world.firms=1000, calendar.start=2018-05, calendar.end=2018-08]
seed: 3
replicates: 2
design: {method: grid, levels: 2}
parameters:
  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}
  - {path: 'policies[*].scale', name: strength, lower: 0.5, upper: 2}
metrics: [import_share, income]
targets:
  - {name: share, metric: import_share, where: "origin=CHN,destination=USA", at: 2018}
"""
RUN = ["run", "trade-war-2018", "--set", "world.firms=1000", "--set", "calendar.start=2018-05", "--set",
       "calendar.end=2018-10"]
DIGEST_BYTES = 128
INTERPRETER = "/usr/bin/python3"  # the one that has the packages
PYTHON = """import sys
sys.path.insert(0, sys.argv[1])
import warnings
warnings.simplefilter("error", UserWarning)
import entrepot
try:
    with entrepot.open_result(sys.argv[2]) as result:
        for name in result.metrics:
            print(name, float(result.scenario[name].sum()))
except (entrepot.DamagedFile, UserWarning, ValueError, OSError) as error:
    print(error, file=sys.stderr)
    sys.exit(3)
"""
PACKAGE = pathlib.Path(__file__).resolve().parents[1] / "python"


class Bench:
    """The sound files, and the verbs with what they print of them."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.sound = folder / "sound"
        self.sound.mkdir()
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        run = RUN + ["--set", "replicates=2", "-o", self.sound / "run.h5"]
        self.call(run + ["--checkpoint-at", "2018-08"], check=True)
        (self.sound / "run.h5.2018-08.r0.checkpoint").rename(self.sound / "resumed.h5.checkpoint")
        self.call(["sweep", "run", folder / "plan.yaml", "--folder", self.sound / "sweep"], check=True)
        self.call(["sweep", "merge", self.sound / "sweep"], check=True)
        data = (self.sound / "run.h5").read_bytes()
        (self.sound / "unfinished.h5").write_bytes(data[:-DIGEST_BYTES])
        self.interrupt(self.sound / "interrupted.h5")
        self.outputs = {}

    def interrupt(self, output):
        """A run that SIGTERM ends once its first replicate is in its file, while the second is under way."""
        command = [self.program, "--quiet", "--threads", "1", *RUN, "--set", "replicates=3", "-o", str(output)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not output.exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        if process.wait() != 5:
            raise SystemExit("the run to be interrupted was not")

    def call(self, words, check=False):
        command = [str(word) for word in words]
        if command[0] != INTERPRETER:
            command = [self.program, "--threads", "1", *command]
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=check, timeout=300)

    def verbs(self, kind, at):
        """Every verb that reads a file of the kind, below the folder `at`."""
        if kind in ("run.h5", "unfinished.h5"):
            file = at / kind
            verbs = {"hash": ["hash", file], "hash --per-variable": ["hash", "--per-variable", file], "show": ["show", file],
                     "show --json": ["show", file, "--json"], "compare": ["compare", file, "--metric", "*"],
                     "export": ["export", file], "linkage": ["linkage", file, "--period", "quarter"],
                     "report": ["report", file, "-o", "/dev/stdout"],
                     "python": [INTERPRETER, "-c", PYTHON, PACKAGE, file]}
            if kind == "unfinished.h5":
                verbs["run --resume"] = ["run", "--resume", "-o", file]
            return verbs
        if kind == "interrupted.h5":
            return {"run --resume": ["run", "--resume", "-o", at / kind], "show": ["show", at / kind]}
        merged = at / "sweep/merged.h5"
        verbs = {"hash": ["hash", merged], "sweep analyse": ["sweep", "analyse", at / "sweep"],
                 "show": ["show", merged], "compare": ["compare", merged, "--metric", "income"],
                 "export": ["export", merged], "report": ["report", merged, "-o", "/dev/stdout"],
                 "linkage": ["linkage", merged], "python": [INTERPRETER, "-c", PYTHON, PACKAGE, merged]}
        if kind == "checkpoint":
            resumed = at / "resumed.h5"
            branch = RUN + ["--set", "replicates=1", "-o", resumed, "--force", "--from-checkpoint", f"{resumed}.checkpoint"]
            verbs = {"run --resume": ["run", "--resume", "-o", resumed], "run --from-checkpoint": branch}
        if kind == "log":
            verbs = {"sweep status": ["sweep", "status", at / "sweep"], "resume": ["resume"]}
        return verbs

    def resumed(self, at):
        """Status, resume, merge, hash: the last one's output."""
        for words in (["status"], ["resume"], ["merge"]):
            done = self.call(["sweep", *words, at / "sweep"])
            if done.returncode != 0:
                return done
        return self.call(["hash", at / "sweep/merged.h5"])

    def run(self, kind, verb, at):
        words = self.verbs(kind, at)[verb]
        if words == ["resume"]:
            return self.resumed(at)
        done = self.call(words)
        if done.returncode == 0 and kind == "checkpoint":
            return self.call(["hash", at / "resumed.h5"])
        if done.returncode == 0 and (kind, verb) == ("interrupted.h5", "run --resume"):
            hashed = self.call(["hash", at / kind])
            hashed.stderr += done.stderr
            return hashed
        return done

    def expected(self, kind, verb):
        """What the verb says of the sound file, in place of this path that of a copy."""
        if (kind, verb) not in self.outputs:
            at = self.copy()
            self.outputs[kind, verb] = self.text(self.run(kind, verb, at), at)
            shutil.rmtree(at)
        return self.outputs[kind, verb]

    def copy(self):
        at = self.folder / "trial"
        shutil.copytree(self.sound, at)
        return at

    @staticmethod
    def text(done, at):
        return done.returncode, done.stdout.replace(str(at), "")


FILES = {"run.h5": "run.h5", "unfinished.h5": "unfinished.h5", "interrupted.h5": "interrupted.h5", "merged": "sweep/merged.h5", "shard": "sweep/shards/shard-0000.h5",
         "log": "sweep/shards/shard-0000.log", "checkpoint": "resumed.h5.checkpoint"}


def damage(path, cut):
    data = bytearray(path.read_bytes())
    if cut:
        path.write_bytes(data[:random.randrange(len(data))])
        return
    bit = random.randrange(8 * len(data))
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


def trial(bench, kinds, cut):
    """(kind of file, how it ended); an end that begins with FAULT is one."""
    kind = random.choice(kinds)
    verb = random.choice(list(bench.verbs(kind, bench.folder)))
    code, output = bench.expected(kind, verb)
    at = bench.copy()
    damage(at / FILES[kind], cut)
    done = bench.run(kind, verb, at)
    result = bench.text(done, at)
    shutil.rmtree(at)
    if done.returncode < 0 or done.returncode == 1 or done.returncode > 5:
        return kind, f"FAULT: {verb} ended with {done.returncode}: {done.stderr[-300:]}"
    if done.returncode == 3:
        return kind, "refused" if done.stderr else f"FAULT: {verb} refuses without a word"
    if result == (code, output):
        return kind, "the same output"
    if verb == "sweep status":
        return kind, "other counts"  # what a cut log still holds is what it is asked for
    noted = "has no digest" in done.stderr or "damaged" in done.stdout + done.stderr or "cut off" in done.stdout
    return kind, "another output, and said so" if noted else f"FAULT: {verb}: another output, and not a word"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    kinds = sys.argv[5].split(",") if len(sys.argv) > 5 else list(FILES)
    numbers = [int(word) for word in sys.argv[2:5]]
    flips, cuts, seed = (numbers + [1000, 200, 1][len(numbers):])[:3]
    random.seed(seed)
    ends = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(program, pathlib.Path(name))
        for number in range(flips + cuts):
            kind, end = trial(bench, kinds, number >= flips)
            ends["cut" if number >= flips else "flip", kind, end] += 1
            if end.startswith("FAULT"):
                print(number, kind, end, flush=True)
    for (how, kind, end), times in sorted(ends.items()):
        print(f"{times:5}  {how:4}  {kind:14}  {end[:90]}")
    print(f"{flips} bit flips, {cuts} cuts, seed {seed}")
    return 1 if any(end.startswith("FAULT") for _, _, end in ends) else 0


if __name__ == "__main__":
    sys.exit(main())
