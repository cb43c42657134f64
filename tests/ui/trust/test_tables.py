"""Methods, rooms and files of the page of trust: what they say is what was found."""

import dataclasses
import html
import re

import pandas as pd
import pytest

from study.second_opinions import second_opinions
from ui.drawn.table_file import csv_file
from ui.session.trials import first_k, others, rooms, trials, tried_estates
from ui.trust.method_table import agreement, decided, left_out, matrices
from ui.trust.rank_words import chance, trial_range
from ui.trust.told import how, lead
from ui.weights.room import weight_room

CODE = re.compile(r"\b(ui|method|methods|legend)\.[a-z]")


def plain(text):
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


@pytest.fixture(scope="module")
def asked(view):
    return others(view).found


def test_the_lead_counts_the_first_k_once(view):
    estates, k = tried_estates(view), first_k(view)
    told = lead(estates, k)
    assert int(told["sure"]) + int(told["depends"]) == int(told["k"]) == k
    first = estates[estates["rank"] <= k]
    assert int(told["sure"]) == (first["top_share"] >= 0.9).sum()


def test_k_is_what_the_first_proposal_places(view):
    assert first_k(view) == view.proposals[0].years["year"].notna().sum()


def test_trials_of_the_plan_serve_the_page(view):
    assert trials(view).found is view.plan.proposed.robust


def test_sentences_of_agreement_hold_the_numbers(asked):
    told = " ".join(agreement(asked))
    assert f"{len(asked.ranks.columns)} 种方法" in told
    assert f"{len(asked.decided)} 个取决于" in told
    assert not CODE.search(told)


def test_matrices_show_every_pair_once_a_coefficient(asked):
    shown = matrices(asked)
    methods = len(asked.ranks.columns)
    cells = re.findall(r'<td class="cell"[^>]*>([^<]*)</td>', shown)
    assert len(cells) == 2 * methods**2
    assert cells.count("") == 2 * methods
    assert cells[1] == chance(asked.overlap.iloc[0, 1])
    assert cells[methods**2 + 1] == f"{asked.spearman.iloc[0, 1]:.3f}"
    assert cells[methods**2 + methods] == f"{asked.kendall.iloc[1, 0]:.3f}"


def test_whom_the_method_decides_is_named_with_the_methods(asked, view):
    shown = decided(asked, tried_estates(view))
    assert list(shown.index) == list(asked.decided["alternative"])
    for row in shown.to_dict("records"):
        inside = int(row["inside"].split("/")[0])
        assert len(row["methods_in"].split("、")) == inside


def test_what_a_method_could_not_do_is_a_sentence(asked):
    assert all(not CODE.search(line) for line in left_out(asked))


def test_one_method_has_nothing_to_be_compared_with(view):
    alone = second_opinions(view.ranked, view.choices, top_k=5, methods=())
    assert "比不出" in agreement(alone)[0]


def test_the_room_of_every_weight_is_told_with_who_changes(view):
    found = rooms(view).found
    shown = plain(weight_room(view, found, tried_estates(view), first_k(view)))
    for name in (view.ranked.tree.name("zh", key) for key in found["criterion"]):
        assert name in shown
    assert "最紧的是" in shown
    assert "nan" not in shown
    assert not CODE.search(shown)


def test_a_weight_without_bounds_is_free(view):
    free = pd.DataFrame(
        [{"criterion": "age", "weight": 0.5, "low": 0.0, "low_leaves": "", "low_enters": "",
          "high": 1.0, "high_leaves": "", "high_enters": ""}]
    )  # fmt: skip
    shown = plain(weight_room(view, free, tried_estates(view), 5))
    assert shown.count("到头也不换人") == 2
    assert "都不换人" in shown


def test_how_it_was_found_names_draws_seed_and_what_is_unverified(view):
    told = " ".join(how(view, trials(view)))
    assert "10,000 组" in told
    assert "随机种子 1" in told
    assert "未核对" in told
    assert "“权重扰动的集中度" in told
    assert f"{trials(view).found.uncertain:,} 个不确定的数" in told
    assert not CODE.search(told)


@pytest.mark.parametrize("spread", ["simplex", "fixed"])
def test_other_ways_of_sampling_are_told_too(view, spread):
    tried = trials(view)
    sampling = dataclasses.replace(tried.found.found.sampling, spread=spread)
    found = dataclasses.replace(tried.found.found, sampling=sampling)
    changed = dataclasses.replace(tried, found=dataclasses.replace(tried.found, found=found))
    assert not CODE.search(" ".join(how(view, changed)))


def test_a_file_for_excel_keeps_names_and_runs_nothing(view):
    table = tried_estates(view)[["name", "rank"]].assign(name=["=cmd()", *["锦绣里"] * 39])
    text = csv_file(table, ["小区", "名次"]).decode("utf-8")
    assert text.startswith("\ufeff小区,名次\r\n")
    assert "'=cmd()" in text
    assert "nan" not in text


def test_ranges_of_one_rank_are_one_number():
    assert trial_range({"rank_p05": 3, "rank_p95": 3}) == "3"
    assert trial_range({"rank_p05": 3, "rank_p95": 12}) == "3–12"
