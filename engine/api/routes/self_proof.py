"""The lockout proves itself on a throwaway endpoint, over real SIP (requirement 123)."""

from dataclasses import asdict

from engine.api.models.self_proof import ProofItem, ProofPage, ProofStepItem
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import SIGNED_IN, Engine, Operator
from engine.api.self_proof import ProofReport
from engine.api.wire import stamp

router = resource("/self-proof", tag="suspensions", needs=SIGNED_IN)


@router.post("", responses=refusals(401, 403, 409, 422, 503))
def prove_lockout(identity: Operator, services: Engine) -> ProofItem:
    """Run it; answers when it is over, after some seconds at most. 409 while another one runs."""
    report = services.self_proofs.run(identity.name, identity.address)
    services.config.audit.append(
        actor=identity.name,
        address=identity.address,
        action="lockout.prove",
        object=f"proof:{report.id}",
        after={"ok": report.ok, "problem": report.problem, "extension": report.extension},
    )
    return _item(report)


@router.get("", responses=refusals(401, 503))
def get_lockout_proofs(services: Engine) -> ProofPage:
    """The last reports."""
    return ProofPage(items=[_item(report) for report in services.self_proofs.all()])


def _item(report: ProofReport) -> ProofItem:
    steps = [ProofStepItem(**{**asdict(step), "at": stamp(step.at)}) for step in report.steps]
    times = {"began_at": stamp(report.began_at), "ended_at": stamp(report.ended_at)}
    return ProofItem(**{**asdict(report), **times, "steps": steps})
