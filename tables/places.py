"""Everything else that lies on the map: areas, outlines, buildings, gates, streets, facilities."""

from tables.column import Column
from tables.table import Table

OUTLINES = Table(
    name="outlines",
    zh="小区边界",
    en="Estate outlines",
    key=("estate_id",),
    shape="polygon",
    columns=(
        Column(
            "estate_id",
            "id",
            "小区编码",
            "Estate ID",
            ("编号", "编码", "小区编号", "项目编码", "id", "code"),
        ),
        Column("name", "text", "小区名称", "Name", ("小区", "名称", "项目名称")),
        Column("street", "text", "所属街道", "Street office", ("街道", "街道办")),
    ),
)

AREAS = Table(
    name="areas",
    zh="行政区划",
    en="Administrative areas",
    key=("area_id",),
    shape="polygon",
    columns=(
        Column(
            "area_id", "id", "区划代码", "Area ID", ("代码", "编码", "subzone_code"), required=True
        ),
        Column(
            "level", "code", "级别", "Level", ("层级",), allowed=("district", "street", "community")
        ),
        Column("name", "text", "区划名称", "Name", ("名称", "街道", "subzone_name"), required=True),
        Column("parent_id", "text", "上级代码", "Parent", ("上级", "district")),
        Column(
            "residents",
            "integer",
            "常住人口",
            "Residents",
            ("人口", "population_total"),
            unit="人",
            low=0,
        ),
        Column(
            "elders",
            "integer",
            "60岁以上人口",
            "Elders",
            ("老年人口",),
            unit="人",
            low=0,
        ),
    ),
)

CLUSTER_AREAS = Table(
    name="cluster_areas",
    zh="片区范围",
    en="Cluster areas",
    key=(),  # a cluster may be drawn in several parts, and a drawn one may lack id and name
    shape="polygon",
    columns=(
        # no alias "id": new layers carry such a field with the same 0 in every row
        Column("cluster_id", "text", "片区编号", "Cluster ID", ("片区", "所属片区", "编号")),
        Column("name", "text", "片区名称", "Name", ("名称",)),
    ),
)

BUILDINGS = Table(
    name="buildings",
    zh="楼栋",
    en="Buildings",
    key=("estate_id", "building_id"),  # every estate has its own building 1
    shape="polygon",
    columns=(
        Column(
            "estate_id",
            "id",
            "小区编码",
            "Estate ID",
            ("小区编号", "所属小区编码"),
            required=True,
        ),
        Column(
            "building_id",
            "id",
            "楼栋编码",
            "Building ID",
            ("楼栋编号", "楼栋号", "楼栋", "幢号", "楼号", "栋号"),
            required=True,
        ),
        Column("built_year", "year", "建成年代", "Year built", ("建成年份",), low=1900, high=2100),
        Column("floors", "integer", "层数", "Floors", ("楼层",), low=1, high=100),
        Column("households", "integer", "户数", "Households", ("住户数",), unit="户", low=0),
        Column(
            "floor_area_m2",
            "number",
            "建筑面积",
            "Floor area",
            ("总建筑面积",),
            unit="m2",
            low=0,
        ),
        Column(
            "safety_grade",
            "code",
            "房屋安全等级",
            "Safety grade",
            ("危房等级", "鉴定等级", "安全鉴定结果", "危险性等级"),
            allowed=("A", "B", "C", "D"),
        ),
    ),
)

ENTRANCES = Table(
    name="entrances",
    zh="小区出入口",
    en="Estate entrances",
    key=("entrance_id",),
    shape="point",
    columns=(
        Column("entrance_id", "id", "出入口编号", "Entrance ID", ("编号",), required=True),
        Column("estate_id", "id", "小区编码", "Estate ID", ("小区编号",), required=True),
    ),
)

TRENCHES = Table(
    name="trenches",
    zh="管线与道路开挖计划",
    en="Road and pipe works",
    key=(),  # one road or pipe may be drawn in many pieces
    shape="line",
    columns=(
        Column(
            "name",
            "text",
            "道路或管线名称",
            "Road or pipe",
            ("名称", "道路名称", "管线名称", "路名", "路段", "项目名称"),
            required=True,
        ),
        Column(
            "year",
            "year",
            "开挖年度",
            "Year opened",
            ("年度", "年份", "开挖年份", "计划年度", "实施年度", "建设年度"),
            low=1980,
            high=2100,
        ),
    ),
)

