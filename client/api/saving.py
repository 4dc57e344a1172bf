"""Answers that are files: written piece by piece, and there only when they are whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import requests

from client.api.errors import LocalDisk, Unreachable
from client.api.http import CONNECT_S, Connection

FILE_S = 60.0
_PIECE = 1 << 16


def save_answer(http: Connection, route: str, params: dict[str, Any], path: Path) -> int:
    """Write the answer of *route* to *path*, which appears when it is whole; return its size.

    Raises:
        Unreachable: the connection broke.
        LocalDisk: the file cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    wait = (CONNECT_S, FILE_S)
    with http.open("GET", route, params=params, stream=True, timeout=wait) as answer:
        try:
            with part.open("wb") as file:
                size = sum(map(file.write, answer.iter_content(_PIECE)))
            part.replace(path)
        except requests.RequestException as error:
            part.unlink(missing_ok=True)
            raise Unreachable("the connection broke during the download") from error
        except OSError as error:
            raise LocalDisk(f"{path}: {error.strerror or error}") from error
    return size
