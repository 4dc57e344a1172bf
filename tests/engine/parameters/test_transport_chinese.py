from engine.parameters.transport import TRANSPORT
from engine.parameters.transport_chinese import TRANSPORT_CHINESE


def test_each_parameter_has_its_texts_and_no_other() -> None:
    counts = {entry.name: len(entry.recommended) for entry in TRANSPORT}
    assert {name: len(texts) for name, (_, texts) in TRANSPORT_CHINESE.items()} == counts
