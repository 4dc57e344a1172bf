"""The reading of attacks in the words of the operator: patterns, what to do, countries, rhythm.

A pattern of the engine is a name with figures; its words are here, so that they are translated. A
name of a newer engine is shown with the engine's own sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from client.api.attack_values import AttackPattern, AttackReading, AttackSource, Country
from client.formats import DASH, Formats, countable
from client.i18n import CHINESE

BUSY_HOURS = 3
SHOWN = 3
REGISTRIES = "regional Internet registries"
"""What the engine calls the data that comes with it."""


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("AttackText", text, "", count)


def pattern_word(name: str) -> str:
    """Return what a pattern is called, in two or three words."""
    return {
        "many_extensions_locked": _tr("Many extensions locked out"),
        "extensions_locked_in_sequence": _tr("Extensions locked out in sequence"),
        "extension_locked_again": _tr("Same extension locked out again"),
        "mass_lockout": _tr("Mass lockout"),
        "callees_in_sequence": _tr("Sequential called numbers"),
        "callers_in_sequence": _tr("Sequential calling numbers"),
        "many_callers": _tr("Many calling numbers"),
        "one_target": _tr("One number called again and again"),
        "prefix_probing": _tr("Search for a dial prefix"),
        "international_numbers": _tr("International numbers"),
        "premium_numbers": _tr("Premium-rate numbers"),
        "scanner": _tr("Scanning tool"),
    }.get(name, name.replace("_", " "))


def pattern_sentence(pattern: AttackPattern, formats: Formats) -> str:
    """Return a pattern with its numbers, as a sentence."""
    many = {name: countable(count) for name, count in pattern.figures.items()}
    form = {
        "many_extensions_locked": _tr(
            "Wrong passwords locked out {extensions} extension(s). Lockouts in all: {suspensions}, "
            "of them of extensions that do not exist: {unknown}.",
            many.get("extensions", 0),
        ),
        "extensions_locked_in_sequence": _tr("Locked out one after the other: {examples}."),
        "extension_locked_again": _tr(
            "Extension {examples} was locked out {times} time(s).", many.get("times", 0)
        ),
        "mass_lockout": _tr(
            "Lockouts: {suspensions}, over {extensions} extension(s).", many.get("extensions", 0)
        ),
        "callees_in_sequence": _tr("Called one after the other: {examples}."),
        "callers_in_sequence": _tr("Used as calling number one after the other: {examples}."),
        "many_callers": _tr(
            "{callers} different calling number(s) were tried.", many.get("callers", 0)
        ),
        "one_target": _tr(
            "The number {examples} was called {calls} time(s).", many.get("calls", 0)
        ),
        "prefix_probing": _tr(
            "{destinations} destination(s) were tried behind several dial prefixes, …{examples} "
            "behind {prefixes}.",
            many.get("destinations", 0),
        ),
        "international_numbers": _tr(
            "{calls} call(s) went to numbers of other countries.", many.get("calls", 0)
        ),
        "premium_numbers": _tr(
            "{calls} call(s) went to premium-rate or satellite numbers, such as {examples}.",
            many.get("calls", 0),
        ),
        "scanner": _tr(
            "{calls} call(s) came from tools of attackers: {examples}.", many.get("calls", 0)
        ),
    }.get(pattern.name)
    if form is None:
        return pattern.text
    figures = {name: formats.count(count) for name, count in pattern.figures.items()}
    try:
        return form.format(**figures, examples=", ".join(pattern.examples))
    except KeyError:  # figures of another version of the engine
        return pattern.text


def pattern_advice(name: str) -> str:
    """Return what an operator can do about a pattern; empty for one of a newer engine."""
    passwords = _tr("Block the source, and see that passwords are long.")
    numbers = _tr("Block the source; see that no gateway accepts its address.")
    return {
        "many_extensions_locked": passwords,
        "extensions_locked_in_sequence": _tr(
            "Somebody goes through your extensions. Block the source, and give extensions that "
            "nobody can guess."
        ),
        "extension_locked_again": _tr(
            "Ask the owner first: a phone with an old password does the same. Otherwise change "
            "the password, and lock out for longer."
        ),
        "mass_lockout": _tr(
            "Many extensions are under attack. Lock out for longer, and allow registrations from "
            "known networks only."
        ),
        "callees_in_sequence": f"{_tr('Somebody looks for numbers that answer.')} {numbers}",
        "callers_in_sequence": f"{_tr('Somebody looks for a number that may call.')} {numbers}",
        "many_callers": f"{_tr('Somebody looks for a number that may call.')} {numbers}",
        "one_target": _tr(
            "Often the number a fraudster earns from. Bar it for your customers as well."
        ),
        "prefix_probing": _tr(
            "Somebody looks for the prefix of an outside line. Check which prefixes your "
            "gateways strip."
        ),
        "international_numbers": _tr(
            "Bar countries that your customers do not call, and set a limit for the others."
        ),
        "premium_numbers": _tr("Bar these numbers in your routing: every minute costs you money."),
        "scanner": numbers,
    }.get(name, "")


def patterns_text(source: AttackSource) -> str:
    """Return the patterns of a source by their names, for a cell."""
    return ", ".join(pattern_word(pattern.name) for pattern in source.patterns) or DASH


def country_word(country: Country, language: str) -> str:
    """Return the country, or what kind of address it is."""
    if country.kind == "country":
        return (country.name_zh if language == CHINESE else country.name) or country.code
    return {
        "private": _tr("Private network"),
        "loopback": _tr("This machine"),
        "reserved": _tr("Reserved range"),
    }.get(country.kind, _tr("Unknown"))


def country_tip(country: Country, language: str) -> str:
    """Return the same with what it means: a registration says nothing about who sits there."""
    name = country_word(country, language)
    if country.kind == "country":
        words = _tr("The network is registered in {country} ({code}). Its user may be elsewhere.")
        return words.format(country=name, code=country.code)
    if country.kind == "unknown":
        return _tr("No country is known for this address.")
    return _tr("{kind}: such an address is registered nowhere.").format(kind=name)


def data_word(data: str) -> str:
    """Return what says where addresses are registered: a file by its name, else the registries."""
    return _tr("regional Internet registries") if data in ("", REGISTRIES) else data


def rhythm_text(hours: Sequence[int], formats: Formats) -> str:
    """Return the busiest hours in words: ``Most at 14:00 (1,204), 15:00 (980)``."""
    busiest = sorted((hour for hour in range(len(hours)) if hours[hour]),
                     key=lambda hour: (-hours[hour], hour))[:BUSY_HOURS]  # fmt: skip
    if not busiest:
        return _tr("No attempts to call")
    listed = (f"{hour:02d}:00 ({formats.count(hours[hour])})" for hour in busiest)
    return _tr("Most at {hours}").format(hours=", ".join(listed))


def targets_text(source: AttackSource) -> str:
    """Return what the called numbers begin with, for a cell."""
    shown = [f"{target.prefix}…" for target in source.targets[:SHOWN]]
    return ", ".join(shown) or DASH


def together(reading: AttackReading, formats: Formats) -> str:
    """Return what the lockouts of all sources together show; empty without a pattern."""
    sentences = [pattern_sentence(pattern, formats) for pattern in reading.patterns]
    if sentences and len(reading.lockout_days) > 1:
        worst = max(reading.lockout_days, key=lambda day: day.suspensions)
        words = _tr("Worst day: {day} with {count} lockout(s).", countable(worst.suspensions))
        sentences.append(
            words.format(day=f"{worst.day:%Y-%m-%d}", count=formats.count(worst.suspensions))
        )
    return " ".join(sentences)


def lacking(reading: AttackReading, formats: Formats) -> str:
    """Return what this reading could not tell apart; empty when there is nothing."""
    if not reading.elsewhere:
        return ""
    words = _tr(
        "{count} attempt(s) were counted without their source: more came at once than are told "
        "apart.",
        countable(reading.elsewhere),
    )
    return words.format(count=formats.count(reading.elsewhere))
