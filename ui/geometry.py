"""Outlines on their way to the browser: once, by a URL that names their content.

Nothing here lies in a public folder. Who does not hold the hash of the content, that is, who has
not opened the study, cannot ask for it; the store keeps the latest few maps in memory only.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from ui.work import Shelf

PATH = "/geometry/"

_store: Shelf[bytes] = Shelf(16)


def publish(content: bytes) -> str:
    """Keep `content` and return the name under which a browser may fetch it.

    >>> publish(b"{}")
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.json'
    """
    name = f"{hashlib.sha256(content).hexdigest()}.json"
    _store.keep(name, lambda: content)
    return name


async def serve(request: Request) -> Response:
    """Answer with the content of that name; a browser keeps it to itself, for good."""
    content = _store.get(request.path_params["name"])
    if content is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(content, media_type="application/json", headers=headers)
