"""A study being opened: steps in order, a search that promises no more than it knows."""

import re

import pytest

from ui.frame.opening_card import SEARCH, STEPS, lines, opening_card, share, steps
from ui.session.work import Moment, Told


def card(told, name="乐河区"):
    return opening_card(told, name, told.since - 12)


@pytest.mark.parametrize(("stage", "at"), [(name, n) for n, name in enumerate(STEPS)])
def test_steps_are_behind_now_or_to_come(stage, at):
    assert [step.state for step in steps(stage)] == ["done"] * at + ["now"] + ["next"] * (3 - at)


def test_reading_names_the_file_and_the_time_since_it_began():
    said = card(Told(stage="read", file="台账.xlsx", share=0.2))
    assert "正在读 台账.xlsx" in said
    assert "已用 12 秒" in said
    assert 'style="width: 20.0%"' in said
    assert "closing" not in said


def test_names_are_text():
    said = card(Told(file="<b>x</b>"), name="<img src=x onerror=y>")
    assert "<img" not in said
    assert "<b>x" not in said


def test_a_search_tells_aim_gap_and_chart():
    moments = (Moment(1, 100, 40), Moment(2, 90, 60))
    said = card(Told(stage=SEARCH, aim="need", turn=2, turns=7, gap=0.00801, moments=moments))
    assert "第 2 个方案，共 7 个：需求优先" in said
    assert "99.1%" in said
    assert "理论上限" in said
    assert said.count("clip-path: polygon(") == 3


def test_before_the_first_plan_there_is_no_chart():
    assert lines(Told(stage=SEARCH), 3) == {}
    assert "还不知道" in card(Told(stage=SEARCH, aim="need", turn=1, turns=7))


def test_the_bar_only_grows_and_the_value_stays_below_the_bound():
    told = [Told(stage=SEARCH, turn=turn, turns=7) for turn in range(8)]
    shares = [share(one) for one in told]
    assert shares == sorted(shares)
    assert 0.75 <= min(shares) <= max(shares) < 1
    drawn = lines(Told(moments=(Moment(0, 9, 5), Moment(4, 8, 7))), 6)
    top, low = (float(re.findall(r" (-?[\d.]+)%", drawn[name])[0]) for name in ("bound", "value"))
    assert top < low  # up is less
