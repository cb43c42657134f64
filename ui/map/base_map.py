"""Base maps of the studies that are open: written beside the page, kept in memory, by content."""

import logging
from collections.abc import Mapping
from functools import partial

import pandas as pd

from layers.base_map import base, fingerprint, pmtiles
from layers.ground import Box
from ui.session.work import Job, Shelf, start

ENDING = ".pmtiles"

_log = logging.getLogger(__name__)
_store: Shelf[Job[bytes]] = Shelf(6)
_left_out: Shelf[tuple[str, ...]] = Shelf(6)


def started(tables: Mapping[str, pd.DataFrame], box: Box) -> str:
    """Return the name of the base map of these layers, whose writing begins now if it is new.

    The first map of a study is drawn without waiting for it.
    """
    name = fingerprint(tables, box) + ENDING
    _store.keep(name, lambda: start(partial(_written, name=name, tables=tables, box=box)))
    return name


def kept(name: str) -> bool:
    """Return whether the base map of that name is here or on its way."""
    return _store.get(name) is not None


def waits(name: str) -> bool:
    """Return whether the base map of that name is still being written."""
    job = _store.get(name)
    return job is not None and not job.future.done()


def content(name: str) -> bytes | None:
    """Return the base map of that name; None when there is none or it could not be written."""
    job = _store.get(name)
    return job.future.result() or None if job and job.future.done() else None


def left_out(name: str) -> tuple[str, ...]:
    """Return the kinds (building, path) that a town too large goes without; () until written."""
    return _left_out.get(name) or ()


def _written(_: Job[bytes], *, name: str, tables: Mapping[str, pd.DataFrame], box: Box) -> bytes:
    """Return the file; nothing where it cannot be written: the quiet ground stays then."""
    try:
        found = base(tables, box)
        _left_out.keep(name, lambda: found.left_out)
        return pmtiles(found.features)
    except Exception:  # noqa: BLE001 - a map must not fail for want of its ground
        _log.exception("the base map could not be written; the map goes without")
        return b""
