"""Outlines and base maps on their way to the browser: once, by a URL that names their content.

Nothing here lies in a public folder. An address opens only with the ticket that a session which
opened the study was given, and only in the browser of that session (`ui.map.tickets`); the store
keeps the latest few maps in memory only.
"""

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from ui.map import base_map
from ui.map.ranges import answer
from ui.map.tickets import COOKIE, opens, ticket
from ui.session.work import Shelf

PATH = "/geometry/"
_NOT_YET = 204  # no error: a browser asks again

_store: Shelf[bytes] = Shelf(16)
_beneath: Shelf[str] = Shelf(16)


def publish(content: bytes, *, base: str = "") -> str:
    """Keep `content` and return the name under which a browser may fetch it.

    `base` names the base map that lies under it (`ui.map.base_map`).

    >>> publish(b"{}")
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.json'
    """
    name = f"{hashlib.sha256(content + base.encode()).hexdigest()}.json"
    _store.keep(name, lambda: content)
    if base:
        _beneath.keep(name, lambda: base)
    return name


def standing(urls: Shelf[str], key: str, make: Callable[[], str]) -> str:
    """Return the address of `key` on a shelf, made anew where its content is kept no more.

    Addresses are small and stay longer than what they lead to: an old one must not lead nowhere.
    """
    url = urls.keep(key, make)
    if stands(url):
        return url
    urls.drop(key)
    return urls.keep(key, make)


def stands(url: str) -> bool:
    """Return whether what was published at an address is kept, and the base map under it too."""
    name = name_of(url)
    base = _beneath.get(name)
    return _store.get(name) is not None and (base is None or base_map.kept(base))


def handed(url: str) -> str:
    """Return an address of this route with the ticket of the running session's browser."""
    return f"{url}?ticket={ticket(name_of(url))}" if url else ""


def base_of(url: str) -> str:
    """Return the address of the base map under the map at `url`, "" when there is none."""
    name = name_of(url)
    base = _beneath.get(name)
    return f"{url.removesuffix(name)}{base}" if base else ""


def name_of(url: str) -> str:
    """Return the name that an address ends with.

    >>> name_of("/gai/geometry/abc.json?ticket=1")
    'abc.json'
    """
    return url.partition("?")[0].rpartition("/")[2]


async def serve(request: Request) -> Response:
    """Answer with the content of that name, or a part of it, to whom it was handed."""
    name = request.path_params["name"]
    given = request.query_params.get("ticket", "")
    if not opens(name, given, request.cookies.get(COOKIE)):
        return Response(status_code=404)
    if base_map.waits(name):
        return Response(status_code=_NOT_YET, headers={"Cache-Control": "no-store"})
    content = _store.get(name) or base_map.content(name)
    if content is None:
        return Response(status_code=404)
    kind = "application/json" if name.endswith(".json") else "application/octet-stream"
    return answer(content, request.headers, etag=f'"{name}"', media_type=kind)
