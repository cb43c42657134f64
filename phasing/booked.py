"""A plan written into a book as a whole: units that wait for one another come in together."""

from collections.abc import Sequence

from phasing.book import Book
from phasing.problem import Problem
from phasing.units import Unit

Start = tuple[Unit, int]


def booked(problem: Problem, wanted: Sequence[Start]) -> Book:
    """Return the book of a plan, without what the exact money or a cap does not hold.

    What a rule ties to a unit that stays out leaves with it.
    """
    book, _ = paid(problem, wanted)
    untie(book)
    return book


def paid(problem: Problem, wanted: Sequence[Start]) -> tuple[Book, list[Start]]:
    """Return the book of a plan and the starts that its money or caps do not hold.

    Locked units come in whatever they cost: whether locks can be kept is for the solver to say.
    """
    book, refused = Book(problem), list[Start]()
    for unit, year in sorted(wanted, key=lambda start: (start[0].locked is None, start[0].unit_id)):
        if unit.locked is None and book.short(unit, year):
            refused.append((unit, year))
        else:
            book.place(unit, year)
    return book, refused


def untie(book: Book) -> list[Unit]:
    """Take out of a book, last ids first, what is tied to units that are not in it; return it."""
    out: list[Unit] = []
    while True:
        placed = sorted(book.placed.items(), key=lambda start: start[0].unit_id, reverse=True)
        loose = (unit for unit, year in placed if unit.locked is None and book.tie(unit, year))
        unit = next(loose, None)
        if unit is None:
            return out
        book.take_out(unit)
        out.append(unit)
