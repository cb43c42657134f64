"""The briefing on its way into a frame of a page: by a URL that names its content.

What is served here may run its own scripts and nothing else: the header shuts it off from the app
(an origin of its own, no request to anybody), whatever frame it is opened in. An address opens only
with the ticket that a session was given, in the browser of that session (`ui.map.tickets`).
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from ui.map.tickets import COOKIE, opens, ticket
from ui.session.work import Shelf

PATH = "/page/"
POLICY = (
    "sandbox allow-scripts allow-modals; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"
)

_store: Shelf[bytes] = Shelf(8)


def publish_page(content: bytes) -> str:
    """Keep an HTML page and return the name under which a browser may fetch it.

    >>> publish_page(b"")
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.html'
    """
    name = f"{hashlib.sha256(content).hexdigest()}.html"
    _store.keep(name, lambda: content)
    return name


def handed(name: str) -> str:
    """Return the path of a page with the ticket of the running session's browser."""
    return f"{PATH}{name}?ticket={ticket(name)}"


async def serve(request: Request) -> Response:
    """Answer with the page of that name to whom it was handed, shut off from the app."""
    name = request.path_params["name"]
    given = request.query_params.get("ticket", "")
    content = _store.get(name)
    if content is None or not opens(name, given, request.cookies.get(COOKIE)):
        return Response(status_code=404)
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return Response(content, media_type="text/html; charset=utf-8", headers=headers)
