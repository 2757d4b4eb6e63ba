"""Provinces, prefectures and counties of China by every name in use; JioNLP's list, wrapped once."""

import contextlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.understanding.text.lexicon import lexicon

MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
LONGEST_NAME = 15
_SHORT = 2
_COUNTY = 2  # level
_NO_PREFECTURE = "省直辖"
# Place, other name, person, company, abbreviation in jieba's classes.
_NAME_CLASSES = frozenset({"ns", "nz", "nr", "nrt", "nrfg", "nt", "j"})


@dataclass(frozen=True)
class Place:
    """A place with its official names; `city` is absent for a whole province, `exact` with the suffix said."""

    province: str
    city: str | None
    county: str | None
    exact: bool

    @property
    def level(self) -> int:
        """0 province, 1 prefecture, 2 county."""
        return 0 if self.city is None else 1 if self.county is None else 2


def _quiet_import() -> Any:
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    return jionlp


@lru_cache(maxsize=1)
def jio() -> Any:
    """JioNLP, imported on first use and without its banner."""
    return _quiet_import()


def _aliases(entry: dict[str, Any]) -> list[str]:
    alias = entry.get("_alias") or []
    return [alias] if isinstance(alias, str) else list(alias)


def _children(entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, child) for name, child in entry.items() if not name.startswith("_")]


def _entries() -> list[tuple[str, Place]]:
    found: list[tuple[str, Place]] = []

    def add(full: str, entry: dict[str, Any], place: tuple[str, str | None, str | None]) -> None:
        found.append((full, Place(*place, exact=True)))
        found.extend((alias, Place(*place, exact=False)) for alias in _aliases(entry) if alias != full)

    for province, entry in _children(jio().china_location_loader()):
        own_city = province if province in MUNICIPALITIES else None
        add(province, entry, (province, own_city, None))
        for city, below in _children(entry):
            directly = city.startswith(_NO_PREFECTURE)
            if not directly and city != province:
                add(city, below, (province, city, None))
            for county, leaf in _children(below):
                add(county, leaf, (province, county if directly else city, None if directly else county))
    return found


@lru_cache(maxsize=1)
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Every name with the places that bear it."""
    table: dict[str, list[Place]] = {}
    for name, place in _entries():
        if len(name) > 1 and place not in table.setdefault(name, []):
            table[name].append(place)
    for nickname, official in lexicon("places")["nicknames"].items():
        table[nickname] = [Place(p.province, p.city, p.county, exact=True) for p in table.get(official, [])]
    for name in [name for name in table if name.endswith("州") and any(place.level < _COUNTY for place in table[name])]:
        table.setdefault(f"{name[:-1]}洲", table[name])  # as people mistype it: 梅洲, 广洲
    return {name: tuple(places) for name, places in table.items() if places}


@lru_cache(maxsize=1)
def _area_codes() -> dict[str, str]:
    path = Path(jio().__file__).parent / "dictionary" / "landline_phone_area_code.txt"
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {line[0]: line[1].split("/")[-1] for line in lines if len(line) == _CODE_AND_PLACE}


def place_of_area_code(landline: str) -> Place | None:
    """Where a fixed line stands, by its area code."""
    for length in (3, 4):
        named = places_by_name().get(_area_codes().get(landline[:length], ""), ())
        cities = [place for place in named if place.level == 1]
        if cities:
            return cities[0]
    return None


_CODE_AND_PLACE = 2


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Short place names that are ordinary words first, jieba's own word classes among the witnesses."""
    return frozenset(lexicon("places")["ordinary_words"]) | _not_known_as_places()


def _not_known_as_places() -> set[str]:
    """County names without suffix which jieba's dictionary lists as something else than a name."""
    import jieba

    with jieba.get_module_res("dict.txt") as lines:
        word_class = dict(line.decode().split()[::2] for line in lines)
    return {
        name
        for name, places in places_by_name().items()
        if len(name) == _SHORT
        and all(place.level == 2 and not place.exact for place in places)
        and word_class.get(name, "ns") not in _NAME_CLASSES
    }
