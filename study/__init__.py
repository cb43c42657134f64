"""Study = inputs + choices → Results; the only code that knows the order of the stages."""

from study.choices import Choices, Study
from study.measure import measure
from study.open_questions import answered
from study.propose import proposed
from study.rank import ranked, reranked, reweighted
from study.read import load
from study.results import Results
from study.run import read_inputs, results, run

__all__ = [
    "Choices",
    "Results",
    "Study",
    "answered",
    "load",
    "measure",
    "proposed",
    "ranked",
    "read_inputs",
    "reranked",
    "results",
    "reweighted",
    "run",
]
