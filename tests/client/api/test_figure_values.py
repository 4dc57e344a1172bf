from client.api.decoding import decode
from client.api.figure_values import Figure
from tests.helpers.fake_alarms import FIGURES


def test_a_figure_has_labels_with_their_values() -> None:
    figure = decode(Figure, FIGURES[2])
    assert figure.labels[0].values == ("a", "b", "c", "d", "e")
    assert (figure.grows, figure.value) == (True, None)
