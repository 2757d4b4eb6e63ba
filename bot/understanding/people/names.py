"""People's names as they are given for an answer: 我叫李建国, 机主是我妈陈秀英, 姓王，单名一个芳字, 古丽娜尔.

Clause by clause: what leads to a name is taken off word by word, what is left counts as a name if it is made like one.
After 叫, 姓名 or a kinship a name may be any; a clause without such a word must not read like an ordinary word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import zhconv

from bot.understanding.people.kinship import KIN
from bot.understanding.text.lexicon import lexicon
from bot.understanding.text.tokens import frequency, words

_HAN = r"[\u4e00-\u9fff]"
_ROLE = r"申诉人|投诉人|机主|户主|号主|当事人|委托人|权利人|用户"
_AGENT = r"代理人|代办人|经办人|受托人|代理律师|代理|经手人"
_PARTICULAR = r"(?:联系)?电话|手机|地址|住址|邮箱|邮编"
# Where one statement ends and the next begins, also in speech that has no marks.
_CLAUSES = re.compile(
    r"[，,。；;、！!？?\n（）()…“”\"「」《》【】\[\]]+|(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff\d])|(?<=[\u4e00-\u9fff])(?=\d)"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?={_PARTICULAR}|我叫|(?:{_ROLE}|{_AGENT})(?:是|叫|为|：|:))"
)
_ROLE_BLANK = re.compile(rf"({_ROLE}|{_AGENT}|姓名|名字)\s+")
_LEAD = re.compile(
    rf"(?P<agent>{_AGENT})|(?P<holder>{_ROLE}|(?:我的?|俺的?)?{KIN}|[他她佢](?=的|叫|名|姓|系|是|{KIN}))"
    r"|(?P<myself>本人|在下|鄙人|老朽|我们?|俺们?|额|咱们?|阿拉|伲|偶)"
    r"|(?P<named>本名|大名|真名|全名|实名|姓名|名字|名儿|名|(?:名|就|只)?叫做?|称呼|唤做?|写|填|应为|应该是|改成|改为|更正为)"
    r"|嗯+|呃+|哦|啊|那|就|对|好的?|是的|不过|但是?|其实|麻烦|请|您|你们?|先|给我|帮我|号码?|手机号?|卡|宽带|登记|实名"
    r"|身份证|户口本|证件|上面?|里面?|的|嘅|个|滴|是|系|为|用|到|：|:|=|—"
)
_I_AM = re.compile(r"(?:我|俺|额|本人)(?:就)?(?:是|系)(?:[他她佢]|机主)")  # 我是她闺女周琳
_PARTICLES = re.compile(r"(?:啊|呀|吧|呢|哦|噢|啦|嘛|咯|喽|哈|撒|噻|欸|诶|哒|都得|都行|就行|就好|就可以|即可|好了)+$")
_TITLE = re.compile(
    r"(?:先生|女士|小姐|同志|师傅|老师|经理|阿姨|大哥|大姐|医生|老板|太太|叔叔|大爷|大妈|总|本人|自己|就是我|是我|这个名字?|[，\s]*[男女])+$"
)
_OF = re.compile(r"[的嘅]$")
_NOT_THE_COMPLAINANT = re.compile(r"收件|联系人|快递")
_SURNAME = re.compile(
    rf"^(?:免贵|我|本人|额|俺)*姓(?P<surname>{_HAN}{{1,2}}?)(?:的)?(?:名字?(?:是|叫)?|叫|单名(?:一个|是|叫)?|，|$)"
    rf"(?P<given>{_HAN}{{1,3}}?)?(?:字)?$"
)
_GIVEN = re.compile(r"^(?:名字?(?:是|叫)?|单名(?:一个|是|叫)?|叫做?)+(?P<given>[\u4e00-\u9fff]{1,4}?)字?$")
_EXPLAINED = r"[\u4e00-\u9fff]{2,5}?[的嘅](?:那个)?[\u4e00-\u9fff]"  # 桂花的桂, 三个石头的磊
# 李建民，不对，是李建明: what comes before is taken back.
_TAKEN_BACK = re.compile(r"不对|(?:说|写|打|弄|搞|填)错了?|哦不|不是这个")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'\-]{1,40}")
_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9()（）]{4,40}(?:公司|厂|店|学校|医院|委员会|协会|事务所|中心|合作社|工作队|局|院|部)"
)
_DOTTED = re.compile(rf"{_HAN}{{1,15}}(?:[·•.]{_HAN}{{1,15}})+")
_ORDINARY = 500  # occurrences in jieba's corpus from which a word is no surname with a given name
_ORDINARY_HEAD = 2000
_ORDINARY_PART = 100
_LONGEST = 6
_PRONOUNS = "我你您他她它咱俺"


@dataclass(frozen=True)
class Person:
    """A name as written; `role` is holder (of the number), agent, myself or plain."""

    name: str
    role: str


def complainant_in(text: str) -> str | None:
    """The one whose right it is."""
    *_, corrected = _TAKEN_BACK.split(text)
    people = people_in(corrected) or people_in(text)
    holders = [person for person in people if person.role == "holder"]
    others = [person for person in people if person.role != "agent"]
    return next((person.name for person in holders + others), None)


def agent_in(text: str) -> str | None:
    """Who acts for the complainant, where named as such or named beside them."""
    people, complainant = people_in(text), complainant_in(text)
    agents = [person.name for person in people if person.role == "agent"]
    beside = [person.name for person in people if person.role == "myself" and person.name != complainant]
    return next(iter(agents + beside), None)


def named_outright(text: str) -> str | None:
    """A name that comes with 我叫, 姓名 or 机主, told beside something else."""
    said = re.search(rf"(?:(?:我|俺|额|本人)叫|姓名|{_ROLE}|{_AGENT})", _simplified(text))
    return complainant_in(text) if said else None


_INTRODUCED = re.compile(
    rf"(?:^|[，,。；：:\n])\s*(?:更正|补充)?[：:]?(?:本人|我叫|{_ROLE})?(?:姓名)?(?:叫|系|是|应为|应该是|为|：|:)?[“\"]?(?P<name>{_HAN}{{2,3}}{_HAN}?(?<!某))(?=[”\"，,。；（(\n]|$)"
)
_SAYS_A_NAME = re.compile(r"本人|我叫|姓名|申诉人|投诉人|委托人")


def introduced(text: str) -> tuple[str, int, int] | None:
    """The writer's name and its place, where a message that tells the matter also introduces them: 本人赵某某，…"""
    for match in _INTRODUCED.finditer(text):
        name = match["name"]
        led = _SAYS_A_NAME.search(text[match.start() : match.start("name")])
        if led and len(name) > 1 and name[0] in lexicon("names")["surnames"] and _personal_name(name, False, False):
            return name, match.start("name"), match.end("name")
    return None


