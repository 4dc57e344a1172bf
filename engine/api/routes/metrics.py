"""``/metrics`` for Prometheus, at the root as every scraper expects it.

Open to this machine; from elsewhere any bearer token will do. A proxy on this machine that passes
the path on makes it public: let it add the token, or leave the path out.
"""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.security import HTTPAuthorizationCredentials
from prometheus_client import CONTENT_TYPE_LATEST

from engine.api.exposition import expose
from engine.api.problems import refusals
from engine.api.routing import resource
from engine.api.security import Engine, address_of, bearer, identify, is_loopback

router = resource(tag="system", under="")


def _scraper(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> None:
    """Let this machine and everybody with a token through.

    Raises:
        Refused: 401.
    """
    if credentials is not None or not is_loopback(address_of(request)):
        identify(request, credentials)


@router.get(
    "/metrics",
    dependencies=[Depends(_scraper)],
    response_class=PlainTextResponse,
    responses=refusals(401, 503),
)
def metrics(request: Request, services: Engine) -> Response:
    """Figures of switch and management in Prometheus' text format."""
    body = expose(services, request.app.state.stats)
    return Response(body, media_type=CONTENT_TYPE_LATEST)
