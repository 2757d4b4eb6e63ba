"""The user's own particulars as they give them: name, address, postcode, e-mail."""

import re

from bot.understanding.kinship import KIN

_EMAIL = re.compile(
    r"[A-Za-z0-9._%+\-]+\s?(?:@|＠|#|艾特|圈a|\(at\)|\[at\])\s?[A-Za-z0-9\-]+(?:\s?[.。点]\s?[A-Za-z]{2,})+"
)
_POSTCODE = re.compile(r"(?<!\d)([0-8]\d{5})(?!\d)")
_NAME_LEAD = re.compile(
    r"^(?:您?你?好|嗯+|哦|啊|那个|，|,|。|\s)*(?:本人|在下|我|俺|咱|申诉人|投诉人|机主|户主|联系人)?(?:的)?(?:本名|大名|真名|姓名|名字|全名|名)?(?:就)?(?:是|叫做?|为|写|填|唤做|：|:|系)*(?:我)?(?:姓名|名字)?(?:是|叫)?"
)
_NAME_TAIL = re.compile(
    r"(?:，|,|。|！|!|、|；|\s|（|\().*$|(?:先生|女士|小姐|同志|老师|师傅|啊|呀|吧|呢|哦|的|啦|嘛|咯)+$"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:[·•][\u4e00-\u9fff]{1,10})*|"
    r"[\u4e00-\u9fff]{1,15}(?:[·•][\u4e00-\u9fff]{1,15})+|[A-Za-z][A-Za-z .'\-]{2,40}"
)
_NOT_A_NAME = re.compile(
    r"移动|联通|电信|投诉|话费|不|没|什么|怎么|为|吗|要|想|你|他|这|那|谁|干嘛|必须|可以|保密|匿名|跳过|知道|随便|先|等|好的|谢谢|人工|返回|名字|手机|号码|钱|算了|继续|重新|有|错|旁|代理|免贵|姓"
)
_SPELT = re.compile(r"^([\u4e00-\u9fff])姓|姓([\u4e00-\u9fff])[，, ]?(?:名字?是?|叫|名)?([\u4e00-\u9fff]{1,3})$")
_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9()（）]{4,40}(?:公司|厂|店|学校|医院|委员会|协会|事务所|中心|合作社|工作队|局|院|部)$"
)
_ADDRESS_LEAD = re.compile(
    r"^(?:嗯+|哦|啊|那个|好的|，|,|\s)*(?:我|俺|我们|本人)?(?:的)?(?:家)?(?:现在|目前|就)?(?:的)?(?:通信|通讯|联系|家庭|详细|邮寄|收件|收信|寄信|住)?(?:地址|住址|住)?(?:就)?(?:写|填|寄到?)?(?:是|在|为|到|：|:)*"
)
_ADDRESS_SIGN = re.compile(
    r"省|市|区|县|旗|镇|乡|村|街|路|巷|弄|号|栋|幢|楼|单元|室|小区|大院|苑|园|里|屯|组|胡同|宿舍|厂|学校|大学|大道|团场|连|嘎查|座|寨|湾"
)
_POSTCODE_PART = re.compile(r"[，,。；;\s（(]*(?:邮编|邮政编码|邮码)?\s*(?:是|为|：|:)*\s*(?<!\d)\d{6}(?!\d)[）)]?")
_EMAIL_OR_PHONE = re.compile(r"[，,。；;\s]*(?:电话|手机|联系电话|邮箱)?\s*(?:是|：|:)*\s*(?<!\d)1[3-9]\d{9}(?!\d)")


def email_in(text: str) -> str | None:
    """The e-mail address, also with 艾特 or a blank for what is hard to say."""
    match = _EMAIL.search(text)
    if not match:
        return None
    address = re.sub(r"\s", "", match[0])
    address = re.sub(r"＠|#|艾特|圈a|\(at\)|\[at\]", "@", address)
    return re.sub(r"[。点]", ".", address)


def postcode_in(text: str) -> str | None:
    """Six digits; not a part of a longer number."""
    match = _POSTCODE.search(re.sub(r"(?<=\d)[ \-](?=\d)", "", text))
    return match[1] if match else None


# 我妈叫陈秀英，我叫周杰: the one for whom it is done, and the one who does it.
_RELATIVE = re.compile(
    rf"(?:{KIN}|机主|户主|[他她])(?:的?(?:名字|姓名|本名))?(?:是|叫做?|名叫|：|:)+"
    r"(?!机主|户主|本人)([\u4e00-\u9fff]{2,4})(?=[，,。；;、！\s]|$)"
)
_MYSELF = re.compile(
    r"(?:^|[，,。；;、\s])(?:而?我|本人|俺)(?:自己)?(?:的?(?:名字|姓名))?(?:是|叫做?|名叫|：|:)+([\u4e00-\u9fff]{2,4})(?=[，,。；;、！\s]|$)"
)
_AGENT = re.compile(r"(?:代理人|代办人|经办人|代理律师|受托人)(?:是|为|叫|：|:)*([\u4e00-\u9fff]{2,4})")


def agent_in(text: str) -> str | None:
    """Who acts for the complainant, where named as such."""
    match = _AGENT.search(text) or (_MYSELF.search(text) if _RELATIVE.search(text) else None)
    return match[1] if match and not _NOT_A_NAME.search(match[1]) else None


def name_in(text: str) -> str | None:
    """A person's or an organisation's name out of 我叫李建国, 李建国，机主本人 …; None if it reads like none."""
    relative = _RELATIVE.search(text)
    if relative and not _NOT_A_NAME.search(relative[1]):
        return relative[1]
    for clause in re.split(r"[，,。；;！!\n]", text.strip()):
        name = _name_of(clause.strip())
        if name:
            return name
    return None


def _name_of(text: str) -> str | None:
    rest = _NAME_LEAD.sub("", text, count=1).strip()
    surname_first = _SPELT.search(rest) or _SPELT.search(text)
    if surname_first and surname_first[2]:
        return surname_first[2] + surname_first[3]
    rest = _NAME_TAIL.sub("", rest, count=1)
    rest = _NAME_TAIL.sub("", rest, count=1).strip()
    if _COMPANY.fullmatch(rest):
        return rest
    if _NAME.fullmatch(rest) and not _NOT_A_NAME.search(rest):
        return rest
    return None


def address_in(text: str) -> str | None:
    """The address as written, without lead-in, postcode and telephone number; None if it reads like none."""
    rest = _ADDRESS_LEAD.sub("", text.strip(), count=1)
    rest = _EMAIL_OR_PHONE.sub("", _POSTCODE_PART.sub("", rest)).strip(" ，,。；;！!")
    if (
        len(rest) < 4
        or not _ADDRESS_SIGN.search(rest)
        or re.search(r"[？?]|吗$|为什么|干嘛|不(?:方便|想|能|告诉)", rest)
    ):
        return None
    return rest
