import importlib.util
from pathlib import Path

import pytest

from engine.billing.reasons import NORMAL, REASONS, UNAUTHORISED, code_of, reason_text
from engine.calls.events import Cause
from engine.sip.status import PHRASES

ROOT = Path(__file__).resolve().parents[3]


def test_the_fixed_numbers_are_fixed() -> None:  # design 3.3
    assert (NORMAL, UNAUTHORISED) == (0, -9)
    assert reason_text(UNAUTHORISED) == "Unauthorised call"  # req 47


@pytest.mark.parametrize("code", list(REASONS))
def test_every_reason_has_a_text_in_both_languages(code: int) -> None:
    english, chinese = reason_text(code), reason_text(code, "zh")
    assert english.isascii()
    assert english[0].isupper()
    assert not chinese.isascii()


def test_every_failure_we_can_answer_has_a_text() -> None:
    assert {status for status in PHRASES if status >= 400} <= set(REASONS)


def test_negative_numbers_are_ours_and_keep_their_meaning() -> None:
    """Records outlive releases: a new reason gets the next number, none is given anew."""
    ours = {code: english for code, (english, _) in REASONS.items() if code < 0}
    assert list(ours) == list(range(-9, -24, -1))
    assert ours[-10].startswith("Called endpoint is registered")
    assert ours[-11] == "No gateway serves the number"
    assert ours[-19] == "Found gone, ended when last seen alive"
    assert ours[-23] == "Number is on the blacklist"
    assert ours[-22] == "Answer was never confirmed by the caller"


def test_no_two_reasons_read_alike() -> None:
    for language in (0, 1):
        texts = [words[language] for words in REASONS.values()]
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.STATUS])
def test_every_cause_has_a_number_of_its_own(cause: Cause) -> None:
    code = code_of(cause, 503)
    assert code in REASONS
    assert code <= 0
    assert [other for other in Cause if code_of(other, 503) == code] == [cause]


def test_without_another_cause_the_status_is_the_reason() -> None:
    assert code_of(Cause.STATUS, 486) == 486
    assert code_of(Cause.UNAUTHORISED, 403) == UNAUTHORISED  # req 47


def test_the_documentation_is_that_of_the_table() -> None:
    path = ROOT / "build" / "end_reasons.py"
    spec = importlib.util.spec_from_file_location("end_reasons", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page: Path = module.PAGE
    assert page.read_text(encoding="utf-8") == module.render(), "run build/end_reasons.py"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (499, "Request failure (499)"),
        (599, "Server failure (599)"),
        (699, "Global failure (699)"),
        (302, "Redirected (302)"),
        (-77, "Reason -77"),
        (7, "Reason 7"),
    ],
)
def test_a_number_without_a_text_names_its_class(code: int, text: str) -> None:
    assert reason_text(code) == text
    assert str(code) in reason_text(code, "zh")
