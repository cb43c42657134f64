import dataclasses
import re
import sys

import pytest

from reports.briefing import briefing
from tables import InputError
from tests.small_results import nothing_eligible, nothing_known, town

EVIL = '<img src=x onerror="window.pwned=1">\'</script><script>window.pwned=1</script>'


def visible(html):
    body = html.split("<body>", 1)[1]
    return re.sub(r"<script>.*?</script>|<[^>]+>", " ", body, flags=re.DOTALL)


def named(results, name):
    """Return the results with this name for every estate, district and source of money."""
    estates = results.estates.assign(name=name, street=name)
    plans = tuple(
        dataclasses.replace(plan, spend=plan.spend.assign(source=name))
        for plan in results.proposals
    )
    return dataclasses.replace(results, estates=estates, proposals=plans)


@pytest.fixture(scope="module")
def page():
    return briefing(town(), locale="zh")


def test_one_page_a_question_in_a_fixed_order(page):
    keys = re.findall(r'<section class="slide (\w+)"', page)
    assert keys == [
        "overview", "where", "when", "paid", "who", "compare", "aims", "first", "unsure", "basis",
        "inputs",
    ]  # fmt: skip


def test_the_headline_is_the_plan_in_one_sentence(page):
    assert "5 年改造 25 个小区，惠及 1.30 万户，投资 2.33 亿元" in visible(page)


def test_a_test_switched_off_and_an_unverified_standard_are_said(page):
    text = visible(page)
    assert "未启用的准入条件：居民同意" in text
    assert "1 条标准尚未核对原文" in text
    assert re.search(r"GB 50180-2018.*未核对", text)


def test_estates_to_survey_are_named(page):
    names = town().estates.set_index("estate_id").loc[["LH0005", "LH0016"], "name"]
    assert all(name in visible(page) for name in names)


def test_the_files_read_are_named_and_where_their_hashes_are(page):
    assert "run.json" in visible(page)
    assert all(item["label"] in visible(page) for item in town().record["inputs"])


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_code_is_left_without_words(locale):
    text = visible(briefing(town(), locale=locale))
    codes = r"\b(briefing|figure|column|unit|proposal|reason|gate|gate_name|legend|style)\.\w+"
    assert not re.search(codes, text)
    assert "{" not in text


def test_the_same_results_give_the_same_bytes(page):
    assert briefing(town(), locale="zh") == page


def test_it_names_no_address_to_fetch(page):
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", markup)
    assert not re.search(r"url\((?!data:)", page)
    assert "@import" not in page


def test_a_name_that_is_markup_stays_text():
    page = briefing(named(town(), EVIL), locale="zh")
    assert "<img" not in page
    assert page.count("<script>") == page.count("</script>") == 3


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
def test_poor_results_make_a_whole_briefing(results, locale):
    text = visible(briefing(results, locale=locale))
    assert "nan" not in text.lower()


def test_without_a_proposal_it_shows_places_ranks_and_doubts():
    page = briefing(dataclasses.replace(town(), proposals=()), locale="zh")
    keys = re.findall(r'<section class="slide (\w+)"', page)
    assert keys == ["where", "first", "unsure", "basis", "inputs"]


def test_missing_browser_files_are_asked_for(monkeypatch, tmp_path):
    monkeypatch.setattr(sys.modules["reports.briefing"], "_VENDOR", tmp_path)
    with pytest.raises(InputError, match=r"briefing\.no_leaflet"):
        briefing(town(), locale="zh")
