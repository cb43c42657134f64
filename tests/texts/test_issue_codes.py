"""Every code the program can make is in the catalogue, and the catalogue holds no other."""

import ast
import dataclasses
import itertools
import re
from functools import cache
from pathlib import Path

import pytest

import demo
import study
from reports.issue_page import issue_page
from setup.files import python_files
from tables.issue import SEVERITIES
from tests.known_issues import unlisted
from tests.small_results import full, nothing_eligible, town
from texts import LOCALES, codes, said
from texts.issue_codes import WHO, issue_codes, spelt_out

CODES = issue_codes()
ROOMS = (
    "tables",
    "geo",
    "intake",
    "scoring",
    "phasing",
    "participation",
    "support",
    "study",
    "cli",
    "ui",
)
ROOT = Path(__file__).parents[2]
SPEAK = {"InputError", "InfeasibleError", "ValueError", "say", "said", "t", "error"}
WIDE = re.compile(r"\w+\\\.\[")  # f"study.{code}" may be any code of a topic
TOPICS = {code.split(".")[0] for code in CODES}
NOT_ISSUES = re.compile(
    r"intake\.(unreadable|refused_\w+|stopped|worker_\w+)"  # reasons to refuse a file
    r"|methods\.(unknown_cell|cell_too_large)"  # … a matrix
    r"|phasing\.(?!cost_|works_)\w+"  # … a problem
    r"|weights\.(consistent|inconsistent|cannot_judge_yet|not_linked|not_linked_yet)"  # verdicts
    r"|study\.questions_open"
)


def test_every_entry_is_whole():
    for code, one in CODES.items():
        assert set(one.severities) <= set(SEVERITIES), code
        assert len(set(one.severities)) == len(one.severities), code
        assert one.who in WHO, code
        assert 0 < len(one.zh) <= 20, code
        assert 0 < len(one.en) <= 60, code


def test_no_code_is_written_twice():
    keys = re.findall(
        r"^([a-z].*?): \{", (ROOT / "texts/issue_codes.yaml").read_text("utf-8"), re.MULTILINE
    )
    assert len(list(itertools.chain(*map(spelt_out, keys)))) == len(CODES)


def test_every_settler_has_a_name_and_settles_something():
    assert {one.who for one in CODES.values()} == set(WHO)
    assert [(who, at) for who in WHO for at in LOCALES if not said(at, f"who.{who}")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_a_sentence(locale):
    assert sorted(CODES.keys() - codes(locale).keys()) == []


@cache
def trees():
    there = [path for path in python_files() if path.parts[len(ROOT.parts)] in ROOMS]
    return [ast.parse(path.read_text("utf-8")) for path in there]


@cache
def nodes(*kinds):
    return [node for tree in trees() for node in ast.walk(tree) if isinstance(node, kinds)]


@cache
def written():
    return {node.value for node in nodes(ast.Constant) if isinstance(node.value, str)}


def pattern(node):
    """Return what an f-string may come to; nothing where it begins with no topic."""
    parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
    if not parts[0] or "." not in parts[0]:
        return None
    return re.compile("".join(r"[\w.]+" if part is None else re.escape(part) for part in parts))


def meant(node):
    """Return the codes that an expression may be, as far as it is written out."""
    if isinstance(node, ast.IfExp):
        return meant(node.body) | meant(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} & CODES.keys()
    wanted = pattern(node) if isinstance(node, ast.JoinedStr) else None
    if wanted is None or WIDE.match(wanted.pattern):
        return set()
    return {code for code in CODES.keys() - written() if wanted.fullmatch(code)}


def graded(node):
    if isinstance(node, ast.IfExp):
        return graded(node.body) | graded(node.orelse)
    return {node.value} & set(SEVERITIES) if isinstance(node, ast.Constant) else set()


def called(node):
    name = node.func if isinstance(node, ast.Call) else None
    return getattr(name, "attr", getattr(name, "id", ""))


def given(node):
    """Return the arguments of a call, or what a tuple holds."""
    if isinstance(node, ast.Tuple):
        return node.elts
    return [*node.args, *(word.value for word in node.keywords)]


def test_every_code_written_in_the_program_is_in_the_catalogue():
    refused = {
        inner.value
        for call in nodes(ast.Call) if called(call) in SPEAK
        for inner in ast.walk(call) if isinstance(inner, ast.Constant)
    }  # fmt: skip
    spoken = {c for c in written() & codes("zh").keys() if c.split(".")[0] in TOPICS and "." in c}
    left = spoken - CODES.keys() - refused
    assert sorted(code for code in left if not NOT_ISSUES.fullmatch(code)) == []


def test_no_entry_is_of_a_code_that_nothing_makes():
    made = [wanted for node in nodes(ast.JoinedStr) if (wanted := pattern(node))]
    left = CODES.keys() - written()
    assert sorted(c for c in left if not any(wanted.fullmatch(c) for wanted in made)) == []


def test_every_severity_written_beside_a_code_is_in_its_entry():
    wrong = set()
    for node in nodes(ast.Call, ast.Tuple):
        severities = set().union(*map(graded, given(node)))
        if called(node) == "question":
            severities.add("question")
        for code in set().union(*map(meant, given(node))) if severities else ():
            wrong |= {(code, one) for one in severities - set(CODES[code].severities)}
    assert sorted(wrong) == []


@pytest.fixture(scope="module")
def demo_issues(tmp_path_factory):
    folder = demo.write(tmp_path_factory.mktemp("town") / "study", estates=40, seed=demo.SEED)
    loaded = study.load(folder)
    solver = dataclasses.replace(loaded.choices.solver, gap=0.5)
    choices = dataclasses.replace(
        loaded.choices, proposals=("need", "cluster"), solver=solver, negotiate=None
    )
    return study.run(dataclasses.replace(loaded, choices=choices)).issues


def test_what_the_demo_town_raises_is_in_the_catalogue(demo_issues):
    assert len({issue.code for issue in demo_issues}) > 20
    assert unlisted(demo_issues) == set()


@pytest.mark.parametrize("results", [town, full, nothing_eligible])
def test_what_small_results_raise_is_in_the_catalogue(results):
    assert unlisted(results().issues) == set()


def test_the_page_is_made_from_the_catalogue():
    assert (ROOT / "docs/issues.md").read_text("utf-8") == issue_page()
