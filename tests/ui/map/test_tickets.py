import pytest
import streamlit as st

from ui.map import tickets
from ui.map.tickets import browser, opens, signed, ticket

MINE = "2|00000000|0a0b0c0d|1"
MINE_MASKED_ANEW = "2|ffffffff|f5f4f3f2|2"
THEIRS = "2|00000000|0a0b0c0e|1"


def test_a_ticket_opens_what_it_names_in_the_browser_it_was_given_to():
    mine = signed("a.json", browser(MINE))
    assert opens("a.json", mine, MINE)
    assert opens("a.json", mine, MINE_MASKED_ANEW)


@pytest.mark.parametrize("cookie", [THEIRS, None, "", "nonsense"])
def test_a_copied_address_opens_nothing(cookie):
    assert not opens("a.json", signed("a.json", browser(MINE)), cookie)


def test_a_ticket_for_one_map_opens_no_other():
    assert not opens("b.json", signed("a.json", browser(MINE)), MINE)
    assert not opens("a.json", "", MINE)
    assert not opens("a.json", "城" * 40, MINE)


def test_another_secret_makes_other_tickets(monkeypatch):
    mine = signed("a.json", browser(MINE))
    monkeypatch.setattr(st, "get_option", lambda _: "another")
    assert signed("a.json", browser(MINE)) != mine


def test_without_a_cookie_a_ticket_is_good_for_an_hour_or_two_and_for_such_browsers_only(
    monkeypatch,
):
    now = [1_000_000.0]
    monkeypatch.setattr(tickets.time, "time", lambda: now[0])
    monkeypatch.setattr(type(st.context), "cookies", {})
    given = ticket("a.json")
    assert opens("a.json", given, None)
    assert not opens("a.json", given, MINE)
    now[0] += 3600
    assert opens("a.json", given, None)
    now[0] += 7200
    assert not opens("a.json", given, None)
