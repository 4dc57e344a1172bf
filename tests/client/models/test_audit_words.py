import pytest

from client.models.audit_words import (
    action_word,
    group_word,
    groups,
    kind_word,
    object_word,
    tone_of,
)


def test_actions_and_objects_have_words_and_new_ones_their_code() -> None:
    assert action_word("parameter.set") == "Parameter changed"
    assert action_word("planet.move") == "planet.move"
    assert group_word("endpoint.") == "Endpoints"
    assert group_word("planet.") == "planet"
    assert kind_word("endpoint:") == "Endpoint"
    assert object_word("endpoint:1001") == "Endpoint 1001"
    assert object_word("audit") == "audit"
    assert groups(("endpoint.create", "endpoint.delete", "call.test")) == ["call.", "endpoint."]


@pytest.mark.parametrize(
    ("action", "tone"),
    [
        ("endpoint.delete", "bad"),
        ("endpoint.create", "ok"),
        ("endpoint.update", "neutral"),
        ("refused.role", "warning"),
        ("session.end", "warning"),
    ],
)
def test_the_tone_follows_from_what_was_done(action: str, tone: str) -> None:
    assert tone_of(action) == tone
