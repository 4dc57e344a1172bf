"""A switch that connects nothing says so."""

from engine.control.gateways import GatewayConfig, GatewayLive, RouteAnalysis
from engine.registrar import Registrar
from engine.switch.calldesk import CallDesk, NoCalls
from engine.switch.gateways import Gateways


def test_no_calls_are_no_calls_and_every_gateway_is_idle() -> None:
    gateways = Gateways()
    gateways.put([GatewayConfig("a", "mapping", ("192.0.2.1",))])
    desk: CallDesk = NoCalls(gateways)
    assert desk.calls("", 100, "", "", None) == []
    assert desk.call("some") is None
    assert desk.hang_up("some", "maria") is False
    registrar = Registrar("test", b"k" * 32, 0.0)
    assert desk.analyse("1001", "0044", None, registrar) == RouteAnalysis("1001", "0044")
    assert desk.gateways_live() == [GatewayLive("a", 0, 0, 0)]
    assert desk.resolved() == {}
