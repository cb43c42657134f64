"""The map's code goes to a browser once; an answer of the app only says where it is."""

import asyncio

import pytest
from starlette.requests import Request

from ui.map import browser_code, live_map


def asked(name):
    scope = {"type": "http", "path_params": {"name": name}, "headers": []}
    return asyncio.run(browser_code.serve(Request(scope)))


def test_the_code_of_the_map_is_fetched_by_its_name_and_may_be_kept():
    name = browser_code.publish(live_map._code())
    answer = asked(name)
    assert (answer.status_code, answer.body.decode()) == (200, live_map._code())
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["none.js", "../../app.py", f"{'0' * 64}.js"])
def test_a_name_that_no_code_has_leads_nowhere(name):
    assert asked(name).status_code == 404


def test_what_an_answer_carries_is_short_whatever_the_code():
    code = "export default () => 1;\n" * 1000
    assert len(browser_code.module(f"/code/{browser_code.publish(code)}")) < 250
