"""Administration of a running engine, over its own HTTP interface.

The address and a bearer token lie in the data folder, readable only by the user that runs the
engine. Requests never go through a proxy: the token is for this machine alone.
"""

import json
import time
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

from engine.cli.administration import OperatorLine, ParameterLine, Role
from engine.datapaths import DataPaths
from engine.errors import Conflict, ControlError, Invalid, NotFound, SwitchwardenError

_PATIENCE_S: Final = 30.0
_LONG_S: Final = 3600.0
"""How long a check of all records is waited for."""

_LOOK_S: Final = 0.5
"""Between two looks at a check that runs in the background."""

_MAX_ANSWER_BYTES: Final = 16 << 20


class HttpAdministration:
    """See :class:`engine.cli.administration.Administration`."""

    def __init__(self, paths: DataPaths) -> None:
        self._base, self._token = _read(paths)
        self._open = build_opener(ProxyHandler({})).open

    def operators(self) -> list[OperatorLine]:
        """All operators by name."""
        items = self._call("GET", "/operators")["items"]
        return [OperatorLine(item["name"], item["role"], item["enabled"]) for item in items]

    def add_operator(self, name: str, role: Role, password: str) -> None:
        """Add somebody who may sign in at once."""
        self._call("POST", "/operators", {"name": name, "role": role, "password": password})

    def set_password(self, name: str, password: str) -> None:
        """Give an operator a new password and end his sessions."""
        self._call("PATCH", f"/operators/{quote(name, safe='')}", {"password": password})

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Allow or refuse sign-in."""
        self._call("PATCH", f"/operators/{quote(name, safe='')}", {"enabled": enabled})

    def set_role(self, name: str, role: Role) -> None:
        """Let an operator do more or less, and end his sessions."""
        self._call("PATCH", f"/operators/{quote(name, safe='')}", {"role": role})

    def remove_operator(self, name: str) -> None:
        """Forget an operator, his sessions and the views that only he saw."""
        self._call("DELETE", f"/operators/{quote(name, safe='')}")

    def parameters(self) -> list[ParameterLine]:
        """All parameters, alphabetical."""
        return [_parameter(item) for item in self._call("GET", "/parameters")["items"]]

    def parameter(self, name: str) -> ParameterLine:
        """One parameter."""
        return _parameter(self._call("GET", f"/parameters/{quote(name, safe='')}"))

    def set_parameter(
        self, name: str, value: str, reason: str, seconds: int | None
    ) -> ParameterLine:
        """Change one, for good or for that many seconds."""
        body: dict[str, Any] = {"value": value, "reason": reason}
        if seconds is not None:
            body["revert_after_s"] = seconds
        return _parameter(self._call("PUT", f"/parameters/{quote(name, safe='')}", body))

    def verify_records(self) -> dict[str, Any]:
        """What a check of the seals found."""
        report: dict[str, Any] = self._call("GET", "/seals/check", patience_s=_LONG_S)
        return report

    def verify_audit(self, head: str) -> dict[str, Any]:
        """What a check of the audit found."""
        path = "/audit/verification"
        asked = f"{path}?head={quote(head, safe='')}" if head else path
        found: dict[str, Any] = self._call("POST", asked)
        ends = time.monotonic() + _LONG_S
        while found["state"] == "running" and time.monotonic() < ends:
            time.sleep(_LOOK_S)
            found = self._call("GET", path)
        if found["state"] == "running":
            raise SwitchwardenError("the audit is still being verified; look again later")
        if found["error"] or not found["last"]:
            raise SwitchwardenError(f"the audit could not be verified: {found['error']}")
        report: dict[str, Any] = found["last"]
        return report

    def firewall_rules(self, form: str) -> str:
        """The blacklist as a file for a firewall; it can be had from a running engine alone."""
        return str(self._call("GET", f"/firewall/rules?format={form}", patience_s=_LONG_S)["text"])

    def _call(
        self, method: str, path: str, body: object = None, patience_s: float = _PATIENCE_S
    ) -> Any:
        """One request; the decoded answer, None when it has no body.

        Raises:
            SwitchwardenError: the engine refuses, with its own words, or cannot be reached.
        """
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = Request(  # noqa: S310 - the scheme was checked when the address was read
            f"{self._base}/api/v1{path}", data, headers, method=method
        )
        try:
            with self._open(request, timeout=patience_s) as response:
                answer = response.read(_MAX_ANSWER_BYTES)
            return json.loads(answer) if answer else None
        except HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(_MAX_ANSWER_BYTES)) from None
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise ControlError(f"the engine does not answer at {self._base}: {reason}") from None


def _read(paths: DataPaths) -> tuple[str, str]:
    """The base address and the token that management left in the data folder."""
    try:
        base = paths.http_address.read_text(encoding="utf-8").strip()
        token = paths.local_token.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ControlError(
            f"cannot read {error.filename}: {error.strerror}; the command must be run by the user "
            "that runs the engine, once it is ready"
        ) from error
    if not base.startswith(("http://", "https://")) or not token.isprintable():
        raise ControlError(f"{paths.http_address} or {paths.local_token} is damaged; restart")
    return base.rstrip("/"), token


def _parameter(item: dict[str, Any]) -> ParameterLine:
    return ParameterLine(
        item["name"], item["value"], item.get("revert_at") or "", item.get("effective_at") or ""
    )


def _refusal(status: int, body: bytes) -> SwitchwardenError:
    """The error that a problem document stands for (RFC 9457)."""
    try:
        problem = json.loads(body)
        faults = [fault["detail"] for fault in problem.get("errors") or ()]
        detail = "; ".join([problem["detail"], *faults])
    except (ValueError, LookupError, TypeError, AttributeError):
        detail = f"the engine refused the request with status {status}"
    kinds: dict[int, type[NotFound | Conflict]] = {404: NotFound, 409: Conflict, 412: Conflict}
    if status in kinds:
        return kinds[status](detail)
    return Invalid("", detail) if status in {400, 422} else ControlError(detail)
