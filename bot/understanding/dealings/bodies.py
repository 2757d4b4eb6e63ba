"""Who else has taken or handled the matter: court, consumer council, another agency."""

import re

_NOBODY_ELSE = re.compile(
    r"(?:没|未|没有|还没|都没|没得|哪(?:儿|里|也)[^，。]{0,3}(?:没|未))[^，。]{0,6}(?:别处|别家|上哪|(?:别的|其他|其它|第二个?|任何|哪个)(?:地方|部门|机构|单位|平台|处|度))"
    r"|(?:别处|(?:别的|其他|其它|第二)(?:个)?(?:地方|部门|机构|单位|处|度))[^，。]{0,4}(?:没|未|都没)|哪(?:儿|里)(?:也|都)(?:没|未)(?:有)?(?:去)?(?:告|投诉|反映|找|打|申诉|讲|说|举报)|(?:别的|其他|其它)(?:单位|部门|地方|机构)[^，。]{0,4}没"
    r"|(?:消协|12345|12315|法院|工信部)[^，。]{0,10}(?:都|也|还)+(?:没|未)(?:去|找|打|告|试|投诉)|(?:没|未)(?:有)?(?:报警|起诉|仲裁)|未向(?:其他|任何)"
)
_BODIES: list[tuple[str, re.Pattern[str]]] = [
    ("court", re.compile(r"法院(?!传票)|起诉|打官司|官司(?=打|在|正)|诉状|诉讼中|开庭|立案庭")),
    ("arbitration", re.compile(r"仲裁")),
    (
        "appeal_centre",
        re.compile(
            r"申诉(?:受理)?中心|工信部|通管局|通信管理局|12300|12381|电信用户申诉|(?<![监市局城])管局"
        ),
    ),
    ("consumer_association", re.compile(r"消协|消委会?|消保委|消费者(?:权益保护)?(?:协会|委员会|保护委)")),
    (
        "other_agency",
        re.compile(
            r"12345|12315|12378|(?<!\d)315(?!\d|晚会)|12321|96110|(?<!\d)110(?!\d)|市长热线|市监[局所]|市场监管|市场监督|(?<![让被给])工商局?(?!执照|银行|注册|变更|登记|信息|户)|报(?:过|了)?警(?!告|按钮|器|系统|装置|铃|灯|电话|短信|平台)|报(?:过|了)?案|派出所|公安|警察|网信办|银保监|金融监管|信访|纪委|政府热线|市民热线|交警|街道办|(?:农业|农村|教育|商务|交通|文旅|卫健|城管|住建|税务|邮政管理|民政|旅游|药监|质监)局"
        ),
    ),
]
_NOT_BEFORE = re.compile(
    r"(?:没|未|不|要|想|应(?:于|该|当)|再(?:这样|敢|拖)|差一?点|险些|可就|准备|打算|就去|再去|可以|能|否则|不然|应该|需要|叫我|让我|该|下一步|只能|怎么|如何|还是|问|会|自称|冒充|[他她]是|说是|按\d?转|转|那边|(?<!又)去找|必须|通过|根据|涉及|问问|和|像)[^，。！？；]{0,6}$"
)
_NOT_AFTER = re.compile(
    r"^(?!登记|受理)(?:门口|旁边|附近|隔壁|对面|楼)|^(?!登记|受理)[^，。！？；]{0,6}(?:还没|都没|也没|没去|未去|没找|没打|怎么|规定|明确|发布|要求|条例|文件|我都还|呢|吗|可以|是不是|有用|能管|问|开证明|打印|说没有|推|的名单|的名义|查)"
)
_HANDLED = re.compile(r"^[^。！？]{0,16}(?:了|过|已|受理|登记|立案|调解|搞紧|接|咧|咗|开庭|备过|回访|笔录|处理)")
_SURELY = re.compile(r"(?<!没)(?<!没有)(?<!未)(?:打|找|去|报|告|投诉|反映|来)(?:了|过|到)$")
# 就去派出所报了案, 做了笔录: done, whatever it was meant to be.
_DONE = re.compile(r"报[过了][案警]|报[案警][过了](?=，|。|$|！)|^[^，。]{0,3}(?:做了?[^，。]{0,3}笔录|立了案|备了案)")
_UNDONE = re.compile(r"(?:没(?!了)|未|不|想|要(?!停)|准备|打算|该|可以|差点|差一点)[^，。]{0,8}$")
_ALREADY = re.compile(r"(?:了|过|已|经|去|找|打|报|向|给|跟|递交|提交|告到|投到|来|都|们|也|又)[^，。！？；]{0,5}$")


def body_in(text: str) -> tuple[str, int, int] | None:
    """The body that has the matter, or `none` where the text says that nobody has; with its place."""
    for body, pattern in _BODIES:
        for match in pattern.finditer(text):
            before = re.split(r"[。！？；，]", text[max(0, match.start() - 12) : match.start()])[-1]
            after = text[match.end() : match.end() + 20]
            done = _DONE.search(match[0] + after[:8]) and not _UNDONE.search(before)
            if done:
                return body, match.start(), match.end()
            if (_NOT_BEFORE.search(before) and not _SURELY.search(before)) or _NOT_AFTER.match(after):
                continue
            if "报" in match[0] or _HANDLED.match(after) or _ALREADY.search(before):
                return body, match.start(), match.end()
    nobody = _NOBODY_ELSE.search(text)
    return ("none", nobody.start(), nobody.end()) if nobody else None


def body_named(text: str) -> str | None:
    """The body named, whatever is said of it."""
    return next((body for body, pattern in _BODIES if pattern.search(text)), None)
