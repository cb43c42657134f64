"""A file is one idea and a function one thought: docs/decisions/002-lock-and-setup.md."""

import ast

from setup.files import python_files

FILE_LINES, BODY_LINES = 400, 40
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "processor", "common", "misc"}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last."""
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    rest = function.body[1:] if told else function.body
    return function.end_lineno - rest[0].lineno + 1 if rest else 0


def test_the_docstring_is_not_counted():
    assert (
        body_lines(
            ast.parse('def f():\n    """Say.\n\n    More."""\n    a = 1\n    return a').body[0]
        )
        == 2
    )


def long_bodies(text: str) -> dict[str, int]:
    """The functions of a file that are too long, by name, with their lines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return {f.name: body_lines(f) for f in found if body_lines(f) > BODY_LINES}


def test_file_and_function_size():
    texts = {path: path.read_text(encoding="utf-8") for path in python_files()}
    files = {path: len(text.splitlines()) for path, text in texts.items()}
    assert {path: lines for path, lines in files.items() if lines > FILE_LINES} == {}
    bodies = {path: long_bodies(text) for path, text in texts.items()}
    assert {path: found for path, found in bodies.items() if found} == {}


def test_a_body_of_one_line_more_is_found():
    lines = "\n".join(f"    a = {n}" for n in range(BODY_LINES + 1))
    assert long_bodies(f"def f():\n{lines}\n") == {"f": BODY_LINES + 1}


def test_a_module_is_named_for_its_idea():
    assert [
        p for p in python_files() if p.stem in SAYS_NOTHING or p.parent.name in SAYS_NOTHING
    ] == []
