"""Questions and answers are plain values."""

from pathlib import Path

from client.views.widgets.prompts import Answer, Question

CLIENT = Path(__file__).parents[4] / "client"


def test_a_question_is_harmless_unless_it_says_otherwise() -> None:
    question = Question("Clear 1001?", "It can register at once.", "Clear")
    assert (question.tone, question.ask_reason, question.items, question.typed) == (
        "accent", True, (), "",
    )  # fmt: skip


def test_a_refusal_has_no_reason() -> None:
    assert Answer(accepted=False).reason == ""


def test_every_question_about_a_change_hands_its_reason_on() -> None:
    """Only what is lost here and changes nothing on the engine needs no reason."""
    modules = {path: path.read_text(encoding="utf-8") for path in CLIENT.rglob("*.py")}
    asking = {path for path, text in modules.items() if "prompter.confirm(" in text}
    asking |= {path for path, text in modules.items() if "prompts.confirm(" in text}
    local = {path for path in asking if "ask_reason=False" in modules[path]}
    assert {path.name for path in local} == {"desk.py", "page_host.py", "window.py"}
    silent = {path.name for path in asking - local if "answer.reason" not in modules[path]}
    assert silent == set()
