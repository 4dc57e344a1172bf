"""Questions and answers are plain values."""

from client.views.widgets.prompts import Answer, Question


def test_a_question_is_harmless_unless_it_says_otherwise() -> None:
    question = Question("Clear 1001?", "It can register at once.", "Clear")
    assert (question.tone, question.ask_reason, question.items, question.typed) == (
        "accent", False, (), "",
    )  # fmt: skip


def test_a_refusal_has_no_reason() -> None:
    assert Answer(accepted=False).reason == ""
