"""What is wrong with the buildings of an estate: a severity an item."""

from tables.column import Column

# A header that only names a thing (天然气, 消防设施) is no alias: under it 无 says that there is no
# such thing, not that nothing is wrong with it.
CONDITION_ITEMS = (
    Column("leak", "severity", "渗漏", "Leaks", ("房屋渗漏", "屋面渗漏", "漏水", "渗漏水")),
    Column("facade", "severity", "外墙", "Façade", ("外墙脱落", "外墙破损", "外立面")),
    Column("drain", "severity", "排水", "Drainage", ("排水堵塞", "排水管网", "内涝", "雨污")),
    Column("pipe", "severity", "管线", "Pipes and wires", ("管线老化", "供水管线", "三线", "管网")),
    Column("fire", "severity", "消防", "Fire safety", ("消防隐患", "消防通道堵塞")),
    Column("gas", "severity", "燃气", "Gas", ("燃气隐患", "燃气管道老化")),
    Column("road", "severity", "道路", "Roads", ("小区道路", "道路破损", "路面")),
    Column("parking", "severity", "停车", "Parking", ("停车困难", "车位不足", "停车问题")),
)
