from client.api.checklist_values import Checklist
from client.api.decoding import decode
from tests.helpers.fake_security import checklist


def test_a_point_without_fixes_leads_to_a_page() -> None:
    found = decode(Checklist, checklist())
    assert found.state == "wrong"
    assert (found.items[5].fixes, found.items[5].page) == ((), "blocked")
