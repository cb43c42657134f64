"""The secret of the server: one for good, readable by its owner only, a person's own goes first."""

import stat
import sys

import pytest
from streamlit import config

from ui.secret import OPTION, kept, settle


@pytest.fixture(autouse=True)
def as_before(monkeypatch):
    before = config.get_option(OPTION)
    monkeypatch.setattr(config, "is_manually_set", lambda _: False)
    yield
    config.set_option(OPTION, before)


def test_it_is_made_once_and_stays(tmp_path):
    file = tmp_path / "secret"
    first = kept(file)
    assert len(first) == 64
    assert kept(file) == first
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_start_that_was_cut_short_leaves_no_empty_secret(tmp_path):
    file = tmp_path / "secret"
    file.touch()
    assert len(kept(file)) == 64


def test_the_server_signs_with_it(tmp_path):
    settle(tmp_path / "secret")
    assert config.get_option(OPTION) == (tmp_path / "secret").read_text()


def test_one_that_a_person_set_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "is_manually_set", lambda name: name == OPTION)
    settle(tmp_path / "secret")
    assert not (tmp_path / "secret").exists()


def test_without_a_place_for_it_the_app_still_starts(tmp_path):
    before = config.get_option(OPTION)
    settle(tmp_path / "nowhere" / "secret")
    assert config.get_option(OPTION) == before
