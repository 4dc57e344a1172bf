from engine.parameters.carriers import CARRIERS
from engine.parameters.carriers_chinese import CARRIERS_CHINESE


def test_each_parameter_has_its_texts_and_no_other() -> None:
    counts = {entry.name: len(entry.recommended) for entry in CARRIERS}
    assert {name: len(texts) for name, (_, texts) in CARRIERS_CHINESE.items()} == counts
