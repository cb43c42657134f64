import html
import re
from dataclasses import replace

import pytest

from reports.figures import large
from tests.ui.conftest import EVIL
from ui.data.issue_list import COLUMNS, counts, listed
from ui.drawn.estate_sheet import sheet
from ui.drawn.estate_sheet_plan import reason
from ui.plan.compare.comparison import apart, differences, proposal_cards, tables
from ui.ranking.ranked_table import headings, ranking, short, tried


def plain(text):
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def test_a_name_that_is_html_is_escaped(view):
    shown = sheet(view, "LH0001", "need")
    assert "<img" not in shown
    assert EVIL in plain(shown)


def test_every_estate_has_a_sheet_without_holes(view):
    for estate_id in view.estates["estate_id"]:
        shown = plain(sheet(view, estate_id, "need"))
        assert "nan" not in shown
        assert "None" not in shown
        assert "<NA>" not in shown
        assert not re.search(r"\bui\.|reason\.|gate\.|category\.|indicator\.|range\.|walk\.", shown)


def test_an_estate_without_a_name_has_a_sheet(view):
    nameless = replace(view, estates=view.estates.assign(name=None))
    assert "<h3>（无名）</h3>" in sheet(nameless, "LH0001", "need")


def test_both_ranges_of_the_rank_stand_on_the_sheet_with_their_names(view):
    shown = plain(sheet(view, "LH0001", "need"))
    assert re.search(r"九成区间 \d+–\d+", shown)
    assert re.search(r"最宽范围 \d+–\d+", shown)


def test_the_parts_of_the_bar_are_the_score(view):
    scored = view.estates[view.estates["score"].notna()].iloc[3]
    shown = sheet(view, scored["estate_id"], "need")
    head = shown.split('class="parts"')[0]
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", head)]
    assert sum(widths) == pytest.approx(scored["score"], abs=0.03)


def test_who_pays_for_an_estate_adds_up_to_its_cost(view):
    plan = view.proposals[0]
    estate_id = plan.years.loc[plan.years["year"].notna(), "estate_id"].iloc[0]
    paid = plan.money.loc[plan.money["estate_id"].eq(estate_id), "amount_wan"].sum()
    cost = view.estates.set_index("estate_id").loc[estate_id, "cost_wan"]
    assert paid == pytest.approx(cost, abs=0.001)
    assert f"{paid:,.0f} 万元" in plain(sheet(view, estate_id, "need"))


def test_a_gate_is_named_as_the_reason():
    assert reason("gate:consent") == "居民同意未达标"
    assert reason("no_money") == "资金不足"


def test_the_ranked_table_is_in_order_and_complete(view):
    table = ranking(view, "need")
    assert table["rank"].tolist() == list(range(1, len(view.estates) + 1))
    assert set(table) == set(headings(view, table))
    few, heads = short(table)
    assert list(few) == list(heads)


def test_the_ranked_table_shows_trials_and_hides_parts_unless_asked(view):
    base = ranking(view, "need")
    few, many = (tried(view, base, parts=parts) for parts in (False, True))
    assert list(few)[:6] == ["rank", "name", "street", "score", "trials", "chance"]
    assert not [name for name in few if name.endswith("_part")]
    assert set(many) - set(few) == {name for name in base if name.endswith("_part")}
    assert list(headings(view, many)) == list(many)
    assert few["chance"].between(0, 1).all()
    assert few["chance"].iloc[0] > few["chance"].iloc[-1]


def test_proposals_beside_one_another_show_their_own_figures(view):
    shown = plain(proposal_cards(view))
    for plan in view.proposals:
        assert large(plan.value, locale="zh") in shown
        assert f"{plan.by_year['estates'].sum()}" in shown
    assert "nan" not in shown


def test_tables_of_all_proposals_mark_the_best_and_sum_the_money(view):
    shown = plain(tables(view))
    assert "▲" in shown
    assert "合计" in shown
    for plan in view.proposals:
        spent = plan.spend["spend_wan"].sum() - plan.next_plan_wan
        assert f"{spent:,.0f}" in shown
    assert not re.search(r"nan|ui\.|compare\.|proposal\.|party\.", shown)


def test_the_sheet_tells_the_cluster_and_the_votes(view):
    member = view.estates[view.estates["cluster_id"].notna()].iloc[0]
    shown = plain(sheet(view, member["estate_id"], "need"))
    assert f"{member['cluster_id']}（台账给定）" in shown
    voted = view.estates[view.estates["vote_area_share"].notna()].iloc[0]
    shown = plain(sheet(view, voted["estate_id"], "need"))
    assert f"{voted['vote_area_share']:.1%}" in shown


def test_only_estates_that_differ_are_kept(view):
    table, names = differences(view), [plan.name for plan in view.proposals]
    kept = apart(table, names)
    same = table.drop(index=kept.index)
    assert all(row[names].fillna(0).nunique() > 1 for _, row in kept.iterrows())
    assert all(row[names].fillna(0).nunique() == 1 for _, row in same.iterrows())


def test_issues_are_sentences_of_the_severities_asked_for(view):
    found = counts(view.issues)
    assert sum(found.values()) == len(view.issues)
    for severity, count in found.items():
        table = listed(view.issues, [severity])
        assert len(table) == count
        assert list(table) == list(COLUMNS)
        assert not table["sentence"].str.match(r"^[a-z_.]+$").any()
    assert listed(view.issues, []).empty


def test_an_estate_shut_out_names_the_rule_its_document_and_since_when(view):
    shut = view.estates.set_index("estate_id")["gate"]
    late = shut[shut.eq("age")].index[0]
    shown = " ".join(plain(sheet(view, late, "need")).split())
    assert "准入依据" in shown
    assert "2000 年底前建成" in shown
    assert "国办发〔2020〕23号 · 2020-07-10 起施行" in shown
    assert "未核对" in shown


def test_an_estate_held_back_names_how_long_and_one_that_may_enter_nothing(view):
    estates = view.estates.set_index("estate_id")
    held = estates.index[estates["postponed"].eq("deposit")][0]
    assert "没达到的推迟 1 年" in plain(sheet(view, held, "need"))
    free = estates.index[estates["gate"].eq("") & estates["postponed"].eq("")][0]
    assert "准入依据" not in plain(sheet(view, free, "need"))
