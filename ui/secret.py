"""The secret that signs cookies and tickets: made once, kept beside the settings."""

import os
import secrets
from pathlib import Path

from streamlit import config

OPTION = "server.cookieSecret"
_BYTES = 32
_OWNER_ONLY = 0o600


def settle(file: Path) -> None:
    """Let the server sign with the secret in `file`; one a person has set goes before it.

    Without a place to keep it (a folder that cannot be written) Streamlit's own holds: it is
    another at each start, and pages left open must be loaded again.
    """
    if config.is_manually_set(OPTION):
        return
    try:
        config.set_option(OPTION, kept(file))
    except OSError:
        return


def kept(file: Path) -> str:
    """Return the secret in `file`, made now where there is none; two starts at once agree on one.

    Raises OSError where it can neither be read nor written.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip() or _anew(file)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        made = secrets.token_hex(_BYTES)
        out.write(made)
    return made


def _anew(file: Path) -> str:
    """Return a new secret in the place of an empty file: a start was cut short."""
    made = secrets.token_hex(_BYTES)
    file.write_text(made, encoding="ascii")
    return made
