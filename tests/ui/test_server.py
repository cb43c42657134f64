import asyncio

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.routing import Mount

from ui import geometry, server


def asked(name):
    scope = {"type": "http", "path_params": {"name": name}, "headers": []}
    return asyncio.run(geometry.serve(Request(scope)))


def test_outlines_are_served_by_the_name_of_their_content_and_no_other():
    name = geometry.publish(b'{"a": 1}')
    answer = asked(name)
    assert (answer.status_code, answer.body) == (200, b'{"a": 1}')
    assert answer.headers["cache-control"].startswith("private")
    assert asked("0" * 64 + ".json").status_code == 404


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