STREETS = Table(
    name="streets",
    zh="道路",
    en="Streets",
    key=(),
    shape="line",
    columns=(
        Column("name", "text", "道路名称", "Street name", ("路名", "名称")),
        Column(
            "highway",
            "text",
            "道路类型",
            "Street class",
            ("类型", "道路等级", "道路类别", "道路分类", "road_class", "fclass"),
        ),
        Column("walkable", "flag", "可步行", "Walkable", ("是否可步行", "步行")),
        Column("bridge", "text", "桥梁", "Bridge", ("是否桥梁", "是否高架", "高架")),
        Column("tunnel", "text", "隧道", "Tunnel", ("是否隧道", "是否下穿", "下穿")),
        Column("layer", "text", "层级", "Layer", ("标高层", "z_level", "zlevel")),
        Column("access", "text", "通行权限", "Access", ("通行限制", "开放情况")),
        Column("foot", "text", "行人通行", "Foot", ("步行权限", "允许行人")),
        Column("steps", "text", "台阶", "Steps", ("是否台阶", "梯道", "踏步", "stairs")),
        Column("gate", "text", "门禁", "Gate", ("是否门禁", "闸门", "barrier")),
    ),
)

FACILITIES = Table(
    name="facilities",
    zh="配套设施",
    en="Facilities",
    key=("facility_id",),
    shape="point",
    areas_kept=True,
    columns=(
        Column("facility_id", "id", "设施编号", "Facility ID", ("编号", "设施编码")),
        Column(
            "category",
            "code",
            "设施类别",
            "Category",
            (
                "类别",
                "类型",
                "设施类型",
                "设施种类",
                "设施分类",
                "种类",
                "分类",
                "poi类型",
                "poi类别",
                "type",
                "fclass",
                "amenity",
                "sslb",
                "sslx",
            ),
            required=True,
        ),
        Column("name", "text", "设施名称", "Name", ("名称", "poi名称", "单位名称", "mc", "ssmc")),
        Column("capacity", "number", "容量", "Capacity", ("床位数", "学位数"), low=0),
        Column("floor_area_m2", "number", "建筑面积", "Floor area", ("面积",), unit="m2", low=0),
        # what a map says a place is: study maps it to the catalogue (docs/facilities.md)
        Column("typecode", "text", "高德分类编码", "AMap type code", ("poi分类编码", "高德编码")),
        Column("tags", "text", "OSM标签", "OSM tags"),
        Column(
            "collected_on",
            "date",
            "采集日期",
            "Collected on",
            ("采集时间", "数据日期", "调查日期", "更新日期", "更新时间"),
        ),
    ),
)

IDLE_ASSETS = Table(
    name="idle_assets",
    zh="闲置用房",
    en="Idle rooms",
    key=("asset_id",),
    shape="point",
    columns=(
        Column(
            "asset_id",
            "id",
            "资产编号",
            "Asset ID",
            ("编号", "资产编码", "用房编号", "房屋编号", "空间编号"),
            required=True,
        ),
        Column(
            "name",
            "text",
            "资产名称",
            "Name",
            ("名称", "用房名称", "房屋名称", "空间名称", "闲置用房名称", "闲置资产名称"),
        ),
        Column(
            "kind",
            "text",
            "资产类型",
            "Kind",
            ("类型", "用房类型", "房屋类型", "空间类型", "原用途", "现状用途"),
        ),
        Column(
            "held_by",  # a body, never a person: "owner" and 产权人 are headers of people
            "text",
            "权属单位",
            "Held by",
            ("产权单位", "权属", "产权归属", "管理单位"),
        ),
        Column(
            "floor_area_m2",
            "number",
            "建筑面积",
            "Floor area",
            ("面积", "可用面积", "闲置面积", "使用面积"),
            unit="m2",
            low=0,
        ),
        Column(
            "use_possible",
            "text",
            "可利用用途",
            "Possible use",
            ("是否可利用", "可否利用", "可利用", "利用方向", "拟用途", "可改造用途", "建议用途"),
        ),
        Column(
            "cost_wan",
            "number",
            "改造费用",
            "Fit-out cost",
            ("改造投资", "改造资金", "装修费用", "预计改造费用"),
            unit="万元",
            low=0,
        ),
    ),
)
