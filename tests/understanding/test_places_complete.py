"""Every prefecture and province of China is known by its full and its short name."""

import pytest

from bot.understanding.places.gazetteer import places_by_name
from bot.understanding.places.named import find_place
from bot.understanding.text.lexicon import lexicon

PREFECTURES = sorted(
    (name, place)
    for name, places in places_by_name().items()
    for place in places
    if place.level == 1 and place.exact and name == place.city
)


def test_the_list_holds_them_all() -> None:
    assert len(PREFECTURES) > 330
    assert len({place.province for places in places_by_name().values() for place in places}) == 34


@pytest.mark.parametrize(("name", "place"), PREFECTURES, ids=[name for name, _ in PREFECTURES])
def test_a_prefecture_is_read_by_its_official_name(name: str, place: object) -> None:
    found = {mention.slot: mention.value for mention in find_place(f"我的号是{name}的")}
    assert found == {"province": place.province, "city": name}  # type: ignore[attr-defined]


SHORT = sorted(
    (name, place)
    for name, places in places_by_name().items()
    for place in places
    if place.level == 1
    and not place.exact
    and len(places) == 1
    and name not in lexicon("places")["ordinary_words"]
)


@pytest.mark.parametrize(("name", "place"), SHORT, ids=[name for name, _ in SHORT])
def test_a_prefecture_is_read_by_its_short_name(name: str, place: object) -> None:
    found = {mention.slot: mention.value for mention in find_place(f"{name}移动乱扣我话费")}
    assert found == {"province": place.province, "city": place.city}  # type: ignore[attr-defined]
