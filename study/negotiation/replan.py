"""A study's published plan made anew within limits on changes."""

from phasing.negotiation.replan import Replanned, replanned
from phasing.negotiation.standing import Standing
from study.choices import Choices
from study.negotiation.questions import Questions
from study.published_rules import public_of
from study.stages import Ranked


def replan(
    found: Ranked, choices: Choices, standing: Standing, *, questions: Questions
) -> Replanned | None:
    """Return what becomes of the published plan within each limit that `negotiate` asks for.

    None where no limit is asked for, or nothing was published. Years that the files and
    `published` settle stay locked in every one of these plans.
    """
    asked = choices.negotiate
    plan = public_of(found, choices).plan
    if asked is None or not asked.changes or not plan:
        return None
    return replanned(
        standing, plan, limits=asked.changes, settings=questions.settings, hooks=questions.hooks
    )
