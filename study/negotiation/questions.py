"""How questions are put: how closely each is proven, who is told of it, whether to stop."""

from collections.abc import Callable
from dataclasses import dataclass

from phasing.solve import Hooks, Settings
from study.negotiation.choices import Negotiate

Progress = Callable[[str, float], None]


class StoppedError(Exception):
    """Somebody asked to stop: what is not answered in full is not shown."""


@dataclass(frozen=True)
class Questions:
    """What each search may take, who hears which part is asked, and whether to go on."""

    settings: Settings
    progress: Progress | None = None
    should_stop: Callable[[], bool] | None = None

    @property
    def hooks(self) -> Hooks:
        """What a search listens to: it ends early once somebody asked to stop."""
        return Hooks(should_stop=self.should_stop)

    def go_on(self) -> None:
        """Raise StoppedError once somebody asked to stop: between questions, and after the last."""
        if self.should_stop is not None and self.should_stop():
            raise StoppedError

    def begin(self, part: str, share: float) -> None:
        """Tell which part is asked next, and how much of all parts is done (0–1)."""
        self.go_on()
        if self.progress is not None:
            self.progress(part, share)


def questions(
    asked: Negotiate,
    seed: int,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Questions:
    """Return how the questions of a study are put: at its gap and nodes, never by the clock."""
    settings = Settings(gap=asked.gap, node_limit=asked.nodes, seed=seed)
    return Questions(settings, progress, should_stop)
