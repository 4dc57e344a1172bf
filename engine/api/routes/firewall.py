"""The blacklist below SIP: what the kernel of this machine enforces."""

from fastapi import APIRouter

from engine.api.kernel_view import kernel_status
from engine.api.models.kernel import KernelStatus
from engine.api.problems import refusals
from engine.api.security import SIGNED_IN, Engine

router = APIRouter(prefix="/firewall", tags=["blacklist"], dependencies=[SIGNED_IN])


@router.get("/kernel", responses=refusals(401))
def get_kernel(services: Engine) -> KernelStatus:
    """Whether the kernel drops what the blacklist lists, and what it has dropped so far."""
    return kernel_status(services.modules.snapshot())
