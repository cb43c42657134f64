"""A legal number is never a default argument of a calculation: it is handed in."""

import ast
from pathlib import Path

from setup.files import python_files
from setup.pins import ROOT

ROOMS = ("geo", "scoring", "phasing", "participation", "support")
NEUTRAL = (0, 1)  # nothing and the whole, in any unit


def defaults(function: ast.FunctionDef) -> list[float]:
    """The numbers among the defaults of a function's arguments."""
    given = [d for d in (*function.args.defaults, *function.args.kw_defaults) if d is not None]
    constants = [node for d in given for node in ast.walk(d) if isinstance(node, ast.Constant)]
    numbers = [c.value for c in constants if isinstance(c.value, int | float)]
    return [n for n in numbers if n not in NEUTRAL]


def public_functions(path: Path) -> list[ast.FunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [n for n in nodes if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def test_a_number_is_found_wherever_it_hides():
    (function,) = ast.parse("def f(a, b=0, *, c=-15, d=(1, 2.5), e=True): ...").body
    assert defaults(function) == [15, 2.5]


def test_no_number_is_a_default_argument():
    paths = [path for path in python_files() if path.relative_to(ROOT).parts[0] in ROOMS]
    assert len(paths) > 200
    found = {f"{path}:{f.name}": defaults(f) for path in paths for f in public_functions(path)}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}
