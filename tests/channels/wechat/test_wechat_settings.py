"""The WeChat channel is set wholly or not at all."""

import pytest

from bot.settings import BadSetting, read_settings

WHOLE = {"WECHAT_TOKEN": "t", "WECHAT_APP_ID": "wx1", "WECHAT_APP_SECRET": "s"}
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        *[({key: WHOLE[key] for key in WHOLE if key != gone}, gone) for gone in WHOLE],
        ({"WECHAT_AES_KEY": KEY}, "WECHAT_TOKEN"),
        ({**WHOLE, "WECHAT_MODE": "safe"}, "WECHAT_AES_KEY"),
        ({**WHOLE, "WECHAT_MODE": "compatible"}, "WECHAT_AES_KEY"),
        ({"WECHAT_MODE": "plain"}, "WECHAT_APP_ID"),
    ],
)
def test_half_given_settings_stop_with_the_missing_key(given: dict[str, str], missing: str) -> None:
    with pytest.raises(BadSetting, match=missing):
        read_settings(given)


@pytest.mark.parametrize("given", [{}, WHOLE, {**WHOLE, "WECHAT_AES_KEY": KEY, "WECHAT_MODE": "safe"}])
def test_whole_settings_are_taken(given: dict[str, str]) -> None:
    taken = read_settings(given)
    assert all(getattr(taken, key) == value for key, value in given.items())


@pytest.mark.parametrize(
    ("key", "value"), [("WECHAT_AES_KEY", KEY[:-1]), ("WECHAT_AES_KEY", KEY + "="), ("WECHAT_MODE", "aes")]
)
def test_values_that_cannot_be_used_are_named(key: str, value: str) -> None:
    with pytest.raises(BadSetting, match=key):
        read_settings({**WHOLE, key: value})