@lru_cache(maxsize=64)
def people_in(text: str) -> tuple[Person, ...]:
    """Everybody named, in order."""
    raw = _ROLE_BLANK.sub(r"\1：", text.strip())
    simple = _simplified(raw)
    pieces = _pieces(simple)
    found: list[Person] = []
    surname = ""
    for start, end in pieces:
        clause = simple[start:end]
        if (told := _surname_first(clause)) is not None:
            surname, name = told
            if name:
                found.append(Person(name, "myself"))
            continue
        given = _GIVEN.match(clause) if surname else None
        if given:
            found.append(Person(_joined(surname, given["given"]), "myself"))
            continue
        person = _person(clause, len(pieces) == 1)
        if person and not (surname and person.role == "plain" and person.name in lexicon("names")["spelt"]):
            at = simple.index(person.name, start)
            found.append(Person(raw[at : at + len(person.name)], person.role))
    return tuple(found)


def _simplified(text: str) -> str:
    simple: str = zhconv.convert(text, "zh-hans")
    return simple if len(simple) == len(text) else text


def _pieces(text: str) -> list[tuple[int, int]]:
    edges = [(0, 0), *(match.span() for match in _CLAUSES.finditer(text)), (len(text), len(text))]
    spans = [(left[1], right[0]) for left, right in pairwise(edges)]
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _surname_first(clause: str) -> tuple[str, str] | None:
    match = _SURNAME.match(_PARTICLES.sub("", clause))
    if not match or match["surname"] == "名":
        return None
    surname, given = match["surname"], match["given"]
    if given is None and len(surname) == 2 and surname not in lexicon("names")["double"]:
        surname, given = surname[0], surname[1]
    return surname, _joined(surname, given) if given else ""


