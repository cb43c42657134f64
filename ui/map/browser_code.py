"""Our own code on its way to the browser: once, by a URL that names its content.

Streamlit sends a component's code again with every answer of the app that differs; so an answer
carries two lines that say where the code is. It tells of no study: anybody may have it.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

PATH = "/code/"
_FOR_EVER = "public, max-age=31536000, immutable"

_kept: dict[str, bytes] = {}


def publish(code: str) -> str:
    """Keep `code` and return the name under which a browser may fetch it.

    >>> publish("export default () => 1;")
    'a2fc6ce040a274ad2a287c77dec4a6817fe7bb2df4cb7d0fe3b8f716b8aa9663.js'
    """
    content = code.encode()
    name = f"{hashlib.sha256(content).hexdigest()}.js"
    _kept[name] = content
    return name


def module(url: str) -> str:
    """Return a module whose default is that of the module at `url`, a path of this server.

    >>> module("/code/abc.js").splitlines()[0]
    "const { default: draw } = await import(new URL('/code/abc.js', location.href).href);"
    """
    at = f"new URL('{url}', location.href).href"
    return f"const {{ default: draw }} = await import({at});\nexport default draw;\n"


async def serve(request: Request) -> Response:
    """Answer with the code of that name; what is under a name never changes."""
    content = _kept.get(request.path_params["name"])
    if content is None:
        return Response(status_code=404)
    headers = {"Cache-Control": _FOR_EVER}
    return Response(content, headers=headers, media_type="text/javascript")
