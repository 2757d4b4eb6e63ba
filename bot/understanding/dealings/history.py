"""What has been done so far: the operator complaint, its answer, a settlement, other bodies; and whose number it is."""

import re
from typing import Any

from bot.understanding.dealings.bodies import body_in
from bot.understanding.dealings.contact import find_contact
from bot.understanding.dealings.reply import find_reply
from bot.understanding.mention import Mention
from bot.understanding.people.kinship import relation_in

# No agreement, or one that was not kept.
_SETTLED_NO = re.compile(
    r"(?:没|未|没有|不曾|尚未|冇|唔)[^，。]{0,4}(?:和解(?!的渠道)|达成|谈拢|谈妥|谈成|倾(?:掂|好)|调解成|协商成)|谈(?:不|没|唔)(?:拢|成|妥)|谈崩|和解(?:未成|不成|失败)"
    r"|(?:协商|调解)(?:未|无|没|不)(?:果|成)|(?:讲|说|谈|答应|同意|承诺|签)(?:好|了|过)*(?:要|会)?(?:退|赔|给|补)[^。]{0,10}(?:没(?:有)?(?:退|到|给|赔|兑|见)|未(?:退|到|履行)|不见|反悔)"
    r"|(?:协议|和解书?|谈好|讲好|说好)[^。]{0,8}(?:反悔|不认|赖账|没(?:给|退|到(?!期)|执行|履行|见|兑)|等(?:下个?月|着|通知))"
)
_PAID = r"(?:执行|履行|到账|到咗|退|赔|兑现|打(?:到|过来|给)|返还|转(?:给|过来)|补)"
_SETTLED_YES = re.compile(
    rf"(?<!没)(?<!未)(?<!没有)(?:达成(?:了)?(?:和解|协议|一致)|协商一致|签了?(?:和解)?协议)[^。]{{0,12}}{_PAID}|(?:已|都)(?:经)?和解|和解了|谈(?:好|妥|拢)了?[^。]{{0,8}}(?:到账|到了|退了|给了|赔了|也办|照做|办了)"
    r"|(?:钱|款|话费|费用)[^，。不没未]{0,6}(?:已经?|都|也)?(?:退(?:回来|返(?:嚟|来)?|给我|到)|到账|返还|到手|打过来|到(?=了))(?:了|喇|啦|咗|我?(?:账|卡))|(?:当天|第二天|后来|已经|都|就)(?:就|也)?(?:给我?)?退(?:给我|回来)了"
    r"|了结了|两清了?|不再追究|(?:已经|都)(?:给我?)?(?:解决|处理好|恢复)(?:了)?(?:他们|，|。|$)|算完(?:了|事)|(?:退|赔)了?(?:我|俺|额)?[^，。没不]{0,8}，[^，。没不]{0,6}(?:这事|这件事|事情)就?(?:算了|了了|过去了|完了)"
)
# 退回来了再说, 退完才算: what is still to be done first.
_ONLY_THEN = re.compile(r"^[^，。]{0,3}(?:再说|才|再谈|就行|就算|就可以|就好)")
_NOT_YET = re.compile(r"(?:没|未|不|冇|才)[^，。]{0,3}$")


def _settled(text: str) -> tuple[bool, int, int] | None:
    refused = _SETTLED_NO.search(text)
    if refused:
        return False, refused.start(), refused.end()
    agreed = _SETTLED_YES.search(text)
    if agreed and not _NOT_YET.search(text[: agreed.start()]) and not _ONLY_THEN.match(text[agreed.end() :]):
        return True, agreed.start(), agreed.end()
    return None


def find_history(text: str) -> list[Mention]:
    """`complained`, `operator_reply`, `settled`, `other_body` and `relation`, each only where it is said."""
    contact = find_contact(text)
    found: dict[str, tuple[Any, int, int] | None] = {
        "complained": (contact.raised, contact.start, contact.end) if contact else None,
        "operator_reply": find_reply(text, contact),
        "settled": _settled(text),
        "other_body": body_in(text),
        "relation": relation_in(text),
    }
    return [Mention(slot, *hit) for slot, hit in found.items() if hit]


def settled_in(text: str) -> bool | None:
    """Whether a settlement was agreed and carried out; None if not said."""
    said = _settled(text)
    return said[0] if said else None
