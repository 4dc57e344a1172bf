from engine.parameters.billing import BILLING
from engine.parameters.billing_chinese import BILLING_CHINESE


def test_each_parameter_has_its_texts_and_no_other() -> None:
    counts = {entry.name: len(entry.recommended) for entry in BILLING}
    assert {name: len(texts) for name, (_, texts) in BILLING_CHINESE.items()} == counts
