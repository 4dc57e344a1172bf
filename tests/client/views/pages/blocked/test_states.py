"""What is said when nothing is listed."""

from client.models.block_rows import Layer
from client.views.pages.blocked.states import nobody_trusted, nothing


def test_every_reason_for_an_empty_list_has_its_words() -> None:
    def show_all() -> None:
        """Take the filters away."""

    states = [
        nothing("8.8.8.8", None, show_all), nothing("", Layer.ADDRESS, show_all),
        nothing("", Layer.EXTENSION, show_all), nothing("", None, show_all), nobody_trusted(),
    ]  # fmt: skip
    assert len({state.title for state in states}) == 5
    assert "8.8.8.8" in states[0].text
    assert [state.step is not None for state in states] == [True, True, True, False, False]
