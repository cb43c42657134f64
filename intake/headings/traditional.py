"""Traditional characters of headers in their simplified form: 戶數 and 户数 are one header."""

_PAIRS = (
    "戶户數数築筑積积邨村號号碼码稱称區区縣县鎮镇樓楼棟栋層层電电業业產产權权質质單单門门聯联絡络話话"
    "機机賬账帳账間间時时總总類类別别級级備备註注問问題题發发給给見见開开關关鑑鉴鑒鉴險险氣气網网設设"
    "經经緯纬來来資资額额萬万億亿畝亩頃顷歲岁員员會会屬属願愿調调參参與与繳缴費费範范圍围邊边線线點点"
    "場场車车園园廠厂廣广環环長长寬宽項项內内計计劃划預预標标準准處处個个說说認认證证規规溫温衛卫務务"
    "從从對对狀状況况維维護护濟济貧贫難难殘残殼壳貨货記记錄录編编訂订審审報报製制圖图籌筹餘余補补貼贴"
    "購购買买賣卖價价優优勝胜領领導导為为無无現现達达遷迁徵征職职齡龄齊齐燈灯綠绿牆墙溝沟災灾"
    "約约詳详實实沒没暫暂後后紀纪兩两統统擬拟據据幾几歷历測测確确"
)
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def simplified(text: str) -> str:
    """Return `text` with the traditional characters of headers written in the simplified way.

    >>> simplified("建築面積"), simplified("總戶數（萬戶）")
    ('建筑面积', '总户数（万户）')
    """
    return text.translate(_SIMPLIFIED)
