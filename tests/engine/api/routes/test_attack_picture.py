from engine.defence.picture import Minute
from tests.helpers.api_app import Stage
from tests.helpers.stores import suspension


def test_figures_and_patterns_of_a_day(stage: Stage) -> None:  # req 112-115
    now = stage.clock.wall()
    minute = int(now // 60)
    stage.config.attack_minutes.add(Minute(minute, (9, 7, 5, 3, 1)))
    stage.config.attack_minutes.add(Minute(minute - 3 * 1440, (1, 0, 0, 0, 0)))
    locked = [
        suspension(extension=f"100{n}", at=int(now * 1000) - n, sources=["203.0.113.9"])
        for n in range(4)
    ]
    stage.ingest("sus", *locked)
    picture = stage.expect("GET", "/attacks/picture?hours=24", role="auditor")
    assert picture["step_s"] == 300
    (figures,) = picture["figures"]
    assert (figures["registrations"], figures["dropped"]) == (9, 1)
    hits = {hit["name"]: hit for hit in picture["patterns"]}
    assert hits.keys() == {"same_source", "sequential"}
    assert hits["sequential"]["extensions"] == ["1000", "1001", "1002", "1003"]
    assert hits["same_source"]["sources"] == ["203.0.113.9"]
    assert (picture["lockouts"], picture["complete"]) == (4, True)
    week = stage.expect("GET", "/attacks/picture?hours=168")
    assert (len(week["figures"]), week["step_s"]) == (2, 1800)
    assert stage.expect("GET", "/attacks/picture?hours=3")["step_s"] == 60
