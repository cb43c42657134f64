"""How robust a ranking is when weights and data are not certain."""

from scoring.robust.acceptability import Matrix, Robustness, robustness
from scoring.robust.cells import Cells, uncertain_cells
from scoring.robust.draws import Sampling, Spread

__all__ = [
    "Cells",
    "Matrix",
    "Robustness",
    "Sampling",
    "Spread",
    "robustness",
    "uncertain_cells",
]
