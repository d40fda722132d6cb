"""Runs the program."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile


class ProgramError(RuntimeError):
    """The program ended with a fault; the text is what it said. `code` is its exit code."""

    def __init__(self, code, text):
        super().__init__(text.strip() or f"entrepot ended with exit code {code}")
        self.code = code


def find_program():
    """Path of the program: the environment variable ENTREPOT_BINARY, else PATH, else the build of this checkout."""
    named = os.environ.get("ENTREPOT_BINARY")
    if named:
        return named
    found = shutil.which("entrepot")
    if found:
        return found
    built = pathlib.Path(__file__).resolve().parents[3] / "build/release/tools/entrepot"
    if built.exists():
        return str(built)
    raise FileNotFoundError("no program entrepot: put it on PATH or name it in ENTREPOT_BINARY")


def _text(value):
    return value if isinstance(value, str) else json.dumps(value)


def call(arguments):
    """Runs `entrepot arguments...`; returns what it printed. ProgramError when it fails."""
    done = subprocess.run([find_program(), *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ProgramError(done.returncode, done.stderr)
    return done.stdout


def run(scenario, overrides=None, output=None, threads=0, force=False):
    """Runs a scenario and its baseline; returns the path of the result file.

    `scenario` is the name of a library scenario, the path of a YAML file, or a dict with the same keys. `overrides` is
    {"world.firms": 20000, "policies[list-1].scale": 2}. Without `output` the file is named after the scenario.
    A file that is there is an error unless `force` is set.
    """
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(scenario, dict):
            path = pathlib.Path(folder) / "scenario.yaml"
            path.write_text(json.dumps(scenario), encoding="utf-8")  # JSON is YAML
            name = scenario.get("name", "scenario")
        else:
            path = scenario
            name = json.loads(call(["check", path, "--json", "--quiet"]))["name"]
        output = os.fspath(output or f"{name}.h5")
        arguments = ["run", path, "-o", output, "--quiet", "--threads", threads]
        if force:
            arguments.append("--force")
        for key, value in (overrides or {}).items():
            arguments += ["--set", f"{key}={_text(value)}"]
        call(arguments)
    return output
