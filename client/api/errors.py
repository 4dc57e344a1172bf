"""What can go wrong between the client and an engine, by what the operator can do about it.

Each error has a title, a detail (the cause, in the words of the engine where it gave some) and the
identifier of the request for support. The texts that tell what to do next are made where they are
shown, in the language of the operator.
"""

from __future__ import annotations

from collections.abc import Mapping


class ApiError(Exception):
    """Root of everything that a request can end in.

    Attributes:
        detail: the cause.
        status: HTTP status, or 0 when no answer came.
        request_id: what the engine calls this request, or empty.
    """

    def __init__(self, detail: str, *, status: int = 0, request_id: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.request_id = request_id


class Unreachable(ApiError):  # noqa: N818 - named by what happened
    """No answer: wrong address, engine stopped, network down or too slow."""


class InsecureConnection(Unreachable):
    """The certificate of the server could not be verified."""


class Unauthorised(ApiError):  # noqa: N818
    """Wrong name or password, or the session has ended."""


class Forbidden(ApiError):  # noqa: N818
    """The role of the operator does not allow this."""


class Throttled(ApiError):  # noqa: N818
    """Too many failed sign-ins; wait.

    Attributes:
        retry_after_s: seconds until the next attempt is looked at.
    """

    def __init__(self, detail: str, *, retry_after_s: int, request_id: str = "") -> None:
        super().__init__(detail, status=429, request_id=request_id)
        self.retry_after_s = retry_after_s


class Missing(ApiError):  # noqa: N818
    """The object is not there, perhaps not any more."""


class Conflict(ApiError):  # noqa: N818
    """Somebody else changed or created it in the meantime."""


class Rejected(ApiError):  # noqa: N818
    """The engine refused the values.

    Attributes:
        fields: what is wrong, by the name of the field; empty when it is not about one field.
    """

    def __init__(
        self, detail: str, *, status: int, fields: Mapping[str, str], request_id: str = ""
    ) -> None:
        super().__init__(detail, status=status, request_id=request_id)
        self.fields = dict(fields)


class ServerFault(ApiError):  # noqa: N818
    """The engine failed or answered something that is not its interface."""


class SwitchDown(ServerFault):
    """Management answered, but the switch did not acknowledge: nothing took effect."""


class Abandoned(ApiError):  # noqa: N818
    """Who asked does not wait for the answer any more."""


class LocalDisk(ApiError):  # noqa: N818
    """A file could not be written on this computer."""


class LocalDiskFull(LocalDisk):
    """There is no room for a file on this computer."""


class Cancelled(ApiError):  # noqa: N818
    """The operator cancelled a download."""
