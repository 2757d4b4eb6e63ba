"""Settings: every bad value stops the start and is named, with what is allowed."""

from dataclasses import fields

import pytest

from bot.settings import ROOT, BadSetting, Settings, read_settings


def test_nothing_needs_to_be_set() -> None:
    found = read_settings({})
    assert found.PORT == 5005
    assert found.DATABASE_URL.endswith("/var/bot.db")
    assert found.API_TOKEN is None


def test_an_empty_value_counts_as_not_set() -> None:
    assert read_settings(dict.fromkeys(Settings.__dataclass_fields__, "")) == read_settings({})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PORT", "zero"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "50.5"),
        ("TODAY", "tomorrow"),
        ("TODAY", "2026-02-30"),
        ("SESSION_TURNS", "-1"),
        ("KEEP_DAYS", "many"),
        ("LOG_LEVEL", "LOUD"),
        ("REDIS_URL", "localhost:6379"),
        ("WIDGET_ORIGINS", "*"),
        ("WIDGET_ORIGINS", "example.org"),
        ("BEHIND_PROXY", "yes"),
        ("DATABASE_URL", "mysql://localhost/bot"),
        ("DATABASE_URL", "var/bot.db"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(key: str, value: str) -> None:
    with pytest.raises(BadSetting, match=key) as problem:
        read_settings({key: value})
    assert str(problem.value).endswith("。") and "\n" not in str(problem.value)


def test_a_secret_is_printed_neither_when_bad_nor_when_good() -> None:
    for key in ("REDIS_URL", "DATABASE_URL", "WECHAT_AES_KEY"):
        with pytest.raises(BadSetting) as problem:
            read_settings({key: "hunter2"})
        assert "hunter2" not in str(problem.value)
    assert "hunter2" not in repr(read_settings({"API_TOKEN": "hunter2", "CASE_KEY": "hunter2"}))


def test_every_setting_is_explained() -> None:
    rows = Settings.describe()
    assert [name for name, _, _ in rows] == [field.name for field in fields(Settings)]
    assert all(about and str(ROOT) not in default for _, default, about in rows)


def test_the_values_that_are_set_are_read() -> None:
    found = read_settings(
        {
            "PORT": "8080",
            "TODAY": "2026-11-24",
            "PUBLIC_URL": "https://help.example.org/",
            "WIDGET_ORIGINS": "https://A.example, http://b.example:8080/",
            "LOG_LEVEL": "info",
        }
    )
    assert (found.PORT, str(found.TODAY), found.LOG_LEVEL) == (8080, "2026-11-24", "INFO")
    assert found.PUBLIC_URL == "https://help.example.org"
    assert found.WIDGET_ORIGINS == ("https://a.example", "http://b.example:8080")
