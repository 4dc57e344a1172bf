"""Every figure has a name, a kind and a help text; peers cannot invent labels."""

from engine.control.figures import HELP
from engine.switch.counters import Counters, sample


def test_an_unknown_method_shares_one_label() -> None:
    counters = Counters()
    for method in ("REGISTER", "EVIL1", "EVIL2"):
        counters.request(method)
    by_method = {
        item.labels["method"]: item.value
        for item in counters.samples({})
        if item.name == "sip_requests_total"
    }
    assert by_method["REGISTER"] == 1
    assert by_method["other"] == 2
    assert "EVIL1" not in by_method


def test_every_attribute_is_a_figure_with_a_help_text() -> None:
    counters = Counters()
    counters.journaled[9] = 3
    counters.not_recorded["illegal_call"] = 4
    counters.statuses[4] = 5
    samples = counters.samples({"transactions": 6})
    found = {(item.name, *item.labels.values()): item.value for item in samples}
    assert found["cdr_journaled_total", "9"] == 3
    assert found["cdr_not_recorded_total", "illegal_call"] == 4
    assert found["sip_responses_total", "4xx"] == 5
    assert found["transactions",] == 6
    assert all(item.help == HELP[item.name] for item in samples)


def test_totals_are_counters_and_the_rest_are_gauges() -> None:
    assert sample("auth_failures_total", 1).kind == "counter"
    assert sample("bindings", 1).kind == "gauge"
    assert sample("udp_batch_max", 1).kind == "gauge"
