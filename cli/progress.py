"""A bar with the name of the stage, on standard error."""

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from texts import say

_PARTS = 100


class Bar:
    """Shows how far the work is; `with Bar("zh") as bar: study.run(…, progress=bar.show)`."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._bar = tqdm(
            total=_PARTS, file=sys.stderr, bar_format="{desc} |{bar:24}| {n:.0f}% {elapsed}"
        )

    def show(self, stage: str, share: float) -> None:
        """Name the stage and move the bar to `share` (0-1) of the work."""
        self._bar.set_description_str(say(self._locale, f"stage.{stage}"))
        self._bar.update(share * _PARTS - self._bar.n)

    def __enter__(self) -> Self:
        """Start showing."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last line standing."""
        self._bar.close()
