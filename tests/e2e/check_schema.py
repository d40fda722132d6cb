#!/usr/bin/env python3
"""The JSON Schemas of the program against the library and against slips: python3-jsonschema, draft 2020-12.

usage: check_schema.py PROGRAM SOURCE
"""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])


class Editor(yaml.SafeLoader):
    """YAML as editors read it (core schema of 1.2): dates and 010 are text."""


Editor.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))


def schema(*topic):
    text = subprocess.run([PROGRAM, "describe", "--schema", *topic], capture_output=True, text=True, check=True).stdout
    made = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$id"].startswith("https://"), made["$id"]
    return jsonschema.Draft202012Validator(made)


def errors(validator, text):
    """Messages at the leaves: what an editor shows."""
    found = []

    def walk(error):
        for inner in error.context or ():
            walk(inner)
        if not error.context:
            found.append(f"{'/'.join(map(str, error.absolute_path))}: {error.message}")

    for error in validator.iter_errors(yaml.load(text, Editor)):
        walk(error)
    return found


def main():
    scenario, sweep = schema(), schema("sweep")
    for folder, validator in (("library", scenario), ("sweeps", sweep)):
        for path in sorted((SOURCE / "scenarios" / folder).glob("*.yaml")):
            found = errors(validator, path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}"
    base = (
        "schema: 1\nname: a\nextends: no-policy\npolicies:\n"
        "  - {id: x, type: tariff, importer: USA, origin: [CHN], rate: +10 pp, from: 2020-01}\n"
    )
    assert not errors(scenario, base), errors(scenario, base)
    slips = {
        ("type: tariff", "type: tarif"): "'tarif' is not one of",
        ("origin:", "orign:"): "'orign' was unexpected",
        ("+10 pp", "ten"): "'ten' does not match",
        ("name: a", "nam: a"): "'nam' was unexpected",
        ("importer: USA, ", ""): "'importer' is a required property",
        ("2020-01", "2020"): "2020 is not of type 'string'",
    }
    for (right, wrong), expected in slips.items():
        found = errors(scenario, base.replace(right, wrong))
        assert len(found) == 1 and expected in found[0], f"{wrong}: {found}"
    for names in ("USA", "8542", "ELE", "RCEP"):
        assert f'"{names}"' in json.dumps(scenario.schema), f"{names} is not suggested"
    assert "meth" in "".join(errors(sweep, "schema: 1\nname: a\nscenario: b\ndesign: {meth: grid}\nparameters: []\n"))
    print("schemas: the library is accepted, each slip has one message")


if __name__ == "__main__":
    main()