def _joined(surname: str, given: str) -> str:
    return given if given.startswith(surname) and len(given) > 1 else surname + given


def _person(clause: str, alone: bool) -> Person | None:
    """The name that a clause gives after as long a lead as leaves one."""
    clause = clause.strip(" .—-")
    if not clause or _NOT_THE_COMPLAINANT.search(clause):
        return None
    for lead, groups in reversed(_leads(clause)):
        rest = _PARTICLES.sub("", clause[lead:].strip())
        kinds = ("agent", "myself", "holder") if _I_AM.match(clause) else ("agent", "holder", "myself")
        role = next((group for group in kinds if group in groups), "plain")
        name = _made_like_one(rest, bool(groups & {"named", "agent", "holder"}), alone)
        if name:
            return Person(name, role)
    return None


def _leads(clause: str) -> list[tuple[int, frozenset[str]]]:
    """Where each word of the lead ends, with the kinds of words up to there."""
    ends: list[tuple[int, frozenset[str]]] = [(0, frozenset())]
    while match := _LEAD.match(clause, ends[-1][0]):
        kinds = ends[-1][1] | ({match.lastgroup} if match.lastgroup else set())
        ends.append((match.end(), frozenset(kinds)))
    return ends


def _made_like_one(text: str, named: bool, alone: bool) -> str | None:
    owned = _TITLE.sub("", _OF.sub("", text)) if named or alone else ""
    for candidate in (_TITLE.sub("", text), owned, _unspelt(text)):
        if _COMPANY.fullmatch(candidate) and not _denied(candidate):
            return candidate
        if _LATIN.fullmatch(candidate) and candidate.lower() not in {"ok", "no", "yes"}:
            return candidate
        if _DOTTED.fullmatch(candidate):
            return candidate
        if re.fullmatch(rf"{_HAN}{{2,{_LONGEST}}}", candidate) and _personal_name(candidate, named, alone):
            return candidate
    return None


def _unspelt(text: str) -> str:
    """陶桂花桂花的桂 → 陶桂花: without what says how it is written."""
    for length in (3, 2):
        explained = _spelt_after().fullmatch(text[length:])
        counts = re.match(r"[一二两三四]个", text[length - 1 :])  # 王磊，三个石头的磊
        if explained and not counts and text[-1] in text[:length]:
            return text[:length]
    return ""


@lru_cache(maxsize=1)
def _spelt_after() -> re.Pattern[str]:
    surnames = "|".join(map(re.escape, lexicon("names")["spelt"]))
    return re.compile(rf"(?:{surnames}|{_EXPLAINED})+")


def _denied(name: str) -> bool:
    return any(word in name for word in lexicon("names")["not_a_name"])


def _personal_name(name: str, named: bool, alone: bool) -> bool:
    if _denied(name) or name[0] in _PRONOUNS or any(c in lexicon("names")["not_a_name_character"] for c in name[1:]):
        return False
    if all(character in lexicon("names")["transliterated"] for character in name):
        return named or alone
    double = name[:2] in lexicon("names")["double"]
    if double or name[0] in lexicon("names")["surnames"]:
        fits = 3 <= len(name) <= 4 if double else len(name) <= 3
        return fits and (named or not _ordinary(name))
    return named and len(name) > 2 and not _has_ordinary_word(name)


def _ordinary(name: str) -> bool:
    """方便, 时间长: an ordinary word or one at the head."""
    head = words(name)[0]
    return frequency(name) >= _ORDINARY or (len(head) > 1 and frequency(head) >= _ORDINARY_HEAD)


def _has_ordinary_word(name: str) -> bool:
    return any(len(word) > 1 and frequency(word) >= _ORDINARY_PART for word in words(name))
