"""A folder for what a person drops: it ends with whoever holds it."""

import shutil
import tempfile
import weakref
from pathlib import Path


class OwnFolder:
    """An empty folder that is gone, with all in it, once nobody holds this any more.

    >>> folder = OwnFolder()
    >>> path = folder.path
    >>> path.is_dir()
    True
    >>> del folder
    >>> path.exists()
    False
    """

    def __init__(self) -> None:
        """Make the folder."""
        self.path = Path(tempfile.mkdtemp(prefix="jiugai-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
