"""Addresses of what the browser fetches: none that is handed out leads nowhere."""

from ui.map import base_map, geometry
from ui.session.work import Shelf


def test_an_address_kept_longer_than_its_content_is_made_anew(monkeypatch):
    monkeypatch.setattr(geometry, "_store", Shelf(2))
    urls, made = Shelf(8), []

    def make():
        made.append(1)
        return f"/geometry/{geometry.publish(b'map')}"

    url = geometry.standing(urls, "a", make)
    assert geometry.standing(urls, "a", make) == url
    assert len(made) == 1
    for other in (b"1", b"2"):
        geometry.publish(other)
    assert not geometry.stands(url)
    assert geometry.standing(urls, "a", make) == url
    assert geometry.stands(url)
    assert len(made) == 2


def test_what_is_looked_at_outlives_what_is_not(monkeypatch):
    monkeypatch.setattr(geometry, "_store", Shelf(2))
    first, second = (geometry.publish(content) for content in (b"1", b"2"))
    assert geometry.stands(first)
    geometry.publish(b"3")
    assert geometry.stands(first)
    assert not geometry.stands(second)


def test_a_map_stands_as_long_as_the_base_map_under_it(monkeypatch):
    monkeypatch.setattr(base_map, "_store", Shelf(1))
    name = geometry.publish(b"over", base="town.pmtiles")
    assert not geometry.stands(name)
    base_map._store.keep("town.pmtiles", object)
    assert geometry.stands(name)
