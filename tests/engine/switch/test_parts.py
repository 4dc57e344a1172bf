"""Every parameter that the switch obeys reaches the part that obeys it."""

from pathlib import Path

import msgspec
import pytest

from engine.control.gateways import GatewayConfig
from engine.defence.number_rules import NumberRule
from engine.sip.nat import Source
from engine.switch.policies import policies
from tests.engine.switch.desk import Desk
from tests.engine.switch.rig import Rig


@pytest.fixture
def desk(rig: Rig, tmp_path: Path) -> Desk:
    return Desk(rig, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("SERVER_BILLING_RECORD_SERVER_HANG_UP", 0, "recorder.policy.server_hang_up"),
        ("SERVER_BILLING_FREE_TIME", 6, "recorder.rating.free_s"),
        ("SS_REPLY_UNAUTHORIZED", 0, "recorder.reply_unauthorised"),
        ("SS_MAXCALLDURATION", 60, "core.calls.gates.policy.max_duration_s"),
        ("SS_SIP_TRACE", 0, "core.calls.trace.policy.enabled"),
        ("SS_SIP_NAT_KEEP_ALIVE_PERIOD", 20, "core.calls.keepalives.policy.period_s"),
        ("SS_SIP_USER_AGENT_RETRY_DELAY", 30, "core.calls.carriers.policy.retry_s"),
        ("SS_MEDIAPROXYMODE", 3, "core.calls.calls.media.policy.mode"),
        ("SS_QOS_RTP", 184, "core.calls.calls.media.policy.tos"),
        ("SS_QOS_SIGNAL", 96, "driver.tcp.marking.tos"),
        ("SS_BLACK_LIST_IP", 1, "blocks.guard.policy.enabled"),
    ],
)
def test_a_parameter_arrives(desk: Desk, name: str, value: int, path: str) -> None:
    desk.parts.obey(policies({name: value}))
    found: object = desk.parts
    for part in path.split("."):
        found = getattr(found, part)
    assert found == value


def test_requests_are_sent_again_by_the_waits_of_the_operator(desk: Desk) -> None:
    desk.parts.obey(policies({"SS_SIP_RESEND_INTERVAL": "0.5,7"}))
    clients = desk.rig.host.clients
    way = Source("192.0.2.9", 5060)
    clients.start(b"OPTIONS", "OPTIONS", "z9hG4bK1", way, 0.0, None)
    assert clients.next_deadline() == 0.5
    assert [send.data for send in clients.on_timer(0.5)[0]] == [b"OPTIONS"]
    assert clients.next_deadline() == 4.5, "not longer than T2"
    assert len(clients.on_timer(8.0)[1]) == 1, "given up half a second after the last wait"


def test_what_gateways_have_of_their_own_is_obeyed_at_once_and_stays(
    rig: Rig, tmp_path: Path
) -> None:
    desk = Desk(rig, tmp_path)
    config = GatewayConfig("office", "mapping", ("192.0.2.9",), concurrent_limit=3)
    desk.ask("gateways_put", version=1, gateways=[msgspec.to_builtins(config)])
    numbers = rig.watch.guard.numbers
    assert numbers.policy.own_limit(NumberRule.CONCURRENT, "office") == 3
    desk.ask("parameters", version=2, values={"SS_BLACK_LIST_DYNAMIC": 1})
    assert numbers.policy.setting(NumberRule.CONCURRENT, "office").limit == 3
    desk.ask("gateways_delete", version=3, names=["office"])
    assert numbers.policy.own == {}
