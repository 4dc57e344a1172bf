from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from engine.api.models.schedules import SchedulePlan
from engine.api.services import ExportJob, ExportPort
from engine.management.deliveries import Deliveries
from engine.management.mailer import Attachment, Mailer, MailError
from engine.management.schedule_delivery import ScheduleDelivery
from engine.store.schedules import ScheduleRow

ROW = ScheduleRow("id", "Täglich", True, {}, 0.0, "alice")
JOB = ExportJob(
    "x", "done", 1234, 1234, 9, "ab" * 32, "", "report.pdf", "alice", 1.7e9, 1.7e9, "pdf"
)


class Files:
    """The finished file of one job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "x.pdf").write_bytes(b"%PDF")
        (folder / "x.meta.json").write_text("{}")

    def file(self, export_id: str) -> Path:
        return self.folder / f"{export_id}.pdf"

    def description(self, export_id: str) -> Path:
        return self.folder / f"{export_id}.meta.json"


class Sent:
    """Remembers mails."""

    def __init__(self) -> None:
        self.room = True
        self.error = ""
        self.mails: list[tuple[list[str], str, str, int]] = []

    def fits(self, _attachments: Sequence[Attachment]) -> bool:
        return self.room

    def send(self, to: Any, subject: str, text: str, attachments: Any = ()) -> None:
        if self.error:
            raise MailError(self.error)
        self.mails.append((list(to), subject, text, len(attachments)))


@pytest.fixture
def mail() -> Sent:
    return Sent()


@pytest.fixture
def delivery(tmp_path: Path, mail: Sent) -> ScheduleDelivery:
    files = cast("ExportPort", Files(tmp_path))
    return ScheduleDelivery(files, Deliveries(tmp_path / "out"), cast("Mailer", mail))


def test_a_file_goes_into_the_folder_and_by_mail(
    delivery: ScheduleDelivery, mail: Sent, tmp_path: Path
) -> None:
    plan = SchedulePlan(folder="audit", recipients=["a@example.org", "b@example.org"])
    said = delivery.deliver(ROW, plan, JOB)
    put = tmp_path / "out" / "audit" / "report.pdf"
    assert put.read_bytes() == b"%PDF"
    assert said == f"1,234 records. The file is {put}. Mail went to 2 recipients."
    to, subject, text, count = mail.mails[0]
    assert (to, subject, count) == (plan.recipients, "Switchwarden: Täglich", 1)
    assert JOB.sha256 is not None
    assert JOB.sha256 in text
    assert "too large" not in text
    assert delivery.root == str(tmp_path / "out")


def test_of_a_large_file_the_mail_says_where_it_is(
    delivery: ScheduleDelivery, mail: Sent, tmp_path: Path
) -> None:
    mail.room = False
    said = delivery.deliver(ROW, SchedulePlan(folder="a", recipients=["a@example.org"]), JOB)
    assert said.endswith("Mail went to 1 recipient; the file is too large to be attached.")
    _, _, text, count = mail.mails[0]
    assert count == 0
    assert str(tmp_path / "out" / "a" / "report.pdf") in text


def test_a_mail_that_does_not_go_out_says_what_was_done_before(
    delivery: ScheduleDelivery, mail: Sent
) -> None:
    mail.error = "the server is gone"
    with pytest.raises(MailError, match=r"1,234 records\. The file is .* But the server is gone\."):
        delivery.deliver(ROW, SchedulePlan(folder="a", recipients=["a@example.org"]), JOB)
