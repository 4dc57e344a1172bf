"""Errors as problem documents (RFC 9457), the only form in which anything here fails.

Whatever goes wrong ends in one :class:`Problem`: an error of :mod:`engine.errors`, a value that
does not fit its model, an unknown path or method, a mistake of ours. No problem repeats a value
that was sent, because it may be a password; it names the field and what would be right.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from engine.errors import (
    Conflict,
    ControlError,
    Invalid,
    NotFound,
    ParameterError,
    StoreError,
    SwitchwardenError,
)
from engine.logs import get_logger, safe

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final[Mapping[int, str]] = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
STORE: Final = "urn:switchwarden:store"
"""Type of a problem with what is stored here; without it a 503 is about another process."""
CHALLENGE: Final = {"WWW-Authenticate": "Bearer"}
_PLACE: Final = re.compile(r"\{[^}]*\}")
_MAX_ERRORS: Final = 100
_MAX_PATH: Final = 400
_STATUS: Final[Mapping[type[SwitchwardenError], int]] = {
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    ParameterError: 422,
    StoreError: 503,
    ControlError: 503,
}
_log = get_logger(__name__)


class FieldError(BaseModel):
    """One fault of a request: the field as its sender calls it, "" for the whole body."""

    field: str
    detail: str


class Problem(BaseModel):
    """What went wrong, for a person and for a program."""

    type: str = Field(
        default="about:blank",
        examples=["about:blank"],
        description=f"{STORE} where a store could not read or write: the disk, or a question that "
        "took too long",
    )
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str
    instance: str = Field(description="Path of the request", examples=["/api/v1/endpoints"])
    errors: list[FieldError] | None = Field(default=None, description="With 400 and 422 only")


class Refused(Exception):  # noqa: N818 - named after what happened to the request
    """A request is answered with a problem of this status."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.errors = errors


def render(
    path: str,
    status: int,
    detail: str,
    errors: Sequence[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    kind: str = "about:blank",
) -> Response:
    """The problem document as a response."""
    body: dict[str, Any] = {
        "type": kind,
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "instance": quote(path[:_MAX_PATH], safe="/", errors="replace"),
    }
    if errors:
        body["errors"] = [{"field": field, "detail": text} for field, text in errors[:_MAX_ERRORS]]
    return Response(orjson.dumps(body), status, dict(headers or {}), MEDIA_TYPE)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documentation of the problems a route may answer."""
    return {
        status: {
            "description": TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""
    app.exception_handler(Refused)(_refused)
    app.exception_handler(SwitchwardenError)(_of_ours)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_framework)


async def _refused(request: Request, error: Refused) -> Response:
    return render(request.url.path, error.status, error.detail, error.errors, error.headers)


async def _of_ours(request: Request, error: SwitchwardenError) -> Response:
    status = _STATUS.get(type(error), 500)
    if status >= 500:
        _log.warning("a request failed", path=safe(request.url.path), detail=safe(error.detail))
    errors: list[tuple[str, str]] = []
    if isinstance(error, Invalid):
        errors = [(error.field, error.detail)]
    elif isinstance(error, ParameterError):
        errors = [("value", error.detail)]
    kind = STORE if isinstance(error, StoreError) else "about:blank"
    return render(request.url.path, status, error.detail, errors, kind=kind)


async def _framework(request: Request, error: HTTPException) -> Response:
    detail = {
        404: "There is nothing at this path.",
        405: "This path does not take this method; see the Allow header.",
        400: "The body cannot be read as JSON.",
    }.get(error.status_code, str(error.detail))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
    return render(request.url.path, error.status_code, detail, headers=headers)


def _allowed(request: Request) -> str:
    """Every method this path takes; the framework names those of one of its routes only."""
    path, described = request.url.path, request.app.openapi()["paths"]
    fixed = described.get(path)  # goes before a template that fits too (OpenAPI 3.1, Paths Object)
    found = set(fixed or ())
    for template, operations in described.items():
        if not fixed and re.fullmatch("[^/]+".join(map(re.escape, _PLACE.split(template))), path):
            found |= operations.keys()
    return ", ".join(sorted(method.upper() for method in found))


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    """Faults of query, path and body; each named by its field."""
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return render(request.url.path, 400, "The body is not valid JSON.")
    kind = request.headers.get("content-type", "")
    if kind and not _is_json(kind) and any(fault["loc"] == ("body",) for fault in found):
        return render(request.url.path, 415, "The body must be application/json.")
    errors = [(_field(fault["loc"]), _sentence(fault)) for fault in found[:_MAX_ERRORS]]
    first = errors[0] if errors else ("", "it is not acceptable")
    return render(request.url.path, 422, ": ".join(filter(None, first)), errors)


def _is_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and "+json" in kind)


def _field(place: Sequence[int | str]) -> str:
    """``filters.billing_mode.0`` of the place of a fault, without where the value came in."""
    return ".".join(safe(str(part), 80) for part in place[1:])


def _sentence(fault: Mapping[str, Any]) -> str:
    """What is wrong; a value that was sent is never part of it."""
    if fault["type"] == "extra_forbidden":
        return "There is no such field."
    if fault["type"] in ("too_long", "too_short") and isinstance(fault.get("input"), str):
        limits = fault["ctx"]  # a text that another check stands before is counted like a list
        if "max_length" in limits:
            return f"String should have at most {limits['max_length']} characters"
        return f"String should have at least {limits['min_length']} character"
    return str(fault["msg"]).removeprefix("Value error, ")
