"""A made-up town, 乐河区, seeded: a complete study to learn, test and measure with."""

from demo.folder import write
from demo.ground import ESTATES, SEED

__all__ = ["ESTATES", "SEED", "write"]
