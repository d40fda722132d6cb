#!/usr/bin/env python3
"""Runs the code cells of a notebook in order, as Jupyter does, without Jupyter; exits 1 at the first that fails.

usage: run-notebook.py NOTEBOOK
"""
import ast
import json
import pathlib
import sys
import traceback


def run_cell(source, names):
    """Executes a cell; the value of a last expression is shown as Jupyter would, by its repr."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    if last is not None:
        print(repr(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)))


def main():
    import matplotlib
    matplotlib.use("Agg")
    notebook = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    names = {"__name__": "__main__"}
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, source in enumerate(cells, 1):
        print(f"--- cell {number}\n{source}\n---")
        try:
            run_cell(source, names)
        except Exception:
            traceback.print_exc()
            print(f"cell {number} of {len(cells)} failed")
            return 1
    print(f"{len(cells)} cells ran")
    return 0 if cells else 1


if __name__ == "__main__":
    sys.exit(main())
