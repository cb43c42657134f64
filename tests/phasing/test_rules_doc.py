"""docs/rules.md names every rule, and every example in it is a rule."""

import re
from pathlib import Path

import pytest
import yaml

from phasing.rules import KINDS, rule_from_dict

TEXT = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`.*?\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL))


def test_every_rule_has_a_heading_and_nothing_else_has():
    assert set(SECTIONS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_example_is_a_rule_of_its_kind(kind):
    blocks = re.findall(r"```yaml\n(.*?)```", SECTIONS[kind], re.DOTALL)
    written = [entry for block in blocks for entry in yaml.safe_load(block)]
    assert written
    for entry in written:
        ((name, values),) = entry.items()
        assert rule_from_dict({"rule": name} | values).kind == kind
