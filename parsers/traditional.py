"""This module has the traditional characters of the forms' words and of metadata boxes, with the simplified ones."""

# The traditional characters of every word in the forms and in metadata boxes, as OpenCC maps them,
# and some that are written for others: 其它 for 其他, 钩稽 for 勾稽, and a letter of its own that typing puts for 采 in 采购.
TRADITIONAL = str.maketrans(
    "它釆钩鈎佈來侷係備傢內動務區員問單噹國圍埰執報寀實審對導屬廢廳強後復態捲採擊據數於旂時會査條業構標機檔權歸決沒況減瀏為無爲狀獲現產産當發確祕種稱穩穫範簽籤糾納組結統經維"
    "網編縣總織繫繳繼續罰聯舉萬處號補製複覈規覽計訊訟訪許訴註詞詢話認語說説請議護責費資購踰載輯轉辦這週進過鄉鍵鎭鎮門開間閤關隻電頁項題額類體髮點齣",
    "他采勾勾布来局系备家内动务区员问单当国围采执报采实审对导属废厅强后复态卷采击据数于旗时会查条业构标机档权归决没况减浏为无为状获现产产当发确秘种称稳获范签签纠纳组结统经维"
    "网编县总织系缴继续罚联举万处号补制复核规览计讯讼访许诉注词询话认语说说请议护责费资购逾载辑转办这周进过乡键镇镇门开间合关只电页项题额类体发点出",
)
