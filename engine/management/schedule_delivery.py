"""Where the file of a schedule goes: a folder, mail, or both; and the words that go with it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from engine.api.models.schedules import SchedulePlan
from engine.api.services import ExportJob, ExportPort
from engine.management.deliveries import Deliveries
from engine.management.mailer import Attachment, Mailer, MailError
from engine.store.schedules import ScheduleRow


class ScheduleDelivery:
    """Delivers finished files.

    Args:
        exports: Has the files.
        deliveries: The folder for them.
        mailer: Sends them.
    """

    def __init__(self, exports: ExportPort, deliveries: Deliveries, mailer: Mailer) -> None:
        self._exports = exports
        self._deliveries = deliveries
        self._mailer = mailer

    @property
    def root(self) -> str:
        """The folder of all deliveries."""
        return str(self._deliveries.root)

    def deliver(self, row: ScheduleRow, plan: SchedulePlan, job: ExportJob) -> str:
        """Bring one file where its schedule says; what was done, in a sentence.

        Raises:
            StoreError: the folder cannot be written to.
            MailError: the mail did not go out, or not to all; says what was done before.
        """
        file, description = self._exports.file(job.id), self._exports.description(job.id)
        said = [f"{job.rows:,} records."]
        place = job.filename
        if plan.folder:
            put = self._deliveries.put(plan.folder, job.filename, file, description)
            place = str(put)
            said.append(f"The file is {put}.")
        if plan.recipients:
            try:
                said.append(self._mail(row, plan, job, place))
            except MailError as error:
                raise MailError(" ".join([*said, f"But {error.detail}."])) from error
        return " ".join(said)

    def _mail(self, row: ScheduleRow, plan: SchedulePlan, job: ExportJob, place: str) -> str:
        attached = [Attachment(self._exports.file(job.id), job.filename)]
        inside = self._mailer.fits(attached)
        text = _text(row, plan, job, "" if inside else place)
        self._mailer.send(
            plan.recipients, f"Switchwarden: {row.name}", text, attached if inside else ()
        )
        count = len(plan.recipients)
        sent = "1 recipient" if count == 1 else f"{count} recipients"
        how = "." if inside else "; the file is too large to be attached."
        return f"Mail went to {sent}{how}"


def _text(row: ScheduleRow, plan: SchedulePlan, job: ExportJob, place: str) -> str:
    kind = "Report on unauthorised calls" if plan.kind == "illegal-calls" else "Call records"
    made = datetime.fromtimestamp(job.finished_at or job.created_at, UTC)
    local = made.astimezone(ZoneInfo(plan.timezone))
    lines = [
        f'{kind} of the schedule "{row.name}".',
        "",
        f"Period:   {plan.period.replace('_', ' ')} ({plan.timezone})",
        f"Records:  {job.rows:,}",
        f"File:     {job.filename} ({job.bytes:,} bytes)",
        f"SHA-256:  {job.sha256}",
        f"Made:     {local:%Y-%m-%d %H:%M:%S %z}",
    ]
    if place:
        lines += [
            "",
            "The file is too large for mail. It is kept on the engine's machine:",
            place,
            "and in the client under Data query > Earlier exports for as long as exports are kept.",
        ]
    return "\n".join(lines) + "\n"
