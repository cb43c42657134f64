"""Every layer of the small demo town: its classes, its words, and a snapshot of its counts."""

import dataclasses
import difflib
import json
import os
from pathlib import Path

import pandas as pd
import pytest
import yaml

import demo
import intake
import study
from layers.catalogue import GROUPS, catalogue
from layers.legend import legend
from layers.map_layer import MapFacts
from layers.plan_classes import consent_keys, kept_keys, payer_keys, why_keys
from reports.money import colours

SNAPSHOT = Path(__file__).parent / "snapshots" / "layers.json"
RENEW = "JIUGAI_SNAPSHOTS"  # set it to write the snapshot anew, then read the difference


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    folder = demo.write(tmp_path_factory.mktemp("layers"), estates=40, seed=demo.SEED)
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    written |= {"proposals": ["need"], "solver": {"gap": 0.05}}
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    choices = study.load(folder).choices
    measured = study.measure(intake.read(study.load(folder).sources, crs=choices.crs), choices)
    ranked = study.ranked(measured, choices)
    solved = study.proposed(ranked, choices)
    return MapFacts(
        solved.estates,
        choices.horizon,
        programme=solved.proposals[0],
        tree=ranked.tree,
        criteria=list(ranked.weights.shares),
        circle=measured.circle,
        chances=lambda: solved.robust.table,
        first_k=solved.robust.top_k,
        source_fills=colours(solved.proposals),
        published=lambda: {"LH0001": 2028},
        issues=measured.issues,
    )


def counted(facts, locale="zh"):
    found = {}
    for key, layer in catalogue(facts, locale=locale).items():
        keys, classes = layer.shown()
        table = legend(keys, classes, locale=locale, names=layer.names)
        found[key] = dict(zip(table["key"], map(int, table["count"]), strict=True))
    return found


def test_the_data_behind_each_layer_is_as_it_was(facts):
    now = json.dumps(counted(facts), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get(RENEW):
        SNAPSHOT.write_text(now, encoding="utf-8")
    was = SNAPSHOT.read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(was.splitlines(), now.splitlines(), n=2, lineterm=""))
    assert now == was, f"layers changed; if on purpose, run with {RENEW}=1:\n{changed}"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_estate_is_in_a_class_that_the_legend_names(facts, locale):
    for key, layer in catalogue(facts, locale=locale).items():
        keys, classes = layer.shown()
        table = legend(keys, classes, locale=locale, names=layer.names)
        assert int(table["count"].sum()) == len(facts.estates), key
        assert table["key"].is_unique, key
        assert keys.index.equals(facts.estates.index), key
        words = " ".join([layer.name, layer.title, *table["label"]])
        assert not any(code in words for code in ("layer.", "legend.", "category.", "{")), words


def test_layers_come_group_by_group_and_money_says_its_unit(facts):
    known = catalogue(facts, locale="zh")
    groups = [layer.group for layer in known.values()]
    assert groups == sorted(groups, key=GROUPS.index)
    assert all(
        any(unit in known[key].title for unit in ("万元", "元/", "%"))
        for key in known
        if known[key].group == "money" and key != "payer"
    )


def test_the_order_of_rows_moves_no_estate_to_another_class(facts):
    turned = facts.estates.iloc[::-1]
    other = catalogue(dataclasses.replace(facts, estates=turned), locale="zh")
    for key, layer in catalogue(facts, locale="zh").items():
        here, there = layer.classed()[0], other[key].classed()[0]
        assert here.sort_index().tolist() == there.sort_index().tolist(), key


def test_without_a_plan_or_a_living_circle_the_list_is_shorter(facts):
    bare = MapFacts(facts.estates[["estate_id", "score"]], facts.horizon)
    assert list(catalogue(bare, locale="zh")) == ["score"]


def test_progress_is_there_once_a_column_tells_it(facts):
    assert "progress" not in catalogue(facts, locale="zh")
    states = ["running", "finished", None, "planned"] * (len(facts.estates) // 4)
    told = dataclasses.replace(facts, estates=facts.estates.assign(progress=states))
    keys, classes = catalogue(told, locale="zh")["progress"].shown()
    assert set(keys) == {item.key for item in classes}


def test_no_estates_are_no_trouble(facts):
    none = dataclasses.replace(facts, estates=facts.estates.iloc[:0])
    for layer in catalogue(none, locale="zh").values():
        assert len(layer.shown()[0]) == 0


def test_who_pays_most_by_hand():
    money = pd.DataFrame(
        [("E1", "中央", 60.0), ("E1", "居民", 50.0), ("E2", "居民", 5.0), ("E2", "中央", 5.0)],
        columns=["estate_id", "source", "amount_wan"],
    )
    ids = pd.Series(["E1", "E2", "E3"])
    assert payer_keys(ids, money, ["居民", "中央"]).tolist() == [
        "source:中央", "source:居民", "later",
    ]  # fmt: skip


def test_why_consent_and_what_is_kept_by_hand():
    estates = pd.DataFrame({
        "estate_id": ["E1", "E2", "E3", "E4", "E5"],
        "year_need": pd.Series([2027, 2028, 2028, None, 2029], dtype="Int64"),
        "reason_need": ["locked", "planned", "planned", "gate:age", "planned"],
        "consent": ["yes", "no", "yes", "unknown", "no"],
        "consent_basis": ["vote", "vote", "survey", "none", "survey"],
    })  # fmt: skip
    kept = kept_keys(estates, "need", {"E1": 2027, "E2": 2028, "E3": 2027, "E4": 2030})
    assert kept.str.removeprefix("kept_").tolist() == [
        "locked", "published", "moved", "moved", "free",
    ]  # fmt: skip
    assert why_keys(estates, "need").tolist() == [*["why_placed"] * 3, "why_gate", "why_placed"]
    assert consent_keys(estates).str.removeprefix("consent_").tolist() == [
        "vote_yes", "vote_no", "survey_yes", "none", "survey_no",
    ]  # fmt: skip
