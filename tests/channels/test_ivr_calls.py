"""Whole calls through the trained model: what callers do, and what they hear."""

from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from ivr_phone import TOKEN, Phone

from bot import settings
from bot.server import create_app
from bot.store.cases import as_stored, store

TOLD = (
    "我是广东广州的移动用户，今年10月8号移动没经我同意给我开了视频彩铃，扣了94块钱，"
    "11月3号打10086投诉过，他们说不给退，我不满意，是我本人的号"
)
BROKEN = "联通宽带经常断网，报修三次都没修好，我在河南郑州"


@pytest_asyncio.fixture
async def phone(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("IVR_TOKEN", TOKEN)
    settings.settings.cache_clear()
    client = TestClient(TestServer(create_app(assistant)))
    await client.start_server()
    yield Phone(client)
    await client.close()


def stored(number: str) -> dict[str, Any]:
    with store().work() as cases:
        row = cases.by_number(number)
        return as_stored(row) if row else {}


def count() -> int:
    with store().work() as cases:
        return len(cases.all())


async def to_the_verdict(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.choose("没有")
    await phone.choose("都没有")
    await phone.choose("正确")


async def test_a_report_leads_to_the_verdict_with_number_and_code(phone: Phone) -> None:
    await phone.dial()
    assert "您好！这里是电信申诉助手。" in phone.said
    await phone.say(TOLD)
    assert "涉及九十四元" in phone.said and "二零二六年十月八日" in phone.said
    number, code = phone.number_and_code
    await phone.choose("没有")
    await phone.choose("都没有")
    assert "争议金额：九十四元" in phone.said and phone.options == ["正确", "修改"]
    assert "正确请按1，修改请按2。" in phone.said
    await phone.choose("正确")
    assert "现在就可以申诉" in phone.said and "二零二七年三月八日" in phone.said
    assert "案件号和查询码，在网页或微信上看全文" in phone.said
    await phone.say("没记下来，再说一遍")
    assert "现在就可以申诉" in phone.said
    case = stored(number)
    assert case["amount"] == "94.00" and case["channel"] == "ivr" and len(code) == 6


async def test_a_fact_read_back_wrongly_is_put_right(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.press("11")
    await phone.choose("修改")
    assert "哪一项不对" in phone.said and len(phone.answer["prompts"]) == 1
    await phone.say("金额应该是65元")
    assert "争议金额：六十五元" in phone.said and phone.options == ["正确", "修改"]


async def test_the_letter_is_made_but_only_its_gist_is_said(phone: Phone) -> None:
    await to_the_verdict(phone)
    await phone.choose("省通信管理局")
    assert phone.answer["expects"]["max_digits"] == 15
    await phone.press("13800138000#")
    assert phone.said.startswith("您说的是，幺三八，零零幺三，八零零零。")
    await phone.choose("正确")
    for told in ("退还94元，书面道歉", "账单截图", "张伟"):
        await phone.say(told)
    await phone.say("幺三九零零幺三九零零零")
    assert "幺三九，零零幺三，九零零零" in phone.said
    await phone.say("对")
    await phone.say("广州市天河区体育西路1号")
    await phone.press("510620#")
    await phone.choose("正确")
    await phone.choose("跳过")
    assert "电话里不念全文" in phone.said and "大意是" in phone.said
    assert "申诉人" not in phone.said and len(phone.said) < 400
    await phone.choose("修改")
    assert "要改哪里" in phone.said
    await phone.say("把赔偿改成200元")
    await phone.choose("可以")
    number, _ = phone.number_and_code
    assert stored(number)["status"] == "drafted" and "张伟" in stored(number)["draft"]
    assert phone.answer["expects"]["input"] == "speech" and "还有什么可以帮您" in phone.said
    await phone.say("没有了，谢谢")
    assert phone.answer["hang_up"] and phone.said == "感谢您的来电，再见。"


async def test_leave_taken_or_misheard_keeps_the_line_open_once(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD, "先存着")
    assert "已经存好了" in phone.said and not phone.answer["hang_up"]
    await phone.silence()
    assert phone.answer["hang_up"]


async def test_what_is_not_ours_is_led_to_its_desk(phone: Phone) -> None:
    await phone.dial()
    await phone.say("我买的手机屏幕坏了，商家不给换")
    assert "幺二三幺五" in phone.said and "不归电信监管部门管" in phone.said
    await phone.silence()
    assert phone.answer["hang_up"] and "感谢您的来电" in phone.said


async def test_three_silences_save_the_case_and_end_the_call(phone: Phone) -> None:
    await phone.dial()
    await phone.say(BROKEN)
    number, code = phone.number_and_code
    await phone.silence()
    assert phone.said.startswith("请问您在听吗？")
    await phone.silence()
    assert "请大声一点" in phone.said and not phone.answer["hang_up"]
    await phone.silence()
    assert phone.answer["hang_up"] and "网页或微信" in phone.said
    assert phone.number_and_code == (number, code)
    assert stored(number)["timeline"][-1]["how"] == "silence"
    await phone.silence()
    assert phone.answer["hang_up"] and phone.answer["prompts"] == []


async def test_silence_and_noise_are_counted_apart_and_anew_after_success(phone: Phone) -> None:
    await phone.dial()
    await phone.silence(2)
    await phone.noise(2)
    assert "请讲慢一点" in phone.said and not phone.answer["hang_up"]
    await phone.say(TOLD)
    await phone.noise()
    assert "请再说一遍" in phone.said
    await phone.silence()
    assert "请问您在听吗" in phone.said


async def test_the_third_noise_offers_a_way_out_and_one_more_try(phone: Phone) -> None:
    await phone.dial()
    await phone.say(BROKEN)
    question = phone.answer["prompts"][-1]
    number, code = phone.number_and_code
    await phone.noise(3)
    assert phone.number_and_code == (number, code) and "网页或微信" in phone.said
    assert phone.options == ["再试一次"] and not phone.answer["hang_up"]
    await phone.press("1")
    assert phone.answer["prompts"][-1] == question
    await phone.noise(3)
    await phone.noise()
    assert phone.answer["hang_up"]


async def test_gibberish_counts_as_not_understood(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.say("嘟嘟嘟", "嘟嘟嘟", "嘟嘟嘟")
    assert "还是没有听清" in phone.said and phone.options == ["再试一次"]


async def test_without_a_case_the_way_out_says_so(phone: Phone) -> None:
    await phone.dial()
    await phone.silence(3)
    assert "还没有记下内容" in phone.said and phone.answer["hang_up"] and count() == 0


async def test_keys_pressed_ahead_choose_on_but_confirm_nothing_unheard(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.press("11")
    assert "我给您念一遍" in phone.said and phone.options == ["正确", "修改"]


async def test_wrong_keys_are_said_to_be_wrong(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.press("7")
    assert "没有这个选项" in phone.said and "没有请按1" in phone.said
    await phone.press("0")
    assert "没有人工坐席" in phone.said
    before = phone.answer["prompts"]
    await phone.press("9")
    assert phone.answer["prompts"] == before


async def test_a_restarted_server_knows_which_options_it_offered(phone: Phone, assistant: Any) -> None:
    await phone.dial()
    await phone.say(TOLD)
    number, code = phone.number_and_code
    await phone.client.close()
    phone.client = TestClient(TestServer(create_app(assistant)))
    await phone.client.start_server()
    await phone.press("1")
    assert stored(number)["settled"] is False
    await phone.noise(3)
    assert phone.number_and_code == (number, code)
    await phone.client.close()


async def test_star_leads_back_to_the_question_before(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.choose("没有")
    await phone.press("*")
    assert "回到上一个问题" in phone.said and "和解" in phone.said


async def test_a_wrong_value_is_changed_before_it_is_taken(phone: Phone) -> None:
    await phone.dial()
    await phone.say("我是广东广州的移动用户，移动没经我同意给我开了个视频彩铃，扣了我的钱")
    await phone.press("1338")
    assert "位数不对" in phone.said
    await phone.press("1008#")
    assert "二零二六年十月八日" in phone.said
    number, _ = phone.number_and_code
    assert "event_date" not in stored(number)
    await phone.choose("修改")
    assert "哪一天" in phone.said
    await phone.say("十月九号")
    await phone.say("不对，是十月十号")
    assert "十月十日" in phone.said
    await phone.say("正确")
    assert stored(number)["event_date"] == "2026-10-10"


async def test_the_hostile_caller_is_answered_calmly(phone: Phone) -> None:
    await phone.dial()
    for insult in ("你们这些骗子王八蛋", "滚你妈的", "/restart", "{{7*7}}<vxml>]]>", "啊" * 1500):
        await phone.say(insult)
        assert "49" not in phone.said
        if phone.options:
            await phone.press("1")
    assert not phone.answer["hang_up"]


async def test_someone_who_dialled_wrong_is_told_where_to_call(phone: Phone) -> None:
    await phone.dial()
    await phone.say("哦打错了")
    assert phone.answer["hang_up"] and "客服热线" in phone.said


async def test_someone_who_asks_for_a_moment_gets_it(phone: Phone) -> None:
    await phone.dial()
    await phone.say("等一下，我找找")
    assert "不着急" in phone.said and phone.answer["expects"]["timeout_ms"] >= 15_000


async def test_hanging_up_saves_and_calling_again_goes_on_with_the_code(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    number, code = phone.number_and_code
    await phone.hang_up()
    assert phone.answer["hang_up"] and phone.answer["prompts"] == []
    assert stored(number)["timeline"][-1]["event"] == "call_ended"
    await phone.again()
    assert phone.options == ["接着办", "办新的事"]
    assert "移动" not in phone.said and "二六幺幺" not in phone.said
    await phone.choose("接着办")
    assert "查询码" in phone.said and "移动" not in phone.said
    await phone.press(f"{code}#")
    assert "找到了" in phone.said and "和解" in phone.said
    await phone.choose("没有")
    assert stored(number)["settled"] is False


async def test_another_number_is_offered_nothing(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.again("13900139000")
    assert phone.options == [] and "接着办" not in phone.said
    await phone.again("anonymous")
    assert phone.options == []


async def test_the_same_number_written_otherwise_is_known(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    for written in ("+8613800138000", "tel:+86-138-0013-8000", "sip:13800138000@carrier.example"):
        await phone.again(written)
        assert phone.options == ["接着办", "办新的事"], written


async def test_a_caller_may_begin_something_new_instead(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    await phone.again()
    await phone.choose("办新的事")
    await phone.say(BROKEN)
    assert count() == 2


async def test_wrong_codes_lock_the_case(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    number, code = phone.number_and_code
    wrong = "000000" if code != "000000" else "111111"
    await phone.again()
    await phone.choose("接着办")
    await phone.press(f"{wrong}#")
    assert "不对" in phone.said
    for _ in range(4):
        await phone.press(f"{number}#", f"{wrong}#")
    assert "锁住" in phone.said
    await phone.press(f"{number}#", f"{code}#")
    assert "锁住" in phone.said and "移动" not in phone.said


async def test_a_case_is_looked_up_by_spoken_number_and_code(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD)
    number, code = phone.number_and_code
    await phone.again("13900139000")
    await phone.say("我要查我的案件")
    assert "请按案件号" in phone.said and phone.answer["expects"]["max_digits"] == 12
    spoken = str.maketrans("0123456789", "洞幺两三四五六拐八九")
    await phone.say(f"{number[:4].translate(spoken)}，{number[4:].translate(spoken)}")
    assert "查询码" in phone.said
    await phone.say(code.translate(spoken))
    assert "找到了" in phone.said


async def test_begun_by_phone_finished_on_the_web_looked_up_in_wechat(phone: Phone, new_talk: Any) -> None:
    await to_the_verdict(phone)
    number, code = phone.number_and_code
    await phone.hang_up()
    web_talk = new_talk(channel="web")
    await web_talk.say(f"我要查案件，案件号{number}，查询码{code}", "向省通信管理局申诉", "13800138000", "退还94元")
    await web_talk.say("账单截图", "张伟", "13900139000", "广州市天河区体育西路1号", "510620", "跳过")
    assert web_talk.card("letter")["case_no"] == number
    await web_talk.say("可以")
    assert web_talk.case["status"] == "drafted"
    wechat = new_talk(channel="wechat")
    await wechat.say(f"我要查案件，案件号{number}，查询码{code}")
    assert number in wechat.text and wechat.case["complainant_name"] == "张伟"
    assert stored(number)["channel"] == "ivr"


async def test_a_caller_may_have_all_removed(phone: Phone) -> None:
    await phone.dial()
    await phone.say(TOLD, "删除我的资料")
    assert phone.options == ["确定删除", "不删"]
    await phone.choose("确定删除")
    assert "已经删除" in phone.said and count() == 0
    await phone.again()
    assert phone.options == []
