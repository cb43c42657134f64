import dataclasses
import re

import pytest

from layers.classes import score_classes
from scoring import Weights
from ui.map.layer_choice import COMMON
from ui.map.painting import TRUST, YEAR, layer_painting, map_layers, painting
from ui.session.trials import first_k, trials


def counted(shown):
    found = [ord(code) - ord("0") for code in shown.codes]
    return [found.count(place) for place in range(len(shown.legend))]


@pytest.mark.parametrize("by", ["score", "year", "age_score", "cost", "gaps"])
def test_every_estate_has_one_class_of_the_legend_and_the_counts_agree(view, by):
    shown = painting(view, by, "need")
    assert len(shown.codes) == len(view.estates)
    assert counted(shown) == [entry["count"] for entry in shown.legend]
    assert all(entry["label"] for entry in shown.legend)


def test_colours_follow_the_score(view):
    shown = painting(view, "score", "need")
    fills = [shown.legend[ord(code) - ord("0")]["fill"] for code in shown.codes]
    order = [item.fill for item in score_classes()]
    ranks = view.estates.assign(fill=[order.index(fill) for fill in fills])
    known = ranks[ranks["score"].notna()].sort_values("score")
    assert known["fill"].is_monotonic_increasing


def test_years_are_those_of_the_proposal_asked_for(view):
    for plan in view.proposals:
        shown = painting(view, YEAR, plan.name)
        counts = {entry["key"]: entry["count"] for entry in shown.legend}
        for year, count in plan.years["year"].value_counts().items():
            assert counts[str(year)] == count


def test_years_of_old_weights_say_so(view):
    solved = view.plan.proposed
    old = dataclasses.replace(solved.ranked, weights=Weights({"age": 1.0}))
    plan = dataclasses.replace(view.plan, proposed=dataclasses.replace(solved, ranked=old))
    stale = dataclasses.replace(view, plan=plan)
    assert stale.stale
    assert "旧权重" in painting(stale, YEAR, "need").note
    assert "旧权重" not in painting(view, YEAR, "need").note


def test_the_map_can_be_coloured_by_five_common_things_each_criterion_and_more(view):
    known = map_layers(view, "need")
    assert set(COMMON) <= set(known)
    assert {f"{key}_score" for key in view.ranked.tree.keys} <= set(known)
    for by, layer in known.items():
        shown = layer_painting(view, layer)
        assert shown.by == by
        assert sum(entry["count"] for entry in shown.legend) == len(view.estates)
        assert not re.search(r"legend\.|layer\.|ui\.", str(shown.legend) + shown.title + layer.name)


def test_a_layer_nobody_knows_is_the_score(view):
    assert painting(view, "nonsense", "need").by == "score"


def test_trust_counts_the_estates_surely_in_and_out(view):
    shown = painting(view, TRUST, "need")
    counts = {entry["key"]: entry["count"] for entry in shown.legend}
    shares = trials(view).found.table["top_share"]
    assert counts["trust_in"] == (shares >= 0.9).sum()
    assert counts["trust_out"] == (shares < 0.1).sum()
    assert str(first_k(view)) in shown.title
