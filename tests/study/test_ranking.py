"""`ranking:` — heads or estates, and what need weighs — on four estates checked by hand."""

import sys
from pathlib import Path

import pandas as pd
import pytest

import study
from study.ranking import Ranking, parse
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import ESTATES, write


def ranked(folder, **change):
    loaded = study.load(write(folder, change=change))
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    return study.ranked(measured, loaded.choices)


def test_nothing_written_ranks_estates_by_the_weights_as_they_are():
    assert parse({}) == Ranking()
    assert parse({"by_population": True, "need_share": 0.7}) == Ranking(
        by_population=True, need_share=0.7
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"need": 0.5}, "study.unknown_key"),
        ({"need_share": 1.2}, "study.not_a_share"),
        ({"need_share": -0.1}, "study.not_a_share"),
        ({"need_share": "much"}, "study.not_a_number"),
        ({"by_population": "yes"}, "study.not_one_of"),
    ],
)
def test_what_is_wrong_is_named(written, code):
    with pytest.raises(InputError) as caught:
        parse(written)
    assert caught.value.code == code


def test_need_share_divides_the_weights_and_keeps_proportions_within_a_side(tmp_path):
    shares = {"age": 0.1, "condition": 0.3, "coverage": 0.2, "willingness": 0.4}
    found = ranked(tmp_path, weights=shares, ranking={"need_share": 0.9})
    assert found.weights.shares == pytest.approx(
        {"age": 0.15, "condition": 0.45, "coverage": 0.3, "willingness": 0.1}
    )
    parts = [f"{criterion}_part" for criterion in shares]
    assert found.estates[parts].sum(axis=1).to_numpy() == pytest.approx(found.estates["score"])


def test_all_for_need_or_all_for_readiness(tmp_path):
    need = ranked(tmp_path / "need", ranking={"need_share": 1})
    assert need.estates["score"].to_numpy() == pytest.approx(need.estates["need"])
    ready = ranked(tmp_path / "ready", ranking={"need_share": 0})
    assert ready.weights.shares["willingness"] == 1


def test_a_side_that_weighs_nothing_cannot_be_given_a_share(tmp_path):
    with pytest.raises(InputError) as caught:
        ranked(tmp_path, weights={"age": 1, "willingness": 0}, ranking={"need_share": 0.5})
    assert caught.value.code == "scoring.empty_side"


def peopled(folder: Path, residents: list[int | None], **change):
    """Return the ranking of the four estates with so many residents each."""
    write(folder, change=change)
    ledger = pd.read_csv(folder / "台账.csv", dtype=str)
    ledger["常住人口"] = pd.array(residents, dtype="Int64")
    ledger.to_csv(folder / "台账.csv", index=False, encoding="utf-8-sig")
    loaded = study.load(folder)
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    return study.ranked(measured, loaded.choices).estates.set_index("estate_id")


def test_by_population_counts_score_times_residents(tmp_path):
    residents = [100, 200, 2000, 800]
    plain = peopled(tmp_path / "estates", residents)
    heads = peopled(tmp_path / "heads", residents, ranking={"by_population": True})
    assert heads["score"].tolist() == plain["score"].tolist()  # the score itself stays
    counted = (plain["score"] * residents).sort_values(ascending=False)
    assert heads["rank"].sort_values().index.tolist() == counted.index.tolist()
    assert plain["rank"].tolist() != heads["rank"].tolist()


def test_equal_residents_change_no_rank(tmp_path):
    plain = peopled(tmp_path / "estates", [300] * len(ESTATES))
    heads = peopled(tmp_path / "heads", [300] * len(ESTATES), ranking={"by_population": True})
    assert heads["rank"].tolist() == plain["rank"].tolist()


def test_unknown_residents_count_as_the_median_and_open_the_range(tmp_path):
    heads = peopled(tmp_path, [100, None, 2000, 800], ranking={"by_population": True})
    assert heads["rank"].notna().all()
    e2 = heads.loc["E2"]
    assert e2["rank_best"] <= e2["rank"] <= e2["rank_worst"]
    assert e2["rank_worst"] > e2["rank_best"]


def test_no_residents_at_all_ranks_estates(tmp_path):
    plain = ranked(tmp_path / "estates").estates
    heads = ranked(tmp_path / "heads", ranking={"by_population": True}).estates
    assert heads["rank"].tolist() == plain["rank"].tolist()
