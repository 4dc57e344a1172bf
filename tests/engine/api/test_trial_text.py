from string import Formatter
from typing import get_args

import pytest

from engine.api.trial_text import (
    GATE_PARAMETER,
    KEPT_OUT,
    PROBLEMS,
    STEPS,
    kept_out_text,
    problem_text,
    step_text,
)
from engine.api.trials import TrialProblem
from engine.control.trials import StepName, TrialStep
from engine.parameters.catalogue import CATALOGUE


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_everything_that_can_happen_has_words_in_both_languages() -> None:
    assert set(STEPS) == set(get_args(StepName))
    assert set(PROBLEMS) == set(get_args(TrialProblem)) - {""}
    for english, chinese in [*STEPS.values(), *PROBLEMS.values(), KEPT_OUT]:
        assert english.isascii()
        assert not chinese.isascii()
        assert fields(english) == fields(chinese)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("", "INVITE sent to 127.0.0.1:5060"),
        ("de, zh", "INVITE sent to 127.0.0.1:5060"),
        ("zh-CN,zh;q=0.9", "已向 127.0.0.1:5060 发送 INVITE"),
    ],
)
def test_a_step_is_told_in_the_language_that_is_asked_for(language: str, text: str) -> None:
    step = TrialStep(1.0, "sent", {"address": "127.0.0.1:5060"})
    assert step_text(step, language) == text


def test_a_value_that_is_missing_is_left_open_and_a_strange_one_stays_text() -> None:
    assert step_text(TrialStep(1.0, "voice", {"sent": 3}), "") == "? of 3 voice packets came back"
    strange = TrialStep(1.0, "refused", {"status": 403, "reason": "{status.__class__}"})
    assert step_text(strange, "").endswith("403 {status.__class__}")


def test_no_problem_has_no_words() -> None:
    assert problem_text("", "zh") == ""
    assert "firewall" in problem_text("silent", "")


def test_the_parameter_that_keeps_it_out_exists() -> None:
    assert GATE_PARAMETER in CATALOGUE
    text = kept_out_text(0, 1, "127.0.0.1", "")
    assert f"{GATE_PARAMETER} is 0" in text
    assert "1 counted in its minute from 127.0.0.1" in text
