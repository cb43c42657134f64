"""Which rules a clash does not need: each question is put to the solver once."""

from collections.abc import Sequence

from phasing.lifting import lift, possible
from phasing.problem import Problem
from phasing.rules import Rule
from phasing.solve import Hooks, Settings
from tables import InputError

# A group that a clash needs something of is cut into so many pieces: where few of its rules are
# needed as many questions as by halving, where most are, fewer.
PIECES = 4


def go_on(hooks: Hooks | None) -> None:
    """Raise `phasing.not_proven` once somebody asked to stop: the question stays open."""
    if hooks and hooks.stopped:
        raise InputError("phasing.not_proven")


class Asking:
    """Which rules of a problem are lifted so far, and whether a plan is possible without more.

    `lifted` only grows, and the clash always stands. `asked` counts the questions put. Those that
    the limits left open are taken as "possible", and `left_open` says that there were some.
    """

    def __init__(self, problem: Problem, settings: Settings, hooks: Hooks | None = None) -> None:
        """Begin with every rule in force."""
        self.problem, self.lifted, self.asked = problem, frozenset[Rule](), 0
        self.left_open = False
        self._settings, self._hooks = settings, hooks
        self._known: dict[frozenset[Rule], bool] = {}

    def begin_anew(self) -> None:
        """Put every rule in force again; what is known stays known."""
        self.lifted = frozenset()

    def possible(self, lifted: frozenset[Rule]) -> bool:
        """Return whether a plan is possible without these rules."""
        if lifted not in self._known:
            go_on(self._hooks)
            self.asked += 1
            said = possible(lift(self.problem, lifted), settings=self._settings)
            self.left_open |= said is None
            self._known[lifted] = said is not False
        return self._known[lifted]

    def possible_with(self, rule: Rule) -> bool:
        """Return whether a plan becomes possible once this rule is lifted too."""
        return self.possible(self.lifted | {rule})

    def left(self, kinds: Sequence[type[Rule]]) -> tuple[Rule, ...]:
        """Return the rules of these kinds that are not lifted, kind by kind."""
        return tuple(r for kind in kinds for r in self.problem.of(kind) if r not in self.lifted)

    def lift_whole(self, group: Sequence[Rule]) -> None:
        """Lift a whole group where the clash stands without it."""
        if group and not self.possible(self.lifted | set(group)):
            self.lifted |= set(group)

    def reduce(self, groups: Sequence[Sequence[Rule]], *, questions: int | None = None) -> bool:
        """Lift what the clash does not need, until nothing more can go; False if out of questions.

        Groups are cut in pieces once, then what is left is tried rule by rule until a round lifts
        nothing.
        """
        last = None if questions is None else self.asked + questions
        kinds = tuple(dict.fromkeys(type(rule) for group in groups for rule in group))
        while groups:
            before = self.lifted
            for group in groups:
                left = [rule for rule in group if rule not in self.lifted]
                if not self._cut(left, last):
                    return False
            groups = [(rule,) for rule in self.left(kinds)] if self.lifted != before else []
        return True

    def _cut(self, group: Sequence[Rule], last: int | None) -> bool:
        """Lift the rules of a group that the clash does not need; False if out of questions."""
        if not group:
            return True
        if last is not None and self.asked >= last:
            return False
        if not self.possible(self.lifted | set(group)):
            self.lifted |= set(group)
            return True
        if len(group) == 1:
            return True
        size = -(-len(group) // PIECES)
        pieces = (group[place : place + size] for place in range(0, len(group), size))
        return all(self._cut(piece, last) for piece in pieces)
