"""Reads, compares and plots the results of entrepot, and runs it.

open_result(path)              a result file, its digest checked, as labelled datasets: .scenario, .baseline,
                               .difference(metric)
compare(a, b, metric, ...)     the table of `entrepot compare`, as a pandas DataFrame
by_period, periods, group, shares, growth, interval, difference_in_differences
                               what one does with such data
run(scenario, overrides)       runs the program
plot_paths, plot_changes       pictures (matplotlib)
"""
from .analysis import (by_period, difference_in_differences, group, growth, interval, periods, shares,
                       student_quantile)
from .comparison import compare
from .digest import DamagedFile, check_digest
from .plot import plot_changes, plot_paths
from .program import ProgramError, find_program, run
from .result import Result, open_result

__all__ = ["DamagedFile", "ProgramError", "Result", "by_period", "check_digest", "compare", "difference_in_differences",
           "find_program", "group", "growth", "interval", "open_result", "periods", "plot_changes", "plot_paths", "run", "shares",
           "student_quantile"]
__version__ = "0.1.0"
