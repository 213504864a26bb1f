"""The noise of copies, step by step: what is removed, and what looks like noise and stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.clean import STEPS, clean, cleaned
from loaders.text import Text
from tests.loaders.reading import CORPUS, corpus_file
from tests.patience import no_hang

BY_STEP = {
    "line_ends_and_invisible": [
        ("建设平台。  \n市数据局\u3000\n\t\n", "建设平台。\n市数据局\n\t\n"),
        ("甲某\r\n乙某\r丙某", "甲某\n乙某\n丙某"),
        ("\ufeff云岭\u200b省\u00ad", "云岭省"),
        ("甲某\u2028乙某\x0b丙某", "甲某\n乙某\n丙某"),
        ("云\u202a岭\ufe0f省\x07\u2060", "云岭省"),
    ],
    "realigned": [
        ("前文\n?。ㄒ唬┘涌炱教ńㄉ?\n后文", "前文\n（一）加快平台建设\n后文"),
        ("\n?。ǘ┩七M(jìn)", "\n（二）推进"),
        ("\n?。ㄒ唬?shí)施工程", "\n（一）施工程"),
        ("\n?。ㄊ┩晟圃?", "\n（十）完善"),
        ("\n?。ㄒ唬┘訌?qiáng)領(lǐng)導(dǎo)", "\n（一）加强领导"),
        ("\n。ㄒ唬┘涌?", "\n（一）加"),
        ("開放政府?dāng)?shù)據(jù)", "开放政府数据"),
        # a character is lost between two, and its reading left
        ("\n?。ㄈ┲?chuàng)建示範縣", "\n（三）创建示范县"),
        ("\n?。ㄈ┲?guān)示範縣", "\n（三）示范县"),
        # what only looks so
        ("是否建成?“江湖通”平台已上线。", "是否建成？“江湖通”平台已上线。"),
        ("注音ㄅㄆㄇ三个", "注音ㄅㄆㄇ三个"),
    ],
    "markup": [
        ("甲。<br/>乙", "甲。\n乙"),
        ("<p style='text-align:center'>一、总则</p>\n<p>正文</p>", "一、总则\n正文"),
        ("<td>市财政局</td><td>6月底前</td>", "市财政局\t6月底前\t"),
        ('推进<span class="x">数字</span>政府<script>var a = 1 < 2;</script>建设', "推进数字政府建设"),
        ("&ldquo;江湖通&rdquo;&nbsp;平台&#160;&amp;amp;", "“江湖通” 平台 &"),
        ("占比&amp;nbsp;&lt;5%", "占比 <5%"),
        ('目录HYPERLINK \\l "_Toc514" 一、总则PAGEREF _Toc514 \\h', "目录 一、总则"),
        ("占比<5%，见<表1>，R&D投入，HYPERLINK", "占比<5%，见<表1>，R&D投入，HYPERLINK"),
    ],
    "one_form": [
        ("２０２５年５Ｇ基站１０％", "2025年5G基站10%"),
        ("「绿网」『甲』", "“绿网”‘甲’"),
        ("甲某\u3000乙某\u00a0丙某", "甲某 乙某 丙某"),
        ("⼯作⽅案、⻓期", "工作方案、长期"),
        ("㈠加快⑴推进⒈完善", "（一）加快（1）推进1.完善"),
        ("\uf06c推进\ue5e5乙", "推进 乙"),
        ("责任单位∶市财政局﹐市教育局﹔", "责任单位：市财政局，市教育局；"),
        ("≪江州市规划≫", "《江州市规划》"),
    ],
    "romanisation": [
        ("實(shí)施經(jing)(jing)濟(jì)", "实施经济"),
        ("和(hé / huò)睦，要(yào / yāo)求；數(shù/shǔ/shuò)據", "和睦，要求；数据"),
        ("服务(A / B)两类", "服务（A / B）两类"),
        ("召開會(huì )議", "召开会议"),
        ("建成共同体\n(tǐ)120个\n（ba）", "建成共同体120个\n（ba）"),
        ("长(cháng)期（qī）", "长期"),
        ("绿(lǜ)色、略(lvè)、女(nü)、策略(lue)", "绿色、略、女、策略"),
        ("目标(biāo)为号(hào)", "目标为号"),
        ("重(zhòng)点、重(chóng)复、行(háng)业、行(xing)政", "重点、重复、行业、行政"),
        # a bracket that is no reading of the character stays
        ("光纤网络(F5G)", "光纤网络（F5G）"),
        ("平台(ai)建设", "平台（ai）建设"),
        ("人工智能(AI)平台、博爱(AI)", "人工智能（AI）平台、博爱（AI）"),
        ("县(市、区)政府", "县（市、区）政府"),
        ("合作模式(PPP)、协议(IPv6)", "合作模式（PPP）、协议（IPv6）"),
    ],
    "mainland_words": [
        ("最佳化營商環境", "优化营商环境"),
        ("“網際網路+監管”入口網站", "“互联网+监管”门户网站"),
        ("制定計畫，購置伺服器", "制定计划，购置服务器"),
        ("發展軟體和硬體、數位化轉型", "发展软件和硬件、数字化转型"),
        ("最佳化流程，按程式辦理，資訊公開，透過評審", "优化流程，按程序办理，信息公开，通过评审"),
        ("網路安全、公路網路面改造", "网络安全、公路网路面改造"),
        ("市工業和資訊化局、省通訊管理局", "市工业和信息化局、省通信管理局"),
        ("最佳化資料平臺，申報資料齊全", "优化数据平台，申报资料齐全"),
        ("推進專案建設，釋出清單，建成無線網路", "推进项目建设，发布清单，建成无线网络"),
        ("管網分割槽計量、完整社群試點", "管网分区计量、完整社区试点"),
        ("最佳化數據平臺，整理資料", "优化数据平台，整理资料"),
        ("市資料局、省資料資源管理局，社群資源", "市数据局、省数据资源管理局，社区资源"),
        ("社群衛生和社群資源", "社区卫生和社区资源"),
        # words of the mainland, and texts that are not of the kind
        ("社群運營、市史資料局部修訂", "社群运营、市史资料局部修订"),
        ("智慧城市行動計劃、提升品質、資料齊全", "智慧城市行动计划、提升品质、资料齐全"),
        ("程式、資訊（無他）", "程式、资讯（无他）"),
        ("实现最佳化，按程式办理", "实现最佳化，按程式办理"),
    ],
    "simplified": [
        ("數據資源體系", "数据资源体系"),
        ("為羣眾提供產業覈算服务", "为群众提供产业核算服务"),
        ("爲民、啓動、峯值、牀位、裏程、麪粉", "为民、启动、峰值、床位、里程、面粉"),
        ("乾部後備、複雜、覆蓋、批覆、憑藉、瞭解", "干部后备、复杂、覆盖、批复、凭借、了解"),
        ("鹹陽市、瀋陽市、臺州市、乾縣", "咸阳市、沈阳市、台州市、乾县"),
        ("乾县、於潜镇", "乾县、於潜镇"),
    ],
    "word_repairs": [
        ("著力推进，显著提升", "着力推进，显著提升"),
        ("業績卓著、盐堿地、衞健局", "业绩卓著、盐碱地、卫健局"),
        ("隨著數字化發展，圍繞著目標", "随着数字化发展，围绕着目标"),
        ("名著、著作权、著名", "名著、著作权、著名"),
        ("沿著铁路", "沿着铁路"),
        ("答覆意见、一批覆盖、特徵、凭藉、瞭望", "答复意见、一批覆盖、特征、凭借、瞭望"),
    ],
    "junk": [
        ("??????一、总体要求\n?1.推进", "一、总体要求\n1.推进"),
        ("推进@@政务", "推进政务"),
        ("推进平台建设。a3f9c07b12de44d1\n二", "推进平台建设。\n二"),
        ("增加学位270个;- s: f1 o, X* g% z* L\n* p/ {) b& x! R8 r( k 一、教育", "增加学位270个；\n 一、教育"),
        ("新城棋牌_新城bet在线_新城体育网址2024年重点工作", "2024年重点工作"),
        # codes and lists of the text
        ("代码91370000MA3C4D5E6F", "代码91370000MA3C4D5E6F"),
        ("A类 B类 | 1 | 2 | 3 | 4 |", "A类 B类 | 1 | 2 | 3 | 4 |"),
        ("指标A + B + C = D", "指标A + B + C = D"),
        ("附件_清单", "附件_清单"),
    ],
    "punctuation": [
        ("甲,乙;丙:丁", "甲，乙；丙：丁"),
        ("甲(乙)丙", "甲（乙）丙"),
        ("部门(单位):", "部门（单位）："),
        ("（市、区)政府", "（市、区）政府"),
        ("10,000个，12:30开始", "10,000个，12:30开始"),
        ("f(x)=1", "f(x)=1"),
        ("覆盖率达到60%;2022年底前实现全覆盖", "覆盖率达到60%；2022年底前实现全覆盖"),
        ("增长8%,2025年翻番", "增长8%，2025年翻番"),
        ("认真落实.加强领导.\n一.总体要求\n1.2版", "认真落实。加强领导。\n一.总体要求\n1.2版"),
        ("1。推进\n 12。完善。2。其他", "1.推进\n 12.完善。2。其他"),
        ("按照<<江州市规划>>", "按照《江州市规划》"),
        # the colon of a label
        (
            "（二）牵头单位；区人社局。\n3.责任单位、市财政局\n完成时限。9月底",
            "（二）牵头单位：区人社局。\n3.责任单位：市财政局\n完成时限：9月底",
        ),
        (
            "建设平台。（责任单位；市数据局）\n②配合单位 市财政局",
            "建设平台。（责任单位：市数据局）\n②配合单位：市财政局",
        ),
        ("（牵头单位；责任单位；完成时限）\n责任单位、时限要明确",) * 2,
        ("1.工作内容、责任单位和完成时限。明确分工\n督促责任单位；通报情况",) * 2,
    ],
    "quotation_marks": [
        ('推广"中心\n+站点"模式。', "推广“中心\n+站点”模式。"),
        ('建设"江湖通"和"一网"', "建设“江湖通”和“一网”"),
        ("建设“江湖通“平台", "建设“江湖通”平台"),
        ("建设”江湖通”平台", "建设“江湖通”平台"),
        # a mark lost can stand anywhere
        ('建设"江湖通平台', '建设"江湖通平台'),
        ("“甲“乙”丙”", "“甲“乙”丙”"),
    ],
    "misreadings": [
        ("二○二五年、二0二六年、二OO八年", "二〇二五年、二〇二六年、二〇〇八年"),
        ("2O25年、20l9年", "2025年、2019年"),
        ("3月31曰前，子曰", "3月31日前，子曰"),
        ("立管12OO根，满意率9O%，涉及1.l3万户", "立管1200根，满意率90%，涉及1.13万户"),
        (
            "完戍时限：9月未前，笫三季度戍立，投人使用，己经形戍",
            "完成时限：9月末前，第三季度成立，投入使用，已经形成",
        ),
        ("卫戍部队戍边，床笫，人均投人，自己完成，未前往",) * 2,
        ("O2O平台3个，H2O个、B2O项目、T2O台",) * 2,
        ("—、总体要求\n（—）加快\n二十—、完善", "一、总体要求\n（一）加快\n二十一、完善"),
        ("——坚持创新、甲—乙、（O2O）、5O0号", "——坚持创新、甲—乙、（O2O）、5O0号"),
    ],
    "sharing_marks": [
        (
            "《江州市方案.docx》由会员分享，可在线阅读，更多相关《江州市方案.docx（3页珍藏版）》请在文库上搜索。\n"
            "1、江州市方案一、加强领导1、压实责任（市财\n2、政局）2、推进平台\n3、建设",
            "江州市方案一、加强领导1、压实责任（市财政局）2、推进平台建设",
        ),
        ("1、推进平台\n2、建设中心", "1、推进平台\n2、建设中心"),
    ],
    "furniture": [
        (
            "任务分工表\n填报单位：江州市专班办公室（设在市数据局）\t2025年2月14日\n1.建设",
            "任务分工表\n1.建设",
        ),
        (
            "1.建设平台。\n主办：江州市人民政府办公室 承办：江州市数据局\n地址：人民路1号\n滇ICP备00000001号",
            "1.建设平台。\n",
        ),
        (
            "活动安排。\n主办单位：江州市数据局\n协办单位：江州市财政局",
            "活动安排。\n主办单位：江州市数据局\n协办单位：江州市财政局",
        ),
        ("- 设为首页\n- 加入收藏\n- 无障碍阅读\n- 长者版\n江州市方案", "江州市方案"),
        ("当前位置：首页 > 政务公开 > 文件\n江州市方案", "江州市方案"),
        ("首页>政务公开>规划计划\n江州市方案", "江州市方案"),
        ("发布日期：2024-03-01 来源：市政府办 浏览次数：12 字体：【大 中 小】\n一、总则", "一、总则"),
        ("浏览量：\n字号：[大] [中] [小]\n【打印】【关闭】\n一、总则", "一、总则"),
        ("索 引 号：0001/2024-1\n公开方式：主动公开\n有效性：有效\n一、总则", "一、总则"),
        ("一、总则\n扫一扫在手机打开当前页\n分享到：\n上一篇：通知\n下一篇：公告", "一、总则\n"),
        ("一、总则\nhttp://192.0.2.7/tpl/icon_pdf.gif\n?/P>\n二、目标", "一、总则\n二、目标"),
        ("一、总则\n详见http://192.0.2.7/a.html\nA/B>C",) * 2,
        ("一、总则\nProduced By 某网 某版发布系统\n", "一、总则\n"),
        ("落实责任。Powered by Site X3", "落实责任。"),
        ("一、总则\n版权所有：江州市人民政府\n江ICP备00000000号", "一、总则\n"),
        ("江州市方案.docx\n一、总则", "江州市方案\n一、总则"),
        ("$(function(){ show(); });\n一、总则", "一、总则"),
        # fields that say what the plan is, and words of the text
        (
            "发文机关：江州市政府 成文日期：2024年3月1日\n一",
            "发文机关：江州市政府 成文日期：2024年3月1日\n一",
        ),
        ("发布机构：江州市政府 | 12 次浏览 | 分享到：\n一", "发布机构：江州市政府\n一"),
        ("打印服务点建成20个。\n网站访问量达到100万次", "打印服务点建成20个。\n网站访问量达到100万次"),
        ("资金来源：市级财政\n相关政策", "资金来源：市级财政\n相关政策"),
        ("主办单位：市商务局 承办单位：市会展办", "主办单位：市商务局 承办单位：市会展办"),
    ],
    "page_marks": [
        ("甲。\n— 3 —\n乙", "甲。\n乙"),
        ("甲。\n-3-\n第 3 页 共 10 页\nPage 3 of 10\n乙", "甲。\n乙"),
        ("加快— 3 —推进，第3页 共10页完善", "加快推进，完善"),
        (
            "各部门要提高认识，按照本方案要求认真抓好数字政\n— 3 —\n府建设。",
            "各部门要提高认识，按照本方案要求认真抓好数字政府建设。",
        ),
        # a list of an indented paragraph that goes on at the margin
        (
            "    责任单位：江州市水利局、江州市财政局、云溪湖旅游\n      - 3 -\n度假区管委会\n    完成时限：年底前",
            "    责任单位：江州市水利局、江州市财政局、云溪湖旅游度假区管委会\n    完成时限：年底前",
        ),
        # within a figure, and with the number of the document above each page
        (
            "一、整治。\n（一）翻建街巷45条，消除积水点9处，修补人行道板5.6\n— 3 —\n\n万平方米。",
            "一、整治。\n（一）翻建街巷45条，消除积水点9处，修补人行道板5.6万平方米。",
        ),
        (
            "江政办发〔2024〕6号\n关于印发方案的通知\n一、甲。\n— 1 —\n江政办发〔2024〕6号\n二、乙。",
            "江政办发〔2024〕6号\n关于印发方案的通知\n一、甲。\n二、乙。",
        ),
        # years, ranges, numbers of pages that are the text's
        ("规划（2018—2022年）、第三页、附件-1-甲", "规划（2018—2022年）、第三页、附件-1-甲"),
        (
            "江州市人民政府办公室关于印发方案的通知\n— 1 —\n各县",
            "江州市人民政府办公室关于印发方案的通知\n各县",
        ),
        # the title above each page; a title that comes once below a mark is that of the text
        (
            "江州市养老服务规划\n一、基础\n（一）新建敬老院6所，其中城区、\n— 1 —\n江州市养老服务规划\n郊区各3所。\n"
            "（二）培训护理员。\n— 2 —\n江州市养老服务规划\n（三）增加床位。",
            "江州市养老服务规划\n一、基础\n（一）新建敬老院6所，其中城区、郊区各3所。\n（二）培训护理员。\n（三）增加床位。",
        ),
        (
            "关于印发方案的通知\n各县：\n— 1 —\n关于印发方案的通知\n一、",
            "关于印发方案的通知\n各县：\n关于印发方案的通知\n一、",
        ),
    ],
    "stray_spaces": [
        ("2018 年 9 月底前，建成30 个", "2018年9月底前，建成30个"),
        ("第一， 推进。 第二", "第一，推进。第二"),
        ("到 2 0 2 5 年，建成 5 000 个", "到2025年，建成5000个"),
        ("不少于 60 家，突破 300 亿元", "不少于60家，突破300亿元"),
        ("附 件\n目  录", "附件\n目录"),
        ("新建基地15— 20处，蓄水2.9 亿立 方米，道路30公 里", "新建基地15—20处，蓄水2.9亿立方米，道路30公里"),
        ("（一）坚持创新— 20世纪、办公 里程、甲公 里",) * 2,
        ("工 作 要 点", "工作要点"),
        ("2.牵 头 单 位：市教育局\n（二）完 成 时 限：8月", "2.牵头单位：市教育局\n（二）完成时限：8月"),
        (
            "责任单 位：市教育局\n牵头 单位：市财政局\n完 成时限：8月",
            "责任单位：市教育局\n牵头单位：市财政局\n完成时限：8月",
        ),
        ("市财政局 责任 单位清单\n明确责任 单位", "市财政局 责任 单位清单\n明确责任 单位"),
        ("平台、平台、平台，各平 台要加强", "平台、平台、平台，各平台要加强"),
        (
            "市 司法局 、民政 局 、 水务局 。\n责任单位：市 财政局、教育局 ，各乡镇 、云台 山管委 会",
            "市司法局、民政局、水务局。\n责任单位：市财政局、教育局，各乡镇、云台山管委会",
        ),
        # the line ends of a narrow cell
        (
            "1 | 改善环境，加快污水管 网改造，完善水电气 等设施，建成云化 20万吨乙烯、青石公园。 | 市建委",
            "1 | 改善环境，加快污水管网改造，完善水电气等设施，建成云化20万吨乙烯、青石公园。| 市建委",
        ),
        (
            "推进，建成云化 20万吨乙烯、青石电子 30万台电脑等。",
            "推进，建成云化20万吨乙烯、青石电子30万台电脑等。",
        ),
        ("1 | 推进，市财政局 市教育局，市水利局。|", "1 | 推进，市财政局 市教育局，市水利局。|"),
        ("优化服务 推进平台，云上 平台，建设。", "优化服务 推进平台，云上 平台，建设。"),
        # spaces between words, cells and a heading and its text
        ("“好客云岭 云游九州”平台", "“好客云岭 云游九州”平台"),
        ("市财政局 市教育局 2025年", "市财政局 市教育局 2025年"),
        ("务推、务推、务推\n（一）优化服务 推进平台建设", "务推、务推、务推\n（一）优化服务 推进平台建设"),
        ("1 个人信息保护 市数据局", "1 个人信息保护 市数据局"),
    ],
    "line_breaks": [
        # within a bracket, between the name of a level and the office
        (
            "建设园区。（牵头单位：兵团财政局；配合单位：兵团\n商务局、教育局）\n（二）乙",
            "建设园区。（牵头单位：兵团财政局；配合单位：兵团商务局、教育局）\n（二）乙",
        ),
        ("责任单位：市财政局、\n市教育局", "责任单位：市财政局、市教育局"),
        ("推进平台建设\n，完善制度\n。", "推进平台建设，完善制度。"),
        ("到\n2025\n年，建成", "到2025年，建成"),
        # within a figure of running text, but not between two figures or items, nor in a row of cells
        (
            "推进政务提速，将窗口等候的时间压缩到2\n5分钟以内。",
            "推进政务提速，将窗口等候的时间压缩到25分钟以内。",
        ),
        ("加大招商力度，全年完成产业投资60\n亿元以上。", "加大招商力度，全年完成产业投资60亿元以上。"),
        ("推进园区、港区建设，新建厂房60万\n平方米。", "推进园区、港区建设，新建厂房60万平方米。"),
        ("深化改革，加快项目建设，2025年11\n月底前投用。", "深化改革，加快项目建设，2025年11月底前投用。"),
        ("推进园区、港区建设，共实施项目3\n5个街道参加。",) * 2,
        ("推进园区、港区建设，投资达到60万\n5个街道参加。",) * 2,
        ("推进园区、港区建设的工作目录1\n2.工作",) * 2,
        ("港口\t推进园区、港区建设，厂房达到3\n5个",) * 2,
        ("责\n任\n单\n位\n市财政局", "责任单位\n市财政局"),
        (
            "（二）牵头\n单位：市财政局\n完成\n  时限：9月\n要素\n时间：9月",
            "（二）牵头单位：市财政局\n完成时限：9月\n要素\n时间：9月",
        ),
        (
            "平台、平台、平台。\n各部门各单位要提高认识，抓好平\n台建设。",
            "平台、平台、平台。\n各部门各单位要提高认识，抓好平台建设。",
        ),
        ("（市财政局、市教育局按\n职责分工负责）", "（市财政局、市教育局按职责分工负责）"),
        ("（市财政局、市数\n据\n局负责）", "（市财政局、市数据局负责）"),
        ("（市财政局\n按职责分工负责）", "（市财政局按职责分工负责）"),
        (
            "（市财政局牵头，\n责任单位：各县（市、区）政府）",
            "（市财政局牵头，责任单位：各县（市、区）政府）",
        ),
        # names one below the other, numbers, cells, and a bracket that stays open
        ("（市财政局\n市教育局）", "（市财政局\n市教育局）"),
        ("推进建设（试点\n1）完善制度", "推进建设（试点\n1）完善制度"),
        ("甲（试点|\n乙|丙）", "甲（试点|\n乙|丙）"),
        ("│各县（市、│\n│区）政府 │", "│各县（市、│\n│区）政府 │"),
        (
            "建设平台（含中心\n完善制度。\n优化服务。\n加强领导。",
            "建设平台（含中心\n完善制度。\n优化服务。\n加强领导。",
        ),
        ("江州市人民政府\n江州市数据局\n是\n否", "江州市人民政府\n江州市数据局\n是\n否"),
        ("加强领导，\n一、总体要求\n落实责任、\n（一）甲", "加强领导，\n一、总体要求\n落实责任、\n（一）甲"),
        ("序号\n1\n个人信息\n2\n年度计划", "序号\n1\n个人信息\n2\n年度计划"),
    ],
    "clean text": [
        ("推动“互联网+监管”，带宽达到500M以上。", "推动“互联网+监管”，带宽达到500M以上。"),
        ("", ""),
    ],
}
CASES = [(step, received, expected) for step, cases in BY_STEP.items() for received, expected in cases]


@pytest.mark.parametrize(
    ("step", "received", "expected"), CASES, ids=[f"{s}-{r[:12]!r}" for s, r, _ in CASES]
)
def test_cleaned_words(step: str, received: str, expected: str) -> None:
    assert cleaned(received) == expected


@pytest.mark.parametrize(
    "behind", ["沿岸村镇全部纳管，排口逐一登记。", "“清水”工程全部完工，排口逐一登记。", "\n沿岸。", ""]
)
def test_where_a_second_byte_is_lost_only_what_stands_before_it_is_paired_again(behind: str) -> None:
    heading = "（二）整治城区内河水体。"
    shifted = heading.encode("gb18030")[1:-1].decode("gb18030")
    assert cleaned(f"前文\n?{shifted}{behind}") == f"前文\n{heading}{behind}"


@pytest.mark.parametrize(
    ("step", "received", "expected"), CASES, ids=[f"{s}-{r[:12]!r}" for s, r, _ in CASES]
)
def test_cleaned_words_are_clean(step: str, received: str, expected: str) -> None:
    if step not in ("mainland_words", "markup"):  # what one pass makes of those may itself look like noise
        assert cleaned(expected) == expected


def test_every_step_has_cases() -> None:
    assert [step.__name__ for step in STEPS] == list(BY_STEP)[:-1]


@pytest.mark.parametrize("number", CORPUS)
def test_a_cleaned_document_is_clean(number: str) -> None:
    once = clean(corpus_file(number).read_bytes().decode()).clean
    assert clean(once).clean == once


PARAGRAPH = (
    "各地各部门要把数字政府建设作为重要任务来抓，建立健全工作机制，细化\n分解任务，明确时间节点，压实工作责任，"
    "确保各项措施落到实处。市政\n府办公室要加强统筹协调，定期调度进展情况，及时研究解决困难和问题\n，重大事项及时向"
    "市政府报告。各县区要参照本方案，结合本地实际，制\n定具体办法，于年底前报送备案，并将进展情况按季度报送市政府办公\n室"
    "汇总，统筹推进各项任务落实，保障各项工作取得实际成效并长期坚持\n下去。\n"
)


def test_lines_broken_at_a_width_are_joined_but_not_paragraphs() -> None:
    text = "二、组织保障\n（一）加强领导。\n" + PARAGRAPH + "（二）加强宣传。\n"
    assert (
        cleaned(text)
        == "二、组织保障\n（一）加强领导。\n" + PARAGRAPH.replace("\n", "") + "\n（二）加强宣传。\n"
    )


#: Paragraphs that end in brackets; lines of 30 characters part figures, names and brackets of theirs.
ITEMS = (
    "1.完善社区食堂布局，农村自来水普及率由60%提高到75%，年底前完成工程验收。（责任单位：市民政局、市水利局、市财政局）",
    "2.优化办事流程，网上可办事项占比保持在92%—95%，4月18日前公布办事指南。（市数据局牵头，市财政局、市司法局配合）",
    "3.改造老旧小区37个，建设口袋公园125处、各县（市、区）停车场16座，惠及群众12万人以上。（市住房城乡建设局负责）",
    "4.每月调度1次进展情况，压实各级各部门责任，群众满意率达到90%以上。（责任单位：市政府办公室、市直有关部门）",
)


@pytest.mark.parametrize("width", [17, 19, 22, 25, 30, 33])
def test_lines_broken_after_so_many_characters_are_joined(width: int) -> None:
    paragraphs = ITEMS * 3
    broken = (words[i : i + width] for words in paragraphs for i in range(0, len(words), width))
    assert cleaned("\n".join(broken)) == "\n".join(paragraphs)


#: A notice whose paragraphs are not broken, above a text that is.
NOTICE = (
    "各县（市、区）人民政府，市直各部门、各单位，驻江州各单位：现将《江州市惠民实事实施方案》印发给你们，请认真组织实施。\n"
    * 4
)


def _broken(width: int) -> str:
    lines = (words[i : i + width] for words in ITEMS * 3 for i in range(0, len(words), width))
    return "\n".join(lines)


def test_lines_broken_at_a_width_below_a_notice_that_is_not_are_joined() -> None:
    assert cleaned(f"{NOTICE}{_broken(28)}\n") == NOTICE + "\n".join(ITEMS * 3) + "\n"


def test_cells_among_them_are_not_joined() -> None:
    cell = "市发展改革委、市财政局、市水利局、市民政局、市司法局、市体育局"
    text = f"{NOTICE}{_broken(len(cell))}\n{cell}\n2024年底前\n{ITEMS[0]}\n{NOTICE}"
    assert f"\n{cell}\n2024年底前\n" in cleaned(text)


def test_headings_of_one_length_above_longer_paragraphs_are_not_joined() -> None:
    heads = (
        "推进河湖管护机制改革创新工作方案",
        "推进社区养老服务质量提升工作方案",
        "推进公共停车运行秩序规范工作方案",
    )
    text = "".join(f"{head}\n" * 3 + PARAGRAPH.replace("\n", "") + "\n" for head in heads)
    assert cleaned(text) == text


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets that nest": lambda n: "(" * n + ")" * n,
    "brackets in Chinese": lambda n: "（甲" * n,
    "syllables": lambda n: "甲(jia)" * n,
    "one long line": lambda n: "推进数字政府建设，" * (n // 9),
    "spaces": lambda n: "甲" + " " * n + "乙",
    "spaces between": lambda n: "甲 乙 " * (n // 4),
    "spaces in clauses": lambda n: "，甲 乙，丙 3吨|" * (n // 12),
    "line ends": lambda n: "\n" * n,
    "tags not closed": lambda n: "<p " * n,
    "scripts not closed": lambda n: "<script>" * n,
    "references": lambda n: "&amp;" * n,
    "question marks": lambda n: "?。ㄒ" * n,
    "quotation marks": lambda n: "“" * n + "甲",
    "words of one sign": lambda n: "a! " * n,
    "low lines": lambda n: "甲乙_" * n,
    "digits apart": lambda n: "1 " * n,
    "arrows": lambda n: ("首页 > " * 30 + "\n") * (n // 180),
    "traditional": lambda n: "經濟，" * n,
    "page marks": lambda n: "— 3 —\n" * n,
    "syllables after question marks": lambda n: "府?dāng)?shù)" * n,
    "fields": lambda n: "PAGE \\h" * n,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_of_any_length_is_cleaned(kind: str) -> None:
    with no_hang():
        clean(HOSTILE[kind](300_000))


def test_a_text_that_no_step_changes_is_passed_through() -> None:
    received = "一、总体要求\n1.推进平台建设，年底前建成60个。（市数据局）"
    text = Text.of(received)
    for step in STEPS:
        assert step(text) is text
