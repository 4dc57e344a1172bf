from engine.carriers.errands import Errands


def test_errands_begin_empty() -> None:
    fx = Errands(5.0)
    assert (fx.now, fx.sends, fx.changed) == (5.0, [], [])
