"""Why an estate has its rank: facts, moves, unknowns, and the room each weight has."""
