from client.api.view_values import SavedView


def test_what_is_sent_is_the_content_alone() -> None:
    view = SavedView("v1", "alice", "Night", True, "today", {"q": "x"}, ("start",), 3)
    assert view.body() == {
        "name": "Night", "shared": True, "range": "today", "filters": {"q": "x"},
        "columns": ["start"],
    }  # fmt: skip
    assert view.editable
