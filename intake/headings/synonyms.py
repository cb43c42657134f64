"""Other headers of the same meaning, as bureaus, surveyors and their shapefiles write them.

The tables declare the usual ones. Written without spaces, as headers are compared; short ones are
the first letters of the pinyin (XQMC 小区名称).
"""

from collections.abc import Mapping

SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "estates": {
        "estate_id": (
            "小区代码 小区id 项目代码 档案号 台账编号 统一编号 老旧小区编号 老旧小区编码 xqbm "
            "xqbh xqdm bh bm xmbh estate_code estate_no site_id 屋邨编号"
        ),
        "name": (
            "楼院名称 小区楼院 院落 楼盘 居民小区名称 住宅小区名称 老旧小区名称 小区全称 "
            "小区项目名称 改造小区名称 改造小区 改造项目名称 庭院名称 大院名称 屋邨 屋邨名称 "
            "屋苑名称 xqmc mc xmmc lpmc 小区楼院名 estate_name property_name development_name "
            "project_name compound site_name residential_estate housing_estate compound_name"
        ),
        "district": (
            "所属区县市 所在区 所在区县 市区县 县区 区市县 区县市 区县名称 行政区名称 "
            "行政区划 所属行政区 所属县区 区域 szqx ssqx qx qxmc xzq xzqmc ssq szq borough "
            "county"
        ),
        "street": (
            "所在街道 街道名称 乡镇街道 街道乡镇 所属街镇 街镇 所属镇街 镇街道 街道乡 "
            "所属乡镇街道 街办 所属街办 街道办名称 所属街道办事处 所属街道办 szjd ssjd jdmc "
            "jdb subdistrict sub_district street_office township"
        ),
        "community": (
            "所在社区 社区名称 社区村 村社区 所属居委会 社区居委 所属社区居委会 所属社区村 "
            "社区居民委员会 居民委员会 szsq sssq sq sqmc jwh neighbourhood neighborhood "
            "community_name residents_committee"
        ),
        "address": (
            "小区地址 地理位置 小区位置 具体位置 坐落位置 坐落地址 项目地址 所在位置 具体地址 "
            "小区坐落 房屋坐落 门牌地址 dz xxdz zl location street_address"
        ),
        "built_year": (
            "入伙年份 入伙年期 交付年份 年代 落成年份 落成年 落成日期 "
            "建成年度 建造年代 建造年份 房屋建成年代 房屋建成时间 房屋建成年份 房屋建造年代 "
            "建成日期 建成年月 建成时期 建设时间 建造时间 小区建成年代 小区建成时间 "
            "小区建成年份 小区建设年代 竣工日期 竣工年代 竣工年度 建筑年代 房屋年代 "
            "建成投用时间 建成使用时间 建成交付时间 jcnd jcnf jcsj jznd jznf jgsj jgnf built "
            "build_year built_in year_of_construction construction_year completion_year "
            "year_completed date_built yr_built year_of_completion"
        ),
        "built_year_low": "建成年代起 最早建成年份 最早建成 建成起始年份 建成年代最早",
        "built_year_high": "建成年代止 最晚建成年份 最晚建成 建成截止年份 建成年代最晚",
        "floor_area_m2": (
            "建面 建筑总面积 小区建筑面积 小区总建筑面积 房屋建筑面积 房屋建筑总面积 总建面 "
            "建筑面积合计 总建筑面积合计 建筑面积总计 jzmj zjzmj jzzmj gfa building_area "
            "total_floor_area gross_floor_area built_up_area gross_building_area"
        ),
        "site_area_m2": (
            "小区占地 总占地面积 总用地面积 土地使用面积 小区土地面积 项目占地面积 地块面积 zdmj "
            "ydmj site_area plot_area"
        ),
        "households": (
            "单位数目 租住单位数目 住宅单位数目 住户数目 "
            "户 居民户 总户 户数合计 居民总户数 小区户数 小区总户数 住宅户数 总居民户数 "
            "涉及居民户数 惠及居民户数 居民总户 受益户数 受益居民户数 hs zhs jmhs "
            "no_of_flats number_of_flats flats_total no_of_units number_of_units "
            "no_of_dwellings number_of_dwellings dwelling_units "
            "no_of_households number_of_households household_count household "
            "total_households hh"
        ),
        "residents": (
            "总人口 人口数 居民人口 小区人口 总人数 常住人口数 居住人数 常住人数 人口总数 "
            "居民总数 小区人数 人口合计 rk rks czrk population pop"
        ),
        "elders": (
            "60岁以上老人 60岁以上老年人 60岁及以上人口 60周岁以上人口 60岁以上老人数 "
            "60岁以上人数 60周岁以上老人数 老年人数"
        ),
        "vulnerable_households": "低保户 困难户 困难群众户 特困户数",
        "buildings": (
            "栋 幢 座数 座數 "
            "楼栋数量 楼宇栋数 住宅楼栋数 楼宇数目 大厦数目 "
            "楼栋 楼数 总栋数 总幢数 楼座数 楼栋总数 房屋栋数 楼房栋数 住宅楼栋 居民楼栋数 "
            "居民楼数 建筑栋数 楼宇数 住宅幢数 小区楼栋数 单体数 lds ldsl no_of_buildings "
            "number_of_buildings building_count blocks number_of_blocks no_of_blocks "
            "block_count"
        ),
        "stairwell_units": (
            "单元数量 单元总数 总单元数 单元个数 楼栋单元数 楼道数 单元门数 dys stairwells"
        ),
        "floors": (
            "楼层数 建筑层数 房屋层数 地上层数 总层数 楼栋层数 cs zcs storeys stories "
            "number_of_floors no_of_floors"
        ),
        "ownership": (
            "房屋产权性质 房屋产权 产权类型 产权 产权情况 小区性质 房屋产权情况 权属性质 cqxz "
            "ownership_type"
        ),
        "property_management": (
            "物业服务 物业管理 物业管理情况 物业服务企业 物业管理公司 物业服务公司 "
            "物业服务情况 物业管理模式 物业管理单位 管理方式 是否有物业管理 有无物业管理 "
            "有无物业服务 是否有物业服务 是否实施物业管理 物业模式 物业单位 有无物业公司 wygl "
            "wygs sfywy property_manager managed has_property_mgmt "
            "has_property_management"
        ),
        "owners_committee": (
            "是否成立业委会 是否成立业主委员会 有无业委会 有无业主委员会 业委会情况 "
            "业主委员会情况 业委会成立情况 是否有业主委员会 业主组织 ywh owners_association"
        ),
        "safety_grade": (
            "安全等级 楼宇安全等级 "
            "安全鉴定等级 房屋鉴定等级 房屋安全鉴定等级 鉴定级别 房屋安全鉴定结果 "
            "房屋危险性等级 危险性等级 危险等级 安全性等级 房屋危险等级 房屋安全鉴定 aqdj "
            "jddj"
        ),
        "cluster_id": "片区名称 所在片区 片区号",
        "problems": "问题 存在主要问题 主要存在问题 小区存在问题",
        "remarks": "备注说明 bz note notes remark comments",
    },
    "outlines": {
        "estate_id": "小区代码 xqbm xqbh xqdm bh bm estate_code",
        "name": "小区楼院名称 楼盘名称 院落名称 屋邨 屋邨名称 xqmc mc lpmc estate_name",
        "street": "所在街道 街道名称 街道镇 镇街 街道办事处 szjd ssjd jdmc",
    },
    "areas": {
        "area_id": "行政区划代码 区划编码 xzqdm area_code",
        "name": "行政区名称 街道名称 社区名称 社区 xzqmc jdmc sqmc mc area_name",
    },
    "buildings": {
        "building_id": (
            "楼栋编码 楼幢号 楼栋名称 楼栋名 幢编号 ldh ldbh building_no building_number block_no"
        ),
        "built_year": "建成时间 竣工年份 竣工时间 建造年代 jcnd jcnf build_year",
        "floors": "楼层数 总层数 地上层数 建筑层数 cs zcs storeys",
        "households": "总户数 居民户数 hs",
        "floor_area_m2": "楼栋建筑面积 jzmj building_area",
    },
    "streets": {
        "name": "道路名 街道名称 dlmc lm road_name street_name",
        "highway": "道路级别 等级 road_class road_type class type dldj",
    },
    "facilities": {
        "facility_id": "设施代码 poi编号 bh osm_id",
        "category": "lb lx 大类",
        "capacity": "床位 学位",
    },
    "idle_assets": {
        "asset_id": "zcbh bh asset_no room_id",
        "name": "zcmc mc asset_name",
        "kind": "lx asset_type type",
        "held_by": "产权主体 资产单位 cqdw",
        "floor_area_m2": "jzmj mj area",
        "use_possible": "可利用方向 利用意向 改造方向 usable use",
        "cost_wan": "改造费 改造造价 估算费用 cost",
    },
    "cluster_areas": {
        "cluster_id": "片区编码 所属片区编号",
        "name": "pqmc",
    },
    "trenches": {
        "name": "工程名称 road_name",
    },
    "surveys": {
        "estate_id": "xqbm xqbh 小区代码",
        "name": "小区名 xqmc",
        "issued": (
            "发放问卷数 发放问卷份数 发放问卷数量 问卷发放 发放数量 发放 发出问卷 发出份数 "
            "问卷发放数 发放户数 发放问卷份 发放表数 发放征求意见表 distributed "
            "questionnaires_issued sent"
        ),
        "returned": (
            "回收问卷数 回收问卷份数 回收问卷数量 问卷回收 回收数量 回收 收回问卷 收回份数 "
            "问卷回收数 回收户数 回收表数 收回数 questionnaires_returned received responses"
        ),
        "support": (
            "支持 同意 支持数 同意数 支持份数 同意份数 同意改造户数 支持改造户数 同意户 "
            "赞成户数 赞成数 支持改造数 愿意改造 愿意改造户数 supporters supporting agree "
            "in_favor"
        ),
        "survey_date": "调查日 date",
    },
    "votes": {
        "owners_yes": "同意业主人数 赞成业主人数",
        "area_yes_m2": "同意专有面积",
    },
    "deposits": {
        "estate_id": "xqbm",
        "households_paid": "交纳户数 缴费户数 已缴纳户数",
        "amount_yuan": "交纳金额 诚意金金额 收取总额",
    },
}
