from engine.parameters.calls import CALLS
from engine.parameters.calls_chinese import CALLS_CHINESE


def test_each_parameter_has_its_texts_and_no_other() -> None:
    counts = {entry.name: len(entry.recommended) for entry in CALLS}
    assert {name: len(texts) for name, (_, texts) in CALLS_CHINESE.items()} == counts
