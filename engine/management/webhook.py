"""POST of a JSON message to the address that an admin chose, signed, with limits, and no detours.

Only http and https, no redirect, no proxy of the environment; the answer is not read but for its
status. The signature is an HMAC-SHA256 over time and body under the shared secret, so that the
receiver can tell a message of ours, and an old one.
"""

import hmac
import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from engine.errors import ControlError
from engine.logs import safe
from engine.store.alarm_rules import Webhook

TIMEOUT_S: Final = 10.0
SIGNATURE: Final = "X-Switchwarden-Signature"
TIMESTAMP: Final = "X-Switchwarden-Timestamp"


class WebhookError(ControlError):
    """The receiver did not take the message."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What the header says: ``sha256=`` and the HMAC of ``timestamp.body``."""
    digest = hmac.digest(secret.encode(), timestamp.encode() + b"." + body, "sha256")
    return f"sha256={digest.hex()}"


def post(
    webhook: Webhook,
    message: Mapping[str, Any],
    now: float,
    context: ssl.SSLContext | None = None,
    timeout_s: float = TIMEOUT_S,
) -> int:
    """Send one message; the status of a success.

    Raises:
        WebhookError: it was not taken; says why.
    """
    try:
        address = urlsplit(webhook.url)
        body, timestamp = json.dumps(message).encode(), str(int(now))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "switchwarden-engine",
            TIMESTAMP: timestamp,
            SIGNATURE: signature(webhook.secret, timestamp, body),
        }
        if address.scheme not in ("http", "https") or not address.hostname:
            raise WebhookError("the webhook has no http or https address")
        connection = (
            http.client.HTTPSConnection(
                address.hostname, address.port, timeout=timeout_s,
                context=context or ssl.create_default_context(),
            )
            if address.scheme == "https"
            else http.client.HTTPConnection(address.hostname, address.port, timeout=timeout_s)
        )  # fmt: skip
        try:
            path = (address.path or "/") + (f"?{address.query}" if address.query else "")
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise WebhookError(f"the webhook does not answer: {safe(str(error))}") from error
    if not 200 <= status < 300:
        raise WebhookError(f"the webhook answered with status {status}, which is no success")
    return status
