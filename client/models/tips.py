"""Tooltips that show a text as it is.

Qt decides by the look of a tooltip whether it is rich text. Numbers, devices and names come from
strangers, who would choose what an operator sees there, so whatever looks like a tag is escaped.
"""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """The text as a tooltip that shows exactly it, whatever signs it has."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
