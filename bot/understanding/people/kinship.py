"""Whose number it is, and who speaks for whom."""

import re
from collections.abc import Callable

_SHORT_KIN = (
    r"(?:我|俺|他|她|阿|老|大|人|额|咱|侬|伊)(?:们|家|屋里)?(?:妈|爸|爹|娘|姨|姑|舅|叔|伯|哥|姐|弟|妹|婆|公|爷|奶)"
)
FAMILY = (
    r"(?:妈妈|麻麻|粑粑|妈咪|爸爸|姆妈|老娘|老爹|老妈|老爸|父母|爸妈|爷娘|母亲|父亲|家母|家父|家兄|家姐|内人|爷爷|奶奶|外公|外婆|姥姥|姥爷|岳父|岳母|丈人|丈母娘|公公|婆婆|家婆|家公|老公|老婆|婆娘"
    r"|丈夫|掌柜的|妻子|爱人|先生(?=的|让|叫|喊|托|名下)|媳妇|老伴儿?|老头子?|儿子|女儿|闺女|囡囡|囡|崽|孙子|孙女|外孙|侄子|侄女|外甥女?|女婿|小姨子?|大姨|二姨|嫂子|弟媳|表[弟妹哥姐]|堂[弟妹哥姐]"
    r"|哥哥|姐姐|弟弟|妹妹|老汉儿?(?!们)|老豆|老窦|老母(?!猪|鸡)|阿嬷|大爷|大娘|大伯|亲戚|孩子|娃娃?|家里人|家人|屋里人|屋头人|长辈|老人家?|(?:我|俺|额)大(?=叫|让|的|喊|托|不|今|在)"
    rf"|{_SHORT_KIN})"
)
KIN = rf"(?:{FAMILY}|朋友|同事|邻居|街坊|同学|室友|客户|当事人|委托人|对象|男朋友|女朋友|男友|女友)"
PERSON = (
    rf"(?:{KIN}|舍友|房客|租客|房东|前任|网友|工友|战友|老乡|师傅|徒弟|老板|东家|领导|经理|校长|主任|书记|队长|厂长|院长|科长|老师|单位|公司|学校|村民|业主|顾客|机主|户主|号主"
    r"|老先生|老太太|老奶奶|阿婆|阿姨|大妈|大姐|大哥|家长|学生)"
)
_ME = r"(?:我|俺|额|咱|偶|阿拉|老子|本人)"
MINE = rf"(?:{_ME}(?:自己|本人|自个儿?|自家)?|伲|机主|自己|自家|自个儿?|各人)"
_ASKED = (
    r"(?:让|叫|喊|请|要|托|求|拜托|央求|派|指派|安排|交代|吩咐|嘱咐?|嘱托|委托|委派|授权|委任|同意|许可|答应)(?:了|过)?"
)
_PLEAD = r"(?:投诉|反映|反应|申诉|讲|说|问|打听|维权|咨询|告|催)"
# What somebody does for another here; 充话费, 换套餐, 回家 are errands elsewhere.
_ACT = (
    rf"(?:来|去|帮忙|帮着|代为|出面|跟|给|向)?(?:他|她|佢|伊|其|你们?|您)?(?:在这[儿里]?)?(?:[跟给向][你您]们?)?(?:{_PLEAD}|办(?!卡|宽带|张|个)|弄|搞|整|处理|出面|打(?:这个|个)?电话|打个?热线"
    r"|来(?=，|。|$|的)|查|找你|全权|(?:打|拨)(?:了|过|的)|(?:帮|代|替)(?![^，。]{0,4}(?:充|交|买|冲|刷|拿)))"
)
_TAIL_OF_REQUEST = rf"{_ASKED}{_ME}{_ACT}"
_AUTHORISED = re.compile(
    r"(?<![遭接感承])受[^，。]{0,12}(?:委托|委派|嘱托|所托|之托|授权|指派)(?!的公司|之)|委托(?:人(?!是)|了?我(?!们))|(?<![之他])代理律师|(?:我是|本人系|作为)[^，。]{0,4}律师|本(?:律师|代理人)"
    rf"|(?<!未)(?<!没)授权(?:了|给|由)?{_ME}(?!们)|授权的?(?:经办|代理|代办)|(?:替|代)(?:着)?[^，。不没]{{0,2}}?{FAMILY}[^，。没]{{0,4}}?{_ACT}"
    rf"|(?:帮|为|给)[^，。不没]{{0,2}}?{FAMILY}[^，。没]{{0,2}}?(?:来)?{_PLEAD}"
    rf"|{PERSON}[^，。不没]{{0,5}}?{_TAIL_OF_REQUEST}|[她他佢伊][^，。]{{0,6}}(?<![不没未]){_TAIL_OF_REQUEST}"
    rf"|{FAMILY}[^。]{{0,20}}，(?:就|便|才|所以|特意)?{_TAIL_OF_REQUEST}"
    rf"|{FAMILY}[^。]{{0,30}}(?:替|代)[他她佢伊其]{_PLEAD}|托(?:付|了)?{_ME}|(?:代为|代其)(?:投诉|申诉|办理|反映)"
)
_PAPER = re.compile(
    r"(?:写|有|签|持|附|带|出具|开|拿)(?:了|有|过|着|到|张|份|同)*[^，。]{0,3}(?:委托|授权书)|(?:写|签)(?:了|有|过)*[^，。]{0,3}(?:字据|条子|条(?!件))|字据[^，。]{0,4}写|委托书"
)
_UNASKED = re.compile(
    rf"(?:^|[，。！；])(?:但|可|还)?{_ME}(?:也|都|还)?(?:没|没有|不敢|没敢|没去)(?:跟|和|告诉|同|让|给)?(?:他|她|佢|{FAMILY}|老人家?)(?:们)?(?:讲|说|知道|商量)?(?=，|。|$)|瞒着(?:他|她|{FAMILY})[^，。]{{0,2}}来|{_ME}自己(?:要|非要|主动)?(?:来|看不(?:过|下)去)(?:投诉|反映|问|的|$|，|。)"
    rf"|(?:未|没)(?:有)?(?:人)?(?:委托|托|叫|喊|授权|让|请|求)(?:过)?{_ME}(?!们)(?!签|去|回|等)|没(?:人|得哪个|哪个|谁)(?:让|叫|托|喊|请)"
    rf"|(?:他|她|佢|机主|人家)(?:根本|都|还)?(?:不|唔)(?:知|晓|清楚)(?:道|情|得)?(?:{_ME}(?:来|在|投|替|帮|打)|，|。|$)"
)
_LINE = r"(?:号码?|手机|卡|宽带|账户|户头|座机|固话|电话)"
_OTHER = re.compile(
    rf"(?:这|该|那)?(?:个|张)?{_LINE}(?:也)?(?:是|系)(?:我|俺)?(?:的)?(?:{KIN}|别人|人家)的|非本人号码|不是{_ME}(?:本人)?的(?:号|卡|手机)"
)
# 本人 is the writer of a letter, unless somebody demands or claims what that person did: 须本人到场, 本人操作.
_DEMANDED = (
    r"操作|订购|订的|办理(?!了|过)|点|开通|同意|自愿|到场|到(?:厅|店|营业|柜台?)|亲|去(?!年)|来(?!电)|签|必须|要(?!求)|才|带|拿|不在|身份|的身份|在场|授权|确认|刷|回|做|怎么|咋|哪|阿门|不知|完全不知|[”\"]"
)
# 本人于10月9日投诉 only means I; 本人号码, 本人系电信用户 say whose the number is.
_OF_A_LINE = (
    r"[^，。；]{0,16}?(?:名下|号|手机|宽带|固话|固定电话|电话|账户|实名|用户|机主|户主|所用|使用|合同|身份(?!不)|\d{7})|[（(]机主"
)
_SELF = re.compile(
    rf"(?:{_LINE}|户主|机主|号主|登记|身份证)[^，。不没]{{0,4}}(?:就?是|为|系|写的?是?|归|：)(?:我|俺|额|老子|本人|自己|各人)(?:本人|自己|自个儿?|自家|的)*(?=，|。|！|$|名|办|实|身份)"
    rf"|{_ME}(?:就)?(?:是|系)(?:机主|户主|本人(?!{_DEMANDED})|号主)|(?:^|，){_ME}自己名(?=，|。|$)|系{_ME}自己名"
    rf"|{_ME}本人的?身份证?(?!才|来|去|到)|{_ME}(?:自己|自个儿?|身份证)?名下(?!有几|一共|有多少)|(?<![他她你])自(?:己|个儿?|家)(?:名下|身份证|的(?:移动|联通|电信|广电)?(?:号|卡|手机|身份|宽带)|用了?|屋头|名字|个?1\d|本人)"
    rf"|机主(?:本人(?!{_DEMANDED})|就?是我(?![妈爸爹娘姨姑舅叔伯哥姐弟妹婆公爷奶老丈儿女媳孙外岳]))|{_ME}(?:自己|自个儿?)的?身份证(?:办|开|登|实名)"
    rf"|(?<!他)(?<!她)(?<!你)(?<!主)(?<!人的)(?<!何来)(?<!哪来的)(?<!通知)(?<!联系)(?<!拒绝)本人(?!{_DEMANDED}|持(?!有)|本|受|并非|（?代|系?(?:代理|律师))(?={_OF_A_LINE}|(?<=我本人)|(?<=[为是系：]本人)(?:[，。！]|$|的|名|办|实|登|用|住|跑|揸|，))"
)
_SAID_BY_OTHERS = re.compile(
    r"(?:要(?!求)|须|需|得|非|让|叫|由|称|说|显示|讲|不是|并非|必须|携带|限|只能|当事|[“\"])[^，。；：]{0,3}$"
)
_REQUIRED = re.compile(r"(?:要|须|需|没|无|缺|非|才|让|叫)[^，。；]{0,6}$")
_ABOUT_ONES_OWN = re.compile(rf"^[^，。]{{0,4}}{_ME}(?:们)?(?:家|屋|的|这)")

