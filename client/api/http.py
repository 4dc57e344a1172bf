"""One connection to one engine: addresses, time limits, and answers turned into values or errors.

Every request has a limit for connecting and one for answering, because a thread that waits cannot
be stopped. Problem documents (RFC 9457) become the errors of ``client.api.errors``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

from client.api.abandoning import AbandonableAdapter, check_abandoned
from client.api.because import reason_headers
from client.api.errors import (
    ApiError,
    Conflict,
    Forbidden,
    InsecureConnection,
    Missing,
    Rejected,
    ServerFault,
    SwitchDown,
    Throttled,
    Unauthorised,
    Unreachable,
)

CONNECT_S = 3.05
ANSWER_S = 20.0
PREFIX = "/api/v1"
USER_AGENT = "switchwarden-client"
POOL = 16
DEFAULT_RETRY_S = 60


class Connection:
    """A ``requests`` session bound to one server and, once signed in, one token."""

    def __init__(self, url: str, *, token: str = "") -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy of the desktop must not see an operator's token
        adapter = AbandonableAdapter(pool_connections=2, pool_maxsize=POOL)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    def set_token(self, token: str) -> None:
        """Use *token* from now on; an empty one signs out."""
        self._token = token

    def set_language(self, code: str) -> None:
        """Ask for texts in the language *code* from now on."""
        self._session.headers["Accept-Language"] = code.replace("_", "-")

    def json(self, method: str, path: str, **options: Any) -> Any:
        """Send a request and return the decoded body, or nothing for an empty one.

        Raises:
            ApiError: one of its kinds, for everything that is not a success.
        """
        with self.open(method, path, **options) as response:
            if response.status_code == 204 or not response.content:
                return None
            try:
                return response.json()
            except ValueError as error:
                raise ServerFault("the answer is not JSON", status=response.status_code) from error

    def open(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request and return the successful answer; the caller closes it.

        Raises:
            ApiError: as `json`, among others when whoever asked gave up meanwhile.
        """
        check_abandoned()
        options.setdefault("timeout", (CONNECT_S, ANSWER_S))
        headers = reason_headers(method) | dict(options.pop("headers", {}))
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            response = self._session.request(
                method, f"{self.url}{PREFIX}{path}", headers=headers, allow_redirects=False,
                **options,
            )  # fmt: skip
        except requests.exceptions.SSLError as error:
            raise InsecureConnection(_cause(error)) from error
        except (requests.RequestException, OSError, ValueError) as error:
            check_abandoned()  # then it is he who hung up, and the engine is there
            raise Unreachable(_cause(error)) from error
        if 200 <= response.status_code < 300:
            return response
        with response:
            raise problem(response)

    def close(self) -> None:
        """Close the idle connections."""
        self._session.close()


STORE = "urn:switchwarden:store"
"""What the engine calls a problem with what it stores."""


def _cause(error: Exception) -> str:
    """Return the innermost reason: the outer ones repeat it inside a stack of class names."""
    inner: BaseException = error
    while inner.__cause__ or inner.__context__:
        inner = inner.__cause__ or inner.__context__ or inner
    return str(getattr(inner, "strerror", None) or inner)


def problem(response: requests.Response) -> ApiError:
    """Return the error that an unsuccessful answer stands for."""
    body = _problem_body(response)
    detail = str(body.get("detail") or body.get("title") or response.reason or "")
    status = response.status_code
    request_id = response.headers.get("X-Request-ID", "")
    if status in (400, 413, 415, 422):
        return Rejected(detail, status=status, fields=_fields(body), request_id=request_id)
    if status == 429:
        seconds = _seconds(response.headers.get("Retry-After", ""))
        return Throttled(detail, retry_after_s=seconds, request_id=request_id)
    kind = _KINDS.get(status, ServerFault)
    if body.get("type") == STORE:  # the switch has no part in it
        kind = ServerFault
    return kind(detail, status=status, request_id=request_id)


_KINDS: Mapping[int, type[ApiError]] = {
    401: Unauthorised,
    403: Forbidden,
    404: Missing,
    409: Conflict,
    412: Conflict,
    503: SwitchDown,
}


def _problem_body(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _fields(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the complaints by field name, whichever list the problem document uses."""
    errors = body.get("errors")
    if not isinstance(errors, list):
        name = body.get("field")
        return {str(name): str(body.get("detail", ""))} if name else {}
    found = {}
    for item in errors:
        if isinstance(item, dict):
            place = item.get("field") or item.get("name") or item.get("loc") or ""
            name = str(place[-1]) if isinstance(place, list) and place else str(place)
            found[name] = str(item.get("detail") or item.get("msg") or "")
    return found


def _seconds(text: str) -> int:
    return int(text) if text.isdigit() else DEFAULT_RETRY_S
