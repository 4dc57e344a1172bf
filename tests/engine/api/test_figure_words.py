"""The table of figures is what is exported, no less and no more."""

from engine.api.exposition import Figures, of_switch
from engine.api.figure_words import FIGURES, UNITS
from engine.control.figures import HELP
from engine.control.messages import CounterSample
from engine.store.alarm_rules import SHIPPED
from tests.helpers.api_app import Stage


def test_every_exported_figure_is_in_the_table_with_its_text(stage: Stage) -> None:
    stage.alarms.put("relay.gone", "critical", "it is gone")
    stage.expect("GET", "/session")
    families = [
        *Figures(stage.services, stage.app.state.stats).collect(),
        *of_switch(
            CounterSample(name, 1, "counter" if name.endswith("_total") else "gauge", text)
            for name, text in HELP.items()
        ),
    ]
    exported = {
        sample.name: (family.documentation, {*sample.labels})
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_created")
    }
    assert set(exported) == set(FIGURES)
    for name, (text, labels) in exported.items():
        assert FIGURES[name].english == text
        assert labels <= set(FIGURES[name].labels)


def test_every_figure_has_a_unit_in_both_languages() -> None:
    assert {words.unit for words in FIGURES.values()} == set(UNITS)
    assert all(words.chinese.endswith("。") for words in FIGURES.values())


def test_shipped_rules_are_about_figures_of_the_table() -> None:
    assert {rule.figure.partition("{")[0] for rule in SHIPPED} <= set(FIGURES)
