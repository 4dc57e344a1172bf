"""nft without a kernel: carries the scripts of ours out on dictionaries, all of one or nothing."""

from __future__ import annotations

import copy
import re
from typing import Any

from engine.kernel.nft import NftError

_ELEMENT = re.compile(r"(add|delete) element inet (\S+) (\S+) \{ (.*) \}")


class FakeNft:
    """Tables by name.

    Attributes:
        tables: Sets of each table, with the words of each element.
        scripts: What was carried out.
        broken: What it says to everything, "" when it works.
    """

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, dict[str, str]]] = {}
        self.rules: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self.broken = ""
        self.packets = 0

    def change(self, script: str) -> None:
        if self.broken:
            raise NftError(self.broken)
        tables, rules = copy.deepcopy(self.tables), copy.deepcopy(self.rules)
        for line in script.splitlines():
            self._line(line.strip(), tables, rules)
        self.tables, self.rules = tables, rules
        self.scripts.append(script)

    def read(self, *what: str) -> list[dict[str, Any]]:
        name = what[-1]
        if self.broken or name not in self.tables:
            raise NftError(self.broken or "No such file or directory")
        counter = {"counter": {"name": "dropped", "packets": self.packets, "bytes": 9}}
        sets = [
            {"set": {"name": each, "elem": [_shown(key) for key in within]}}
            for each, within in self.tables[name].items()
        ]
        return [counter, *sets, *({"rule": {"expr": text}} for text in self.rules[name])]

    def elements(self) -> set[str]:
        """Everything in every set of the only table."""
        (table,) = self.tables.values()
        return {key for within in table.values() for key in within}

    def _line(self, line: str, tables: Any, rules: Any) -> None:
        words = line.split()
        if line.startswith("table "):
            tables[words[2]], rules[words[2]] = {}, []
        elif line.startswith("delete table "):
            tables.pop(words[3], None)
        elif line.startswith("set "):
            next(reversed(tables.values()))[words[1]] = {}
        elif "jump" in line or "saddr" in line:
            next(reversed(rules.values())).append(line)
        elif found := _ELEMENT.fullmatch(line):
            verb, table, name, text = found.groups()
            for item in text.split(", "):
                key, _, rest = item.partition(" ")
                if verb == "add":
                    tables[table][name][key] = rest
                elif tables[table][name].pop(key, None) is None:
                    raise NftError("Could not process rule: No such file or directory")


def _shown(key: str) -> object:
    address, _, length = key.partition("/")
    value: object = {"prefix": {"addr": address, "len": int(length)}} if length else key
    return {"elem": {"val": value, "timeout": 9}} if "." in address else value
