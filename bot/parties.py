"""Who the letter is about and who receives it: respondent, bureau, hotlines.

Source: Measures on Telecom Users' Appeals (MIIT Order 35) Art. 9 (the bureau of the respondent's province),
Art. 12(2) (name and address of the respondent); data in rulebook/operators.yml and rulebook/bureaus.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.rulebook import load

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Party:
    """A party named in the letter. `certain` is true only where the very words of the name have a source."""

    name: str
    address: str | None
    certain: bool
    note: str
    short: str


@dataclass(frozen=True)
class Bureau:
    """The appeal desk of a province; `reach` are sentences to show, doubtful numbers worded as doubtful."""

    province: str
    name: str
    online: str
    site: str | None
    address: str | None
    postcode: str | None
    email: str | None
    has_desk: bool
    reach: tuple[str, ...]


@dataclass(frozen=True)
class Hotline:
    """The operator's own lines; `headquarters` is None if unknown, `certain` speaks of `number` alone."""

    operator: str
    number: str
    certain: bool
    headquarters: str | None
    headquarters_hours: str | None
    headquarters_certain: bool


def respondent(case: Case) -> Party:
    """The company to name as 被申诉人, as exactly as the case's operator, province and city allow."""
    operator, own_name = case.get("operator"), (case.get("operator_name") or "").strip()
    notes = load("operators")["notes"]
    if operator == "virtual_operator":
        return _by_own_name(own_name or "虚拟运营商（转售企业）", notes["reseller"])
    if operator is None:
        return _by_own_name(own_name or "电信企业", notes["local" if own_name else "unknown"])
    spec = load("operators")["operators"][operator]
    place = load("operators")["provinces"].get(case.get("province"))
    if place is None:
        return Party(spec["name"], None, False, notes["no_province"], spec["name"])
    return _of_province(operator, spec, str(case["province"]), place, case.get("city"))


def operator_label(case: Case) -> str:
    """What to call the operator in a sentence: 中国移动, or the reseller's own name; 运营商 when unknown."""
    spec = load("operators")["operators"].get(case.get("operator"))
    return str(spec["name"] if spec else case.get("operator_name") or "运营商")


def bureau(province: str | None) -> Bureau | None:
    """The province's bureau and how to reach it today; None for a province that is not one of the 31."""
    data = load("bureaus")
    found = data["bureaus"].get(province)
    if found is None or province is None:
        return None
    return Bureau(
        province=province,
        name=found["name"],
        online=data["national"]["online"],
        site=found.get("site"),
        address=found.get("address"),
        postcode=found.get("postcode"),
        email=found.get("email"),
        has_desk=found.get("has_desk", data["default"]["has_desk"]),
        reach=_ways_to_reach(province, found, data),
    )


def hotline(operator: str | None) -> Hotline | None:
    """The operator's service line and headquarters line; None where the operator has none that we know."""
    spec = load("operators")["operators"].get(operator)
    if spec is None:
        return None
    upper = spec["headquarters"] or {}
    return Hotline(
        operator=spec["name"],
        number=spec["hotline"],
        certain=spec["hotline_confidence"] == "text_seen",
        headquarters=upper.get("number"),
        headquarters_hours=upper.get("hours"),
        headquarters_certain=upper.get("confidence") == "text_seen",
    )


def _by_own_name(name: str, note: str) -> Party:
    return Party(name, None, False, note, name)


def _of_province(
    operator: str, spec: Mapping[str, Any], province: str, place: Mapping[str, Any], city: str | None
) -> Party:
    notes = load("operators")["notes"]
    town = _town(province, city)
    short = (town or place["short"]) + spec["short"]
    if operator == "china_broadnet":
        name = place.get("broadnet_cities", {}).get(city, place["broadnet"])
        return Party(name, None, False, notes["doubtful"].format(short_name=short), short)
    company = spec["pattern"].format(short=place["short"], official=province)
    if town:
        name = spec["city_pattern"].format(company=company, city=town)
        seen = city in spec["seen_cities"]
    else:
        name, seen = company, province in spec["seen_provinces"]
    note = notes["seen" if seen else "pattern"].format(short_name=short)
    if city and city != province and not town:
        note += notes["city_unknown"]
    return Party(name, None, seen, note, short)


def _town(province: str, city: str | None) -> str | None:
    """The city's name without 市 where a branch bears it; none in a municipality, prefecture or league."""
    return city[:-1] if city and city != province and city.endswith("市") else None


def _ways_to_reach(province: str, found: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    wording, national = data["wording"], data["national"]
    ways = [wording["online"].format(online=national["online"], province=province, bureau=found["name"])]
    if found.get("address"):
        ways.append(wording["letter"].format(**{"desk": found["name"], **found}))
    old = found.get("phone_2009") or f"{found['area_code']}-12300"
    if found.get("folded_into"):
        ways.append(wording["folded"].format(old=old, into=found["folded_into"]))
    else:
        site = found.get("site") or national["official_site"]
        ways.append(wording["old_number"].format(old=old, site=site))
    if found.get("site"):
        ways.append(wording["site"].format(bureau=found["name"], site=found["site"]))
    else:
        ways.append(wording["find_site"].format(**national))
    return tuple(ways)
