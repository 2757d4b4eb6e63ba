"""The telecom dictionary: what is cut as one word, and that the classifier and the patterns see the same words."""

from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components import TelecomTokenizer
from bot.understanding.text.tokens import parse, words


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("我要携号转网", ["我要", "携号转网"]),
        ("中国移动乱扣费", ["中国移动", "乱扣费"]),
        ("神州行停机保号", ["神州行", "停机保号"]),
        ("通信管理局不受理", ["通信管理局", "不", "受理"]),
        ("没订过来电提醒", ["没", "订过", "来电提醒"]),
        ("光猫亮红灯", ["光猫", "亮红灯"]),
        ("移动硬盘坏了", ["移动硬盘", "坏", "了"]),
        ("二次实名没过", ["二次实名", "没", "过"]),
    ],
)
def test_words_of_the_trade_are_cut_as_people_mean_them(text: str, want: list[str]) -> None:
    assert words(text) == want


@pytest.mark.parametrize("text", ["联通宽带一直断网，我要投诉", "充一百送五十没到账"])
def test_everything_that_reads_words_reads_the_same(text: str, tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("tokenizer")
    tokenizer = TelecomTokenizer({**TelecomTokenizer.get_default_config()}, storage, resource)
    message = Message.build(text)
    assert [token.text for token in tokenizer.tokenize(message, "text")] == words(text)
    assert [token.text for token in parse(text)] == words(text)
