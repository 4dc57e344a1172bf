from engine.control.figures import HELP


def test_every_figure_says_what_it_is() -> None:
    assert all(text.endswith(".") for text in HELP.values())
    assert all(name.islower() for name in HELP)
