"""Telephone numbers, broadband accounts and the operator's work-order numbers."""

import re

from bot.understanding.mention import Mention

_SEPARATOR = r"[ \-—_.]?"
_MOBILE = rf"(?<![\dA-Za-z*])(?:\+?86{_SEPARATOR})?(1[3-9]\d(?:{_SEPARATOR}[\d*xX×＊]){{8}})(?![\d*])"
_LANDLINE = rf"(?<![\dA-Za-z])(0(?:10|2\d|[3-9]\d{{2}})\)?{_SEPARATOR}[2-8]\d{{2,3}}{_SEPARATOR}\d{{4}})(?!\d)"
_LOCAL = r"(?:座机|固话|固定电话|电话|号码)(?:号码?)?(?:是|：|为)?([2-8]\d{6,7})(?!\d)"
_PHONE = re.compile(f"{_MOBILE}|{_LANDLINE}|{_LOCAL}")
_ACCOUNT = re.compile(
    r"(?:(?:宽带|上网|光纤|固网|电视)(?:的)?(?:账号|账户|号码?|编号|用户名)|账号|用户编号|业务号码)(?:是|为|：|叫|:)*"
    r"([A-Za-z0-9][A-Za-z0-9@._\-]{4,30})"
)
_ORDER = r"([A-Za-z]{0,6}(?:-[A-Za-z]{1,6})*-?\d[A-Za-z0-9\-]{3,29})"
_ORDER_WORD = (
    r"(?:工单|投诉|流水|受理|报修|报障|服务单|服务请求|服务|申告|案件|记录|单子|查询|受理单|登记|反馈|回执)(?:的|单)*(?:编号|单号|号码|号|编码|流水号)"
)
_WORK_ORDER = re.compile(
    rf"{_ORDER_WORD}(?:是|为|：|叫|给的?是?|:)*{_ORDER}|(?:工单|(?<!订)(?<!运)(?<!快递)(?<!物流)单号|编号)(?:号|是|为|：|:|，)*{_ORDER}"
    # with words between: 工单号都给了我，是1110060531
    rf"|(?:工单|单子)[^，。]{{0,4}}，?号(?:码)?(?:是|为|：)?{_ORDER}"
    rf"|(?:{_ORDER_WORD}|(?<!订)(?<!运)(?<!快递)(?<!物流)单号)(?![^，。]{{0,4}}(?:没|不))[^，。！？；\d]{{0,9}}(?:，|：)?(?:就|号)?(?:是|为)?([A-Za-z]{{0,6}}-?\d[A-Za-z0-9\-]{{5,29}})"
)
_OTHERS = re.compile(
    r"(骚扰|打来|来电|骗子|陌生|客服|客户经理|师傅|对方|营业厅|装维|推销|收到|显示|他的|她的|打给我的|拨打过来|工作人员)[^，。！？；我]{0,10}$"
)
_OTHERS_AFTER = re.compile(r"^[^，。我]{0,4}(打来|给我打|打电话给我|打过来|发来|骚扰|发的短信|一直打)")
_CONTACT = re.compile(
    r"(联系(电话|方式|我|人|号码|手机)|回电|回复电话|打给我|找我|打我|可以打|请打|回我|备用(号码|电话)?|联络|我的?常用|方便接|call我|电联)[^。！？；]{0,8}$"
)
_CONTACT_AFTER = re.compile(
    r"^[^，。]{0,4}(联系我|能找到我|可以(联系|找)|打这个|是我(联系|现在用)|随时(打|联系)|找得到我)"
)
_OWN = re.compile(r"(号码|手机号?|卡号|尾号|机主|宽带|座机|固话|账号|这个号|号)[^。！？；]{0,6}$")


def telephone(text: str) -> str:
    """Digits alone, a mask kept as *; without the country code."""
    kept = re.sub(r"[^\d*xX×]", "", text)
    return re.sub(r"[xX×]", "*", kept)


def find_telephones(text: str) -> list[tuple[str, int, int]]:
    """Every telephone number: digits, start, end."""
    found = []
    for match in _PHONE.finditer(text):
        group = match.lastindex or 1
        found.append((telephone(match[group]), match.start(group), match.end(group)))
    return found


def _whose(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - 18) : start]
    after = text[end : end + 12]
    if _CONTACT.search(before) or _CONTACT_AFTER.match(after):
        return "contact_phone"
    if (_OTHERS.search(before) or _OTHERS_AFTER.match(after)) and not _OWN.search(before):
        return None
    return "subscriber_number"


def find_work_order(text: str) -> list[Mention]:
    """The operator's number for the complaint."""
    for match in _WORK_ORDER.finditer(text):
        group = match.lastindex or 1
        if not re.fullmatch(r"1[3-9]\d{9}", match[group]):
            return [Mention("operator_complaint_no", match[group].strip("-"), match.start(group), match.end(group))]
    return []


def find_numbers(text: str) -> list[Mention]:
    """`subscriber_number`, `contact_phone` and `operator_complaint_no`, each at most once."""
    if not any(character.isdigit() for character in text):
        return []
    found: dict[str, Mention] = {}
    orders = find_work_order(text)
    for value, start, end in find_telephones(text):
        slot = _whose(text, start, end)
        if slot and slot not in found and not any(order.start <= start < order.end for order in orders):
            found[slot] = Mention(slot, value, start, end)
    account = _ACCOUNT.search(text)
    if account and "subscriber_number" not in found and not re.fullmatch(r"1[3-9]\d{9}", account[1]):
        found["subscriber_number"] = Mention("subscriber_number", account[1], account.start(1), account.end(1))
    return [*found.values(), *orders]
