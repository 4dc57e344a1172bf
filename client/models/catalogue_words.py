"""The words of the parameter catalogue in the language of the operator.

The engine describes its parameters in English. What it is known to say is listed here, so that it
can be translated like every other string; what a newer engine says beyond that stays English.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from client.api.values import Parameter

KNOWN: tuple[str, ...] = (
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Writes a record, with billing mode 9, for calls from unauthorised sources.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "High traffic with other protection: such calls are refused and only counted.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Audit and compliance: who tried, from where and to which number is kept."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Writes a record also for calls of zero seconds: failed, rejected or never answered.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "During a flood: connected calls are still recorded, the rest is only counted.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Normal operation: every attempt is on record, at the price of a row for each.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "How long a finished export can be fetched before its file is removed."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "hours")),
    str(QT_TRANSLATE_NOOP("Catalogue", "The default: a day to fetch it, little disk used.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "A week, for exports that are collected on Mondays.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "How long sign-in is refused after too many wrong passwords of an operator.",
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "s")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: a guesser gets a few thousand tries a day at most."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Where the HTTP port can be reached from outside.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Wrong passwords of an operator after which sign-in is refused for a while.",
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "attempts")),
    str(QT_TRANSLATE_NOOP("Catalogue", "Strict: a mistyped password soon has to wait.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "The default: forgives mistakes, stops guessing.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Wants upper and lower case letters, digits and special characters in passwords.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Only the length counts: for phones whose keypads allow no more."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Recommended: words of a dictionary are refused.")),
    str(
        QT_TRANSLATE_NOOP("Catalogue", "Least length of the passwords of endpoints and operators.")
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "characters")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: out of reach of guessing while the lockout is on."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "For systems whose stored data others may get hold of.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "Longest time range of one query for call records.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "days")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: a month, answered quickly whatever the filter."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "A whole year in one query; summaries take longer.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "How long an operator stays signed in before the password is asked for again.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Shared desks: an open window is of use to others for an hour."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "The default: one sign-in a working day.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Consecutive wrong passwords after which an endpoint is suspended."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Strict: least room for a guesser, but a mistyped password locks out."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Recommended in production, together with 600 seconds.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Balanced, the default: forgives a few mistakes, stops a dictionary."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Lenient: for networks with many hand-configured phones; not above."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Not recommended, like everything above 10: too many guesses per suspension.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Suspends the registration of an endpoint after repeated wrong passwords."
        )
    ),
    str(
        QT_TRANSLATE_NOOP("Catalogue", "No lockout ever: a guesser may try passwords without end.")
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Recommended wherever strangers can reach the SIP port.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "How long a suspension lasts before it lifts by itself.")),
    str(QT_TRANSLATE_NOOP("Catalogue", "For tests only: a guesser is back after a minute.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: short for a customer who mistyped, some delay for all."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Five minutes: a good start where customers call support quickly."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Recommended in production: at 5 attempts, 720 guesses a day at most."
        )
    ),
    str(
        QT_TRANSLATE_NOOP("Catalogue", "Half an hour: under attack; a mistaken customer feels it.")
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "An hour: strongest, and needs somebody who clears suspensions."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Registration time granted when none is asked for, and the longest that is granted.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Phones behind address translation: lost ones are noticed early."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: little traffic, fit for phones at fixed addresses."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Shortest registration time accepted; below it the answer is 423 with this value.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP("Catalogue", "The default: phones may keep a path through a router open.")
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Fewer registrations to handle; phones behind routers may go silent."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Lets a new registration of an endpoint replace its earlier ones."
        )
    ),
    str(
        QT_TRANSLATE_NOOP("Catalogue", "Several phones may share an extension, up to ten contacts.")
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "One phone an extension: the latest registration wins, as in VOS3000."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Answers calls from unauthorised sources with 403.")),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Scanners hear nothing; a misconfigured customer does not either. Still recorded.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: a misconfigured customer learns the cause at once."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Offers SHA-256 before MD5 in digest challenges; both are offered either way.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: devices that read only the first offer can register."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "Where every device knows SHA-256: the order that RFC 8760 wants."
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue",
            "Lifetime of a digest nonce; a later response gets a new challenge and counts nothing.",
        )
    ),
    str(
        QT_TRANSLATE_NOOP(
            "Catalogue", "The default: enough for slow networks, little use to an eavesdropper."
        )
    ),
    str(QT_TRANSLATE_NOOP("Catalogue", "Fewer challenges for phones that register often.")),
)


def localised(parameter: Parameter) -> Parameter:
    """Return *parameter* with its description, unit and recommendations as the operator reads."""
    return replace(
        parameter,
        description=_words(parameter.description),
        unit=_words(parameter.unit),
        recommended=tuple(
            replace(advice, text=_words(advice.text)) for advice in parameter.recommended
        ),
    )


def _words(text: str) -> str:
    return QCoreApplication.translate("Catalogue", text) if text else text
