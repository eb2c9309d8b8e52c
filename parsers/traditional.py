"""This module turns traditional characters of forms, boxes and names of bodies into simplified ones."""

import re
from functools import lru_cache

# The traditional characters of every word in the forms and in metadata boxes, as OpenCC maps them,
# and some that are written for others: 其它 for 其他, 钩稽 for 勾稽, 答覆 for 答复, and a letter of its own that typing puts for 采 in 采购.
TRADITIONAL = str.maketrans(
    "它釆钩鈎佈來侷係備傢內動務區員問單噹國圍埰執報寀實審對導屬廢廳強後復態捲採擊據數於旂時會査條業構標機檔權歸決沒況減瀏為無爲狀獲現產産當發確祕種稱穩穫範簽籤糾納組結統經維"
    "網編縣總織繫繳繼續罰聯舉萬處號補製複覈規覽計訊訟訪許訴註詞詢話認語說説請議護責費資購踰載輯轉辦這週進過鄉鍵鎭鎮門開間閤關隻電頁項題額類體髮點齣"
    # and of what names, titles and sentences are known by
    "並乾亞併俬個傳僑儀億兒兩別則剎劃勝匯協厤參啓啟嚮嚴囌園圖團堅場壞婁婦學寧寫將專層島嶺幹廠廣張彆彔彙徑從徹慶應懞戶掃換損擇敎敵斷旣"
    "昇暫曆曏書朮東極榦樓樣檢檯欄歡歷殘氣測準溝滙滿濛濟熱環甦甯畫畵療監眞眾矇碼礎稅積筆箇節簡糰紂約級紮細終絕絡給絶綜綠綫緊緑線緻縮繞"
    "繪纍纔義習聞職聽肅脩腳臨臺與舘華蓆蓋蔘薦蘇衆術衕衛裏裝裡見視訂訐訓記設詐評試該詳誌誤調談論諮識讀變貝負財貫貴貿質跡蹟車軍輪輸輿轄"
    "農迴遊運適選遺遼還郵醫釋釦銀錄錯録錶鏈鐵鑑鑒長閉閱閲闆陝陞隊際險隱雲韆韋響頂預頒領頭頻顯風颱飛餘館馬駁驗魚鳥麥麪麫麯麴麵麼麽黃黨"
    "齊齒龍龜覆衞",
    "他采勾勾布来局系备家内动务区员问单当国围采执报采实审对导属废厅强后复态卷采击据数于旗时会查条业构标机档权归决没况减浏为无为状获现产产当发确秘种称稳获范签签纠纳组结统经维"
    "网编县总织系缴继续罚联举万处号补制复核规览计讯讼访许诉注词询话认语说说请议护责费资购逾载辑转办这周进过乡键镇镇门开间合关只电页项题额类体发点出"
    "并干亚并私个传侨仪亿儿两别则刹划胜汇协历参启启向严苏园图团坚场坏娄妇学宁写将专层岛岭干厂广张别录汇径从彻庆应蒙户扫换损择教敌断既"
    "升暂历向书术东极干楼样检台栏欢历残气测准沟汇满蒙济热环苏宁画画疗监真众蒙码础税积笔个节简团纣约级扎细终绝络给绝综绿线紧绿线致缩绕"
    "绘累才义习闻职听肃修脚临台与馆华席盖参荐苏众术同卫里装里见视订讦训记设诈评试该详志误调谈论咨识读变贝负财贯贵贸质迹迹车军轮输舆辖"
    "农回游运适选遗辽还邮医释扣银录错录表链铁鉴鉴长闭阅阅板陕升队际险隐云千韦响顶预颁领头频显风台飞余馆马驳验鱼鸟麦面面曲曲面么么黄党"
    "齐齿龙龟复卫",
)


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """A text as patterns know it, each character in its place.

    >>> simplified("國家稅務總局甲縣稅務局")
    '国家税务总局甲县税务局'
    """
    return text.translate(TRADITIONAL)


def without(pattern: re.Pattern[str], text: str) -> str:
    """A text as printed, without what a pattern finds in it in simplified characters.

    >>> without(re.compile("办公室$"), "甲縣氣象局辦公室")
    '甲縣氣象局'
    """
    kept, end = [], 0
    for match in pattern.finditer(simplified(text)):
        kept.append(text[end : match.start()])
        end = match.end()
    return "".join((*kept, text[end:]))
