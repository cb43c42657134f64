"""An open door: a problem as plain values in, its answer as plain values out (docs/solve.md)."""

from phasing.problem_file.answer import answer
from phasing.problem_file.readable import DEEPEST
from phasing.problem_file.statement import Statement, statement

__all__ = ["DEEPEST", "Statement", "answer", "statement"]
