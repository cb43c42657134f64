"""Headers that may mean a column, or something near it: they are read so only on confirmation."""

from collections.abc import Mapping

# A part for the whole, one measure for another, a word too short to tell.
DOUBTFUL: Mapping[str, Mapping[str, str]] = {
    "estates": {
        "floor_area_m2": (
            "面积 改造面积 住宅面积 住宅建筑面积 改造建筑面积 房屋面积 涉及面积 "
            "涉及建筑面积 拟改造面积 拟改造建筑面积 地上建筑面积 总面积 area mj "
            "实测面积 规划建筑面积 计容建筑面积 产权面积 房屋总面积"
        ),
        "built_year": (
            "年份 年度 year 建设年份 入住时间 入住年份 交付时间 "
            "交房时间 始建时间 nd nf 建设起止时间"
        ),
        "households": (
            "套数 总套数 房屋套数 住宅套数 入住户数 常住户数 改造户数 拟改造户数 "
            "实际户数 登记户数 产权户数 flats dwellings units"
        ),
        "residents": "人数 户籍人口 入住人数 受益人口 惠及人口 惠及人数 people",
        "buildings": "楼 改造楼栋数 涉及楼栋数 拟改造楼栋数 改造栋数",
        "stairwell_units": "单元 门栋数",
        "estate_id": "项目编号 地块编号 宗地号 图斑号",
        "name": "项目 地块名称 楼名 院名 单位名称 点位名称 小区简称 别名",
        "address": "位置 四至",
        "district": "区",
        "street": "镇",
        "community": "村 居委",
        "ownership": "性质 类型 房屋类型 住房性质",
        "floors": "楼高 高度层",
        "renovated_year": "改造时间 改造年度",
        "safety_grade": "等级 grade 鉴定结果",
        "property_management": "物业情况",
    },
    "buildings": {
        "floor_area_m2": "面积 基底面积 占地面积建筑 area",
        "built_year": "年份 年代 year",
        "safety_grade": "等级 安全等级 grade",
        "building_id": "编号",
    },
    "surveys": {
        "support": "同意 支持 赞成",
        "issued": "份数",
    },
}
