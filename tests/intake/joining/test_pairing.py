"""Ledger rows and outlines: what is joined, what is asked, what stays alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.joining.pairing import pairs
from tables import InputError


def table(*rows):
    """Return a table from names, or from (name, street) or (name, street, id)."""
    whole = [row if isinstance(row, tuple) else (row,) for row in rows]
    return pd.DataFrame(
        [(*row, None, None)[:3] for row in whole],
        columns=["name", "street", "estate_id"],
        dtype=object,
    )


def told(ledger, outlines, **more):
    """Return pairs by name: joined (with how), asked (with why)."""
    found = pairs(ledger, outlines, **more)
    mine, theirs = ledger["name"], outlines["name"]
    return (
        [(mine[p.ledger], theirs[p.outline], p.how) for p in found.matched],
        [(mine[c.ledger], theirs[c.outline], c.why) for c in found.to_confirm],
    )


def test_ids_come_first():
    ledger = table(("和平里", "河东", "A"), ("锦绣园", "河东", "B"))
    outlines = table(("锦绣园小区", None, "B"), ("和平里", None, "A"))
    assert told(ledger, outlines) == (
        [("和平里", "和平里", "id"), ("锦绣园", "锦绣园小区", "id")], [],
    )  # fmt: skip


def test_ids_of_two_systems_leave_it_to_the_names():
    ledger, outlines = table(("和平里", None, "A1")), table(("和平里小区", None, "7"))
    assert told(ledger, outlines) == ([("和平里", "和平里小区", "name")], [])
    assert pairs(ledger, outlines).ids.apart


def test_ids_that_lost_their_leading_zeros():
    ledger = table(("和平里", None, "001"), ("锦绣园", None, "002"))
    outlines = table(("和平里", None, "1"), ("锦绣园", None, "2"))
    found = pairs(ledger, outlines)
    assert ([p.how for p in found.matched], found.ids.zeros) == (["id", "id"], True)


def test_an_id_column_that_slipped_by_a_row_joins_nothing_wrong():
    names = ["甲园", "乙园", "丙园", "丁园"]
    ledger = table(*[(name, None, str(n)) for n, name in enumerate(names)])
    outlines = table(*[(name, None, str(n)) for n, name in enumerate(names[1:] + names[:1])])
    joined, _ = told(ledger, outlines)
    assert joined == [(name, name, "name") for name in names]
    assert pairs(ledger, outlines).ids.doubtful == (4, 4)


def test_doubtful_ids_are_used_as_a_person_answers():
    ledger = table(("和平里", None, "1"), ("锦绣园", None, "2"))
    outlines = table(("Plot 12", None, "1"), ("Plot 31", None, "2"))
    assert told(ledger, outlines)[0] == []
    accepted = {"join": {"estate_id": "accept"}}
    assert told(ledger, outlines, answers=accepted)[0] == [
        ("和平里", "Plot 12", "id"),
        ("锦绣园", "Plot 31", "id"),
    ]
    assert told(ledger, outlines, answers={"join": {"estate_id": "refuse"}})[0] == []


def test_one_renamed_estate_is_joined_by_its_id_and_said():
    names = ["幸福里", "和平苑", "春晓园"]
    ledger = table(*[(name, None, name) for name in names], ("东方红", None, "4"))
    outlines = table(*[(name, None, name) for name in names], ("西单村", None, "4"))
    assert pairs(ledger, outlines).ids.differ == ((3, 3),)
    assert len(pairs(ledger, outlines).matched) == 4


def test_two_ids_written_crosswise_are_asked_not_joined():
    same = [(name, None, name) for name in ("幸福里", "和平苑", "春晓园")]
    ledger = table(*same, ("东方红", None, "4"), ("西单村", None, "5"))
    outlines = table(*same, ("东方红", None, "5"), ("西单村", None, "4"))
    joined, asked = told(ledger, outlines)
    assert len(joined) == 3
    assert {pair[:2] for pair in asked} >= {("东方红", "东方红"), ("东方红", "西单村")}


def test_one_name_in_two_streets_is_told_apart_by_the_street():
    ledger = table(("和平里", "河东街道"), ("和平里", "河西街道"))
    outlines = table(("和平里小区", "河西街道办事处"), ("和平里", "河东"))
    assert [(p.ledger, p.outline) for p in pairs(ledger, outlines).matched] == [(0, 1), (1, 0)]


def test_one_name_in_two_streets_is_never_joined_by_name_alone():
    ledger = table(("和平里", "河东街道"), ("和平里", "河西街道"))
    found = pairs(ledger, table("和平里"))
    assert found.matched == ()
    assert [(c.ledger, c.outline, c.why) for c in found.to_confirm] == [
        (0, 0, "same_name"),
        (1, 0, "same_name"),
    ]
    assert (found.ledger_only, found.outline_only) == ((), ())


def test_a_name_in_another_street_is_asked():
    joined, asked = told(table(("和平里", "河东街道")), table(("和平里", "河西街道")))
    assert (joined, asked) == ([], [("和平里", "和平里", "street_differs")])


def test_a_town_is_not_the_street_office_of_its_name():
    joined, asked = told(table(("和平里", "城关镇")), table(("和平里", "城关街道")))
    assert (joined, len(asked)) == ([], 1)
    assert told(table(("和平里", "城关")), table(("和平里", "城关镇")))[0][0][2] == "name_street"


def test_outlines_of_one_name_in_one_street_are_parts():
    found = pairs(table(("和平里", "河东")), table(("和平里", "河东"), ("和平里小区", "河东街道")))
    assert [(p.ledger, p.outline) for p in found.matched] == [(0, 0), (0, 1)]


def test_a_name_under_two_ids_is_asked():
    ledger = table(("和平里", None, "A"), ("锦绣园", None, "B"))
    outlines = table(("和平里", None, "A"), ("锦绣园", None, "X"))
    assert told(ledger, outlines) == (
        [("和平里", "和平里", "id")], [("锦绣园", "锦绣园", "id_differs")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("锦绣花园一期", "锦绣花园二期"),
        ("东风东区", "东风西区"),
        ("南苑小区", "北苑小区"),
        ("A区", "B区"),
        ("建设路1号院", "建设路11号院"),
        ("1、2号院", "12号院"),
    ],
)
def test_neighbours_are_not_even_asked(one, other):
    found = pairs(table(one), table(other))
    assert (found.matched, found.to_confirm) == ((), ())
    assert (found.ledger_only, found.outline_only) == ((0,), (0,))


def test_an_outline_that_lists_two_estates_is_asked_for_both():
    joined, asked = told(table("锦绣花园一期", "锦绣花园二期", "锦绣花园三期"),
                         table("锦绣花园一、二期"))  # fmt: skip
    assert joined == []
    assert asked == [(f"锦绣花园{n}期", "锦绣花园一、二期", "several") for n in "一二"]


def test_what_a_person_answered_settles_it():
    ledger = table("和苹里", "锦绣花园一期", "春晓园")
    outlines = table("和平里", "锦绣花园一、二期", "春晓苑", "春晓园")
    said = {"和苹里": "和平里小区", "锦绣花园一期": "none", "春晓园": ["春晓苑", "春晓园"]}
    found = pairs(ledger, outlines, answers={"join": said})
    assert [(p.ledger, p.outline, p.how) for p in found.matched] == [
        (0, 0, "answer"), (2, 2, "answer"), (2, 3, "answer"),
    ]  # fmt: skip
    assert (found.ledger_only, found.outline_only, found.to_confirm) == ((1,), (1,), ())


def test_an_answer_that_no_longer_fits_is_passed_over_and_said():
    found = pairs(table("和平里"), table("和平里"), answers={"join": {"旧名里": "和平里"}})
    assert [p.how for p in found.matched] == ["name"]
    assert found.answers.unused == (("旧名里", "和平里"),)


def test_a_join_by_something_else():
    with pytest.raises(InputError, match=r"intake\.bad_join"):
        pairs(table("甲"), table("甲"), ["floors"])


@pytest.mark.parametrize(("ledger", "outlines"), [((), ()), (("甲",), ()), ((), ("甲",))])
def test_empty_tables(ledger, outlines):
    found = pairs(table(*ledger), table(*outlines))
    assert found.matched == ()
    assert (len(found.ledger_only), len(found.outline_only)) == (len(ledger), len(outlines))


def test_nothing_known_joins_nothing():
    found = pairs(table((None,), (None,)), table((None,), (None,)))
    assert (found.matched, found.to_confirm) == ((), ())
    assert found.ledger_only == found.outline_only == (0, 1)


LEDGER = [("和平里", "河东"), ("和平里", "河西"), ("锦绣花园一期", "河东"), ("锦绣花园二期", None),
          ("纺织厂家属院", "河西"), ("春晓园", None), (None, "河东")]  # fmt: skip
OUTLINES = [("和平里小区", "河西街道"), ("锦绣花园（一期）", None), ("锦绣花园Ⅱ期", "河东"),
            ("纺织厂宿舍", "河西"), ("春晓园", "河南"), ("恩平市河东街道和平里", None)]  # fmt: skip


def by_content(found, ledger, outlines):
    return (
        sorted((str(ledger[p.ledger]), str(outlines[p.outline]), p.how) for p in found.matched),
        sorted((str(ledger[c.ledger]), str(outlines[c.outline]), c.score, c.why)
               for c in found.to_confirm),
        sorted(str(ledger[a]) for a in found.ledger_only),
        sorted(str(outlines[b]) for b in found.outline_only),
    )  # fmt: skip


@settings(max_examples=25)
@given(ledger=st.permutations(LEDGER), outlines=st.permutations(OUTLINES))
def test_the_order_of_rows_and_columns_changes_nothing(ledger, outlines):
    backwards = table(*outlines)[["estate_id", "street", "name"]]
    found = pairs(table(*ledger), backwards)
    usual = pairs(table(*LEDGER), table(*OUTLINES))
    assert by_content(found, ledger, outlines) == by_content(usual, LEDGER, OUTLINES)


@settings(max_examples=25)
@given(
    ledger=st.lists(st.sampled_from(LEDGER), max_size=6, unique=True),
    outlines=st.lists(st.sampled_from(OUTLINES), max_size=6, unique=True),
)
def test_sides_may_be_changed(ledger, outlines):
    one, other = pairs(table(*ledger), table(*outlines)), pairs(table(*outlines), table(*ledger))
    assert {(p.ledger, p.outline) for p in one.matched} == {
        (p.outline, p.ledger) for p in other.matched
    }
    assert {(c.ledger, c.outline, c.score) for c in one.to_confirm} == {
        (c.outline, c.ledger, c.score) for c in other.to_confirm
    }
    rows = {p.ledger for p in one.matched} | {c.ledger for c in one.to_confirm}
    assert sorted([*rows, *one.ledger_only]) == list(range(len(ledger)))


@settings(max_examples=60)
@given(
    name=st.sampled_from(["和平里", "锦绣花园一期", "建设路12号院", "纺织厂家属院", "东风东区"]),
    place=st.integers(0, 5),
    letter=st.sampled_from("一二三1A东西苑甲"),
    put=st.sampled_from(["instead", "before", "gone"]),
)
def test_a_renamed_estate_is_never_joined_in_silence(name, place, letter, put):
    place = min(place, len(name) - 1)
    rest = {"instead": name[place + 1 :], "before": name[place:], "gone": name[place + 1 :]}[put]
    renamed = name[:place] + ("" if put == "gone" else letter) + rest
    same = renamed == name or {name, renamed} == {"锦绣花园一期", "锦绣花园1期"}
    assert bool(pairs(table(name), table(renamed)).matched) == same


def test_twenty_thousand_of_each_are_few_questions_and_little_work():
    rng = np.random.default_rng(5)
    names = [
        f"{''.join(rng.choice(list('和平锦绣春晓东风建设幸福'), 3))}{n}号院" for n in range(20_000)
    ]
    found = pairs(table(*names), table(*reversed(names)))
    assert len(found.matched) == 20_000
