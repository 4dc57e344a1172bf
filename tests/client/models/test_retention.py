from client.api.keeping_values import RetentionFile, RetentionMode, RetentionPreview
from client.formats import Formats
from client.models.retention import kept_text, preview_text


def test_the_numbers_are_said_in_a_sentence() -> None:
    files = (RetentionFile("a", "rewrite", 1, 2000), RetentionFile("b", "remove", 1, 500))
    text = preview_text(RetentionPreview((), 1234, 5, files), Formats("UTC"))
    assert text == (
        "1,234 records would go; held: 5. Archive files: 1 rewritten, 1 removed, 2.5 kB."
    )


def test_nothing_to_remove_is_said_so() -> None:
    text = preview_text(RetentionPreview((), 0, 5, ()), Formats("UTC"))
    assert text == "Nothing would go now. 5 records are held."


def test_zero_days_keep_for_ever() -> None:
    assert kept_text(RetentionMode(0)) == "for ever"
    assert kept_text(RetentionMode(0, 90)) == "90 days"
