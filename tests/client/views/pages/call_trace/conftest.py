"""The page of the call trace over a stand-in of an engine."""

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.call_trace import CallTracePage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi
from tests.helpers.fake_traces import sample
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("call-trace", ("System",), "Call trace", "activity", CallTracePage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> CallTracePage:
    fake.traces["call-1"] = sample()
    made = CallTracePage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    return made


@pytest.fixture
def shown(page: CallTracePage, qtbot: QtBot) -> CallTracePage:
    page.show_with({"call": "call-1"})
    qtbot.waitUntil(lambda: page.content.state_widget() is page.body)
    return page
