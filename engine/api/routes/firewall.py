"""The blacklist below SIP: what the kernel of this machine enforces."""

from typing import Annotated

from fastapi import Query

from engine.api.kernel_view import kernel_status
from engine.api.models.kernel import KernelStatus, RuleFile, RulesQuery
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.rule_files import ruleset
from engine.api.security import SIGNED_IN, Engine
from engine.defence.rule_file import Format, written

router = resource("/firewall", tag="blacklist", needs=SIGNED_IN)


@router.get("/kernel", responses=refusals(401))
def get_kernel(services: Engine) -> KernelStatus:
    """Whether the kernel drops what the blacklist lists, and what it has dropped so far."""
    return kernel_status(services.modules.snapshot())


@router.get("/rules", responses=refusals(401, 422, 503))
def get_rules(query: Annotated[RulesQuery, Query()], services: Engine) -> RuleFile:
    """The blacklist and the rate limit of registrations for a firewall of your own."""
    found = ruleset(services)
    text = written(found, Format(query.format))
    return RuleFile(format=query.format, entries=len(found.blocks), text=text)
