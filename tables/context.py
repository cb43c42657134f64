"""What only helps a reader find the way on the map: water, railways, green."""

from tables.column import Column
from tables.table import Table

_NAME = (Column("name", "text", "名称", "Name"),)

WATER = Table("water", "水系", "Water", (), _NAME, "polygon")
RAIL = Table("rail", "铁路", "Railways", (), _NAME, "line")
GREEN = Table("green", "绿地", "Green", (), _NAME, "polygon")
