import asyncio

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.routing import Mount

from tests.layers.test_base_map import BOX, town
from ui import server
from ui.map import base_map, geometry
from ui.map.tickets import COOKIE, browser, signed

MINE = "2|00000000|0a0b0c0d|1"
THEIRS = "2|00000000|0a0b0c0e|1"


def asked(name, *, ticket=None, cookie=MINE, **headers):
    given = signed(name, browser(MINE)) if ticket is None else ticket
    sent = {"cookie": f"{COOKIE}={cookie}" if cookie else ""} | headers
    scope = {
        "type": "http",
        "path_params": {"name": name},
        "query_string": f"ticket={given}".encode(),
        "headers": [(key.encode(), value.encode()) for key, value in sent.items()],
    }
    return asyncio.run(geometry.serve(Request(scope)))


def test_outlines_are_served_by_the_name_of_their_content_and_no_other():
    name = geometry.publish(b'{"a": 1}')
    answer = asked(name)
    assert (answer.status_code, answer.body) == (200, b'{"a": 1}')
    assert answer.headers["cache-control"].startswith("private")
    assert asked("0" * 64 + ".json").status_code == 404


@pytest.mark.parametrize(
    ("ticket", "cookie"), [(None, THEIRS), (None, ""), ("", MINE), ("0" * 40, MINE)]
)
def test_an_address_copied_to_another_browser_opens_nothing(ticket, cookie):
    name = geometry.publish(b'{"a": 1}')
    answer = asked(name, ticket=ticket, cookie=cookie)
    assert (answer.status_code, answer.body) == (404, b"")


def test_a_base_map_is_served_in_parts_once_it_is_written():
    name = base_map.started(town(), BOX)
    content = base_map._store.get(name).future.result(60)
    part = asked(name, range="bytes=0-7")
    assert (part.status_code, part.body) == (206, content[:8])
    assert asked(name, range=f"bytes={len(content)}-").status_code == 416
    assert asked(name, range="bytes=0-7", **{"if-range": '"old"'}).body == content
    assert asked(name, cookie=THEIRS, range="bytes=0-7").status_code == 404


def test_a_base_map_that_is_being_written_is_no_error(monkeypatch):
    monkeypatch.setattr(base_map, "waits", lambda _: True)
    answer = asked("x.pmtiles")
    assert (answer.status_code, answer.headers["cache-control"]) == (204, "no-store")


def test_a_base_map_that_cannot_be_written_leaves_the_quiet_ground(monkeypatch):
    def fail(_):
        raise OSError

    monkeypatch.setattr(base_map, "pmtiles", fail)
    name = base_map.started(town(), (114.0, 30.0, 114.3, 30.3))
    base_map._store.get(name).future.result(60)
    assert base_map.content(name) is None
    assert asked(name).status_code == 404


def test_a_map_knows_the_base_map_under_it():
    name = geometry.publish(b"3", base="b.pmtiles")
    assert geometry.base_of(f"/gai/geometry/{name}") == "/gai/geometry/b.pmtiles"
    assert geometry.base_of(f"/geometry/{geometry.publish(b'4')}") == ""
    assert geometry.handed("") == ""


def test_other_content_has_another_name():
    assert geometry.publish(b"1") != geometry.publish(b"2")
    assert geometry.publish(b"1") == geometry.publish(b"1")


@pytest.mark.parametrize(("base", "path"), [("", "/vendor"), ("gai/", "/gai/vendor")])
def test_addresses_stand_below_the_base_path(monkeypatch, base, path):
    monkeypatch.setattr(st, "get_option", lambda _: base)
    assert server.address("/vendor") == path


def test_nothing_but_third_party_files_is_public():
    mounted = [route.app for route in server.routes() if isinstance(route, Mount)]
    assert [app.directory for app in mounted] == [server.VENDOR]


def test_every_answer_says_what_other_sites_may_not_do_with_it():
    async def app(_scope, _receive, send):
        headers = [(b"referrer-policy", b"no-referrer")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(server.shielded(app)({"type": "http"}, None, send))
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "no-referrer"  # what an answer says itself stays
