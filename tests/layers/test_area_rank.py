"""Areas by rank: every rank in one group, first darkest, those without a rank say why."""

import pandas as pd
import pytest

from layers.area_rank import area_rank_classes, area_rank_keys, area_rank_names


def areas(ranks, notes=None):
    return pd.DataFrame({
        "area_id": [f"S{n}" for n in range(len(ranks))],
        "level": "street",
        "rank": pd.array(ranks, "Int64"),
        "rank_note": notes or [""] * len(ranks),
        "need": 50.0,
    })  # fmt: skip


@pytest.mark.parametrize("ranked", [1, 2, 4, 5, 6, 13, 47])
def test_every_rank_falls_in_the_group_that_names_it(ranked):
    classes = area_rank_classes(ranked)
    keys = area_rank_keys(areas(list(range(1, ranked + 1))), classes)
    names = area_rank_names(classes, locale="en")
    for rank, key in enumerate(keys, 1):
        low, *high = names[key].removeprefix("rank ").split("–")
        assert int(low) <= rank <= int(high[0] if high else low)
    assert set(keys) == set(names), "no group is empty"
    assert len(names) <= 5


def test_by_hand():
    assert list(area_rank_names(area_rank_classes(7), locale="zh").values()) == [
        "第 1–2 名", "第 3–4 名", "第 5–6 名", "第 7 名",
    ]  # fmt: skip


def test_the_first_is_the_darkest():
    first, *_, last = [item for item in area_rank_classes(13) if item.low is not None]
    assert (first.fill, last.fill) == ("#b30000", "#fef0d9")


def test_an_area_without_a_rank_says_why():
    found = areas([1, None, None], ["", "small_number", "no_estates"])
    keys = area_rank_keys(found, area_rank_classes(1))
    assert keys.tolist() == ["area_rank.1", "small_number", "no_estates"]
    nobody = areas([None], ["small_number"])
    assert area_rank_keys(nobody, area_rank_classes(0)).tolist() == ["small_number"]
