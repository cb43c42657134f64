"""A bar with the name of the stage, on standard error."""

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from texts import say

_STAGES = ("read", "measure", "rank", "propose", "negotiate", "write")


class Bar:
    """Names the stage at work; `with Bar("zh") as bar: study.run(…, progress=bar.show)`."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._bar = tqdm(
            total=len(_STAGES),
            file=sys.stderr,
            bar_format="{n}/{total} |{bar:20}| {elapsed} {desc}",
        )

    def show(self, stage: str, _share: float = 0) -> None:
        """Name the stage that begins; those before it are done. A part of a stage is named only."""
        self._bar.set_description_str(say(self._locale, f"stage.{stage}"), refresh=False)
        if stage in _STAGES:
            self._bar.n = _STAGES.index(stage)
        self._bar.refresh()

    def done(self) -> None:
        """Fill the bar."""
        self._bar.n = len(_STAGES)
        self._bar.refresh()

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