_Guard = Callable[[str, re.Match[str]], bool]


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.start()]


def _own_matter(text: str, match: re.Match[str]) -> bool:
    return bool(_ABOUT_ONES_OWN.match(text[match.end() :]))


def _never(text: str, match: re.Match[str]) -> bool:
    return False


def _paper_required(text: str, match: re.Match[str]) -> bool:
    return bool(_REQUIRED.search(_before(text, match)) or re.match(r"才|就不|吗|还是", text[match.end() :]))


def _anothers(text: str, match: re.Match[str]) -> bool:
    """须本人到场, 她自己的卡: what others say, or somebody else's own."""
    before = _before(text, match)
    return bool(_SAID_BY_OTHERS.search(before) or re.search(rf"{KIN}$", before))


_READINGS: list[tuple[str, re.Pattern[str], _Guard]] = [
    ("other", _UNASKED, _never),
    ("authorised", _AUTHORISED, _own_matter),
    ("authorised", _PAPER, _paper_required),
    ("other", _OTHER, _never),
    ("self", _SELF, _anothers),
]


def relation_in(text: str) -> tuple[str, int, int] | None:
    """`self`, `authorised` or `other` with its place, where the text says so outright."""
    for value, pattern, refuted in _READINGS:
        for match in pattern.finditer(text):
            if not refuted(text, match):
                return value, match.start(), match.end()
    return None
