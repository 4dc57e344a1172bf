"""Early media that has to be acknowledged (100rel), with SIPp on both sides and on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import configure
from tests.helpers.engine_process import EngineProcess
from tests.integration.test_calls_sipp import Bench, must_be_answered

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, int]]:
    with EngineProcess(tmp_path_factory.mktemp("early") / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        yield api, engine.sip_port
        api.close()


@pytest.fixture
def bench(running: tuple[Api, int], tmp_path: Path) -> Bench:
    return Bench(*running, tmp_path)


@pytest.mark.parametrize(
    ("caller", "callee"),
    [
        ("uac_pracks", "uas_pracked"),
        ("uac_pracks", "uas_early_media"),
        ("uac_early_media", "uas_pracked"),
        ("uac_changes_early", "uas_changed_early"),
    ],
    ids=["both", "caller", "callee", "changed"],
)
def test_early_media_is_acknowledged_by_whoever_knows_how(
    bench: Bench, caller: str, callee: str
) -> None:
    must_be_answered(bench, *bench.call(caller, callee, count=3))
