"""Answers to the call back are understood as people give them, and kept as the questionnaire says."""

import pytest

from bot import followup


@pytest.mark.parametrize(
    ("slot", "said", "kept"),
    [
        ("followup_solved", "解决了", "yes"),
        ("followup_solved", "算是退了一部分吧", "partly"),
        ("followup_solved", "没有，根本没解决", "no"),
        ("followup_attitude", "挺客气的", "good"),
        ("followup_attitude", "一般般", "fair"),
        ("followup_attitude", "很不耐烦", "bad"),
        ("followup_charged", "没收钱", "no"),
        ("followup_charged", "又收了我5块", "yes"),
        ("followup_score", "八分", 8),
        ("followup_score", "给10分", 10),
        ("followup_score", "満分", None),
        ("followup_score", "满分", 10),
        ("followup_score", "11", None),
        ("followup_score", "随便", None),
        ("followup_suggestions", "希望短信也能提醒", "希望短信也能提醒"),
        ("followup_attitude", "天知道", None),
    ],
)
def test_an_answer_in_ones_own_words(slot: str, said: str, kept: str | int | None) -> None:
    assert followup.read(slot, said) == kept


def test_the_questions_come_one_by_one_and_a_passed_one_does_not_come_back() -> None:
    answers: dict[str, object] = {"solved": "yes"}
    seen = []
    while slot := followup.next_question(answers):
        seen.append(slot)
        answers[followup.question_of(slot).id] = None
    assert seen == [f"followup_{id}" for id in ("attitude", "charged", "score", "suggestions")]


def test_the_last_words_fit_the_outcome() -> None:
    assert followup.closing({"solved": "yes"}) != followup.closing({"solved": "no"})
    assert "哪条路" in followup.closing({"solved": "partly"})


def test_a_miss_is_met_with_what_is_allowed() -> None:
    assert "1到10" in followup.problem("followup_score")
    assert "不满意" in followup.problem("followup_attitude")
