"""What the engine says about its parameters is known here, so that it can be translated."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from client.api.decoding import decode
from client.api.values import Parameter
from client.i18n import Translations
from client.models.catalogue_words import KNOWN, localised
from engine.parameters.catalogue import CATALOGUE
from tests.helpers.fake_data import parameter


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translations = Translations(qapp)
    translations.use("zh_CN")
    yield
    translations.use("en")


def test_every_word_of_the_catalogue_is_known() -> None:
    said = {
        text
        for item in CATALOGUE.values()
        for text in (item.description, item.unit, *(advice.text for advice in item.recommended))
        if text
    }
    assert said == set(KNOWN)


def test_known_words_are_translated_and_the_value_is_untouched(chinese: None) -> None:
    item = parameter.samples()[6] | {"description": KNOWN[0], "unit": "attempts"}
    found = decode(Parameter, item)
    shown = localised(found)
    assert shown.description != found.description
    assert shown.unit == "次"
    assert (shown.name, shown.value, shown.version) == (found.name, found.value, found.version)


def test_words_of_a_newer_engine_stay_as_they_are(chinese: None) -> None:
    item = parameter.samples()[0] | {"description": "Something of tomorrow.", "unit": ""}
    assert localised(decode(Parameter, item)).description == "Something of tomorrow."
