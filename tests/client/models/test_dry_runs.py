from client.api.decoding import decode
from client.api.proving_values import DryRun, Hit
from client.formats import Formats
from client.models.dry_runs import (
    HitTable,
    kind_word,
    proposed,
    summary,
    tone,
    triable,
    verdict_word,
    who,
)
from client.models.parameter_edits import EditBook
from tests.helpers.client_samples import parameter
from tests.helpers.fake_data import proving

FORMATS = Formats("UTC")


def test_only_pending_values_that_can_be_tried_are_proposed() -> None:
    book = EditBook()
    book.type_text(parameter(), "3")
    book.type_text(parameter("SERVER_SESSION_TIMEOUT"), "7")
    assert proposed(book.edits()) == {"SS_ENDPOINTREGISTERRETRY": 3}
    assert triable("SS_BLACK_LIST_IP_SCANNER_LIMIT")
    book.type_text(parameter(), "x")
    assert proposed(book.edits()) == {}


def test_the_sentences_say_what_matters() -> None:
    text = summary(decode(DryRun, proving.run()), FORMATS)
    assert "Of 1,200 attempts since 2026-11-23 12:00:00, 900 would have been stopped." in text
    assert "same time: 1." in text
    more = decode(DryRun, proving.run(gateways=2, complete=False, missed=7))
    for part in ("are spared: 2.", "it ends at", "at the time: 7."):
        assert part in summary(more, FORMATS)
    quiet = decode(DryRun, proving.run(attempts=0, hits=[], customers=0))
    assert summary(quiet, FORMATS).startswith("Nothing was tried")
    assert (tone(more), tone(quiet)) == ("warning", "ok")


def test_every_hit_has_its_words() -> None:
    customer, attacker = decode(DryRun, proving.run()).hits
    gateway = decode(Hit, proving.hit("carrier-a", kind="gateway"))
    stranger = decode(Hit, proving.hit(customer=False, known=False))
    assert [kind_word(hit) for hit in (customer, attacker, gateway)] == [
        "Endpoint",
        "Address",
        "Gateway",
    ]
    assert [verdict_word(hit) for hit in (customer, attacker, gateway)] == [
        "new",
        "as it was",
        "spared",
    ]
    assert [who(hit) for hit in (customer, attacker, stranger)] == [
        "customer",
        "stranger",
        "stranger",
    ]


def test_the_table_shows_each_hit() -> None:
    table = HitTable(FORMATS)
    table.set_rows(decode(DryRun, proving.run()).hits)
    texts = [[str(table.data(table.index(row, at))) for at in range(10)] for row in range(2)]
    assert texts[0][1] == "1001"
    assert "1 min" in texts[1]
