from __future__ import annotations

import pytest

from tests.helpers.api_app import Stage


def test_the_page_says_that_the_softswitch_runs(stage: Stage) -> None:
    answer = stage.send("GET", "/")
    assert answer.status_code == 200
    assert "Softswitch running" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text


def test_it_speaks_chinese_to_who_asks_for_it(stage: Stage) -> None:
    assert (
        "软交换运行中" in stage.send("GET", "/", headers={"Accept-Language": "zh-CN,en;q=0.8"}).text
    )


@pytest.mark.parametrize("host", ["x'><script>alert(1)</script>", '"onload="x'])
def test_nothing_of_the_request_becomes_markup(stage: Stage, host: str) -> None:
    text = stage.send("GET", "/", headers={"Host": host}).text
    assert "<script" not in text
    assert '"onload' not in text
