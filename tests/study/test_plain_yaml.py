from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from study.plain_yaml import Reader, values

ROOT = Path(__file__).resolve().parents[2]

TEXTS = [
    (ROOT / "examples" / "singapore" / "study.yaml").read_text(encoding="utf-8"),
    "名称: 江城 # 东边\nweights: {age: 0.2, 'on': 1}\nrules:\n- cap: [1, 2]\n",
    "note: |\n  one\n  two\n\nlast: 'x'\n",
    "a:\n  - b: \U0001f600 c\n    d: ~\n  - []\n\ne: >-\n  folded\n  text\n# end\n",
]


def places(text: str, reader: type) -> list[tuple[object, ...]]:
    """What an edit of the text goes by: kind, tag, and where each node begins and ends."""
    found = []

    def down(node: yaml.Node) -> None:
        flow = bool(getattr(node, "flow_style", False))
        start, end = node.start_mark, node.end_mark
        found.append((node.id, node.tag, start.index, start.column, end.index, flow))
        for item in node.value if isinstance(node, yaml.CollectionNode) else ():
            for one in item if isinstance(item, tuple) else (item,):
                down(one)

    down(yaml.compose(text, Loader=reader))
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_reader_finds_every_place_where_the_one_in_python_does(text):
    assert places(text, Reader) == places(text, yaml.SafeLoader)


WORDS = some.text("ab on,0.1'\"房龄é\U0001f600:#-", max_size=8)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers(-99, 99) | WORDS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(said=some.dictionaries(WORDS, VALUES, min_size=1, max_size=4), flow=some.booleans())
@settings(max_examples=60, deadline=None)
def test_both_readers_agree_on_whatever_is_written(said, flow):
    text = yaml.safe_dump(said, allow_unicode=True, default_flow_style=flow)
    assert places(text, Reader) == places(text, yaml.SafeLoader)
    assert values(text) == said


@pytest.mark.parametrize("text", ["a: [1\nb: 2", "a: 'x", "a: b: c", "\ta: 1"])
def test_what_is_no_yaml_is_refused_with_its_row(text):
    with pytest.raises(yaml.YAMLError) as refused:
        values(text)
    assert refused.value.problem_mark.line >= 0


@pytest.mark.parametrize("text", ["name: x\nrules: " + "[" * 100_000, "name: x\n" + "- " * 100_000])
def test_endless_nesting_is_refused_before_it_can_end_the_process(text):
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        values(text)
    assert refused.value.problem_mark.line == 1
