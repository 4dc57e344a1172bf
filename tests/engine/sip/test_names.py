import pytest

from engine.sip.errors import PeerError
from engine.sip.names import COMPACT, NAMES, canonical


@pytest.mark.parametrize(("short", "full"), COMPACT.items())
def test_every_compact_form_is_its_full_name_in_either_case(short: str, full: str) -> None:
    assert canonical(short) == canonical(short.upper()) == full
    assert NAMES[short] == NAMES[short.upper()] == full


def test_usual_spellings_and_the_rest_lead_to_the_same_key() -> None:
    for spelling, key in NAMES.items():
        assert canonical(spelling) == key


def test_case_and_white_space_before_the_colon_do_not_matter() -> None:
    assert canonical("cAlL-Id \t") == "call-id"


@pytest.mark.parametrize("name", ["", " Via", "Via\x00", "V ia", "V(ia", "\u4e2d"])
def test_what_is_no_token_is_refused(name: str) -> None:
    with pytest.raises(PeerError, match="no token"):
        canonical(name)
