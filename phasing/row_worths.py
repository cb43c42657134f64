"""What one more unit of each limit is worth in the relaxed model: a hint, never a value."""

import highspy

from phasing.model import Model
from phasing.solve import _load, _scale


def row_worths(model: Model) -> dict[str, float]:
    """Return what one more unit of each row's limit is worth in the relaxed model, by row name.

    Only a hint: it says nothing of yes-or-no, nor how far it holds. Empty where no plan is found.

    >>> from phasing.model import Column, Row
    >>> estate = Column("x", gain=6, high=1, whole=True)
    >>> row_worths(Model((estate,), (Row("money", {"x": 2}, high=1),)))
    {'money': 3.0}
    """
    if not (model.columns and model.rows):
        return {}
    solver, scale = _load(model), _scale(model)
    for index in range(len(model.columns)):
        solver.changeColIntegrality(index, highspy.HighsVarType.kContinuous)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return {}
    worths = (float(worth) / scale for worth in solver.getSolution().row_dual)
    return {row.name: worth for row, worth in zip(model.rows, worths, strict=True)}
