from engine.api.dry_run import TRIABLE
from engine.parameters.catalogue import CATALOGUE


def test_what_can_be_tried_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) >= TRIABLE
    assert {
        "SS_ENDPOINTREGISTERRETRY",
        "SS_BLACK_LIST_IP_SCANNER",
        "SS_BLACK_LIST_IP_SCANNER_GROWTH",
    } < TRIABLE
