"""The sheets of the living circle, of four estates along one street that anybody can check."""

from types import SimpleNamespace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from reports import circle_sheets as circle_sheets_module
from reports.circle_sheets import circle_sheets
from reports.programme import write_programme
from tests.small_circle import results
from tests.small_results import town
from texts import say


def sheets(kind="streets", locale="zh", **options):
    return {sheet.name: sheet for sheet in circle_sheets(results(kind), locale=locale, **options)}


def line(category, kind="streets"):
    table = sheets(kind)["circle"].table
    (row,) = table[table["category"].eq(category)].to_dict("records")
    return row


def test_results_without_a_circle_have_none_of_the_sheets():
    assert list(circle_sheets(town(), locale="zh")) == []


def test_a_line_says_who_has_it_within_its_radius():
    row = line("幼儿园")
    assert (row["circle_min"], row["radius_m"], row["facilities_counted"]) == (5, 300, 1)
    assert (row["estates_within"], row["estates_measured"]) == (1, 4)  # E4 at 263 m
    assert row["estates_within_share"] == 0.25
    assert row["required"] == "是"


def test_a_kind_nobody_supplied_is_unknown_and_not_zero():
    row = line("小学")
    assert row["facilities_counted"] != row["facilities_counted"]
    assert row["estates_measured"] == 0
    assert row["estates_within_share"] != row["estates_within_share"]


def test_straight_lines_are_marked_in_every_row_and_below():
    assert set(sheets()["circle"].table["measured_by"]) == {"沿道路"}
    for sheet in sheets("straight").values():
        assert set(sheet.table["measured_by"]) <= {"按直线估算"}
        assert sheet.notes[0].startswith("按直线估算：没有道路数据")


def test_buildings_stand_beside_the_gates_and_replace_nothing():
    """B1 (75 households) has the market in 500 m, B2 (25) behind has nothing: ¾ · ½ = 0.375."""
    (row,) = sheets("homes")["homes"].table.to_dict("records")
    assert (row["estate_id"], row["estate_coverage"], row["homes_coverage"]) == ("E1", 0.5, 0.375)
    assert (row["homes_coverage_least"], row["homes_coverage_most"]) == (0.0, 0.5)
    assert row["homes_weights"] == "户数"
    own, other = (results(kind).estates for kind in ("streets", "homes"))
    assert own["score"].tolist() == other["score"].tolist()
    assert "homes" not in sheets()


def test_a_long_table_keeps_its_worst_rows_and_says_what_is_left_out():
    whole, cut = (sheets(most=most)["capacity_estates"] for most in (20_000, 3))
    assert len(cut.table) == 3
    assert f"另有 {len(whole.table) - 3} 行" in cut.notes[-1]
    assert cut.table["ratio"].dropna().max() == 0


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", ["streets", "straight", "homes"])
def test_the_book_has_them_filterable_with_heads_in_words(kind, locale, tmp_path):
    write_programme(results(kind), tmp_path / "p.xlsx", locale)
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    names = [say(locale, f"sheet.{name}") for name in ("circle", "old_young", "capacity")]
    assert set(names) <= set(book.sheetnames)
    for name in names:
        heads = [cell.value for cell in book[name][1]]
        assert not any("_" in head for head in heads)
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref.startswith("A1:")
    formats = {cell.number_format for row in book[names[0]].iter_rows() for cell in row}
    assert {"0.0%", "#,##0"} <= formats


def shared(ratios, demand):
    """The row of a kind of facility where estates have these ratios and people."""
    rows = pd.DataFrame({"category": "eld_daycare", "catchment_m": 500.0, "unit": "places_per_1000",
                         "demand_of": "elders", "ratio": ratios, "demand": demand})  # fmt: skip
    asked = pd.DataFrame({"category": ["eld_daycare"] * 2, "supply": [30.0, np.nan]})
    found = SimpleNamespace(capacity=SimpleNamespace(estates=rows, facilities=asked))
    (row,) = circle_sheets_module._capacity(found, "zh").to_dict("records")
    return row


def test_quartiles_of_few_judged_estates_are_unknown():
    """Where most supplies are unknown, those judged have nothing in reach: zeros say nothing."""
    few = shared([0.0, np.nan, np.nan, 7.0], [10.0, 10.0, 10.0, np.nan])
    assert few["estates_measured"] == 2
    assert all(np.isnan(few[f"ratio_{part}"]) for part in ("p25", "median", "p75"))
    half = shared([0.0, 8.0, np.nan, np.nan], [10.0, 10.0, 10.0, 10.0])
    assert half["ratio_median"] == 4.0
    nobody_asks = shared([0.0, 0.0], [0.0, 0.0])
    assert np.isnan(nobody_asks["ratio_median"])


def test_only_facilities_on_the_streets_are_counted(monkeypatch):
    whole = line("幼儿园")["facilities_counted"]
    on = circle_sheets_module.on_streets
    monkeypatch.setattr(
        circle_sheets_module,
        "on_streets",
        lambda rows, ground: on(rows, ground).query("category != 'edu_kinder'"),
    )
    assert (whole, line("幼儿园")["facilities_counted"]) == (1, 0)
