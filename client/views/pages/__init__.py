"""The pages of the client, in the order of the navigation.

A page is a place in the navigation (`PageSpec`) and a widget that is made when it is first
opened. The same page may stand in two places: "Billing parameters" is System Parameter, filtered,
because operators know both ways.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from client.views.pages.cdr.page import CdrPage
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.page import Page, PageContext, PageSpec


def _billing(spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> Page:
    return SystemParameterPage(spec, context, parent, group="billing")


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "endpoints",
        (str(QT_TRANSLATE_NOOP("Pages", "Operation management")),),
        str(QT_TRANSLATE_NOOP("Pages", "Endpoint management")),
        "device-landline-phone",
        EndpointManagementPage,
    ),
    PageSpec(
        "parameters",
        (
            str(QT_TRANSLATE_NOOP("Pages", "Softswitch management")),
            str(QT_TRANSLATE_NOOP("Pages", "Additional settings")),
        ),
        str(QT_TRANSLATE_NOOP("Pages", "System parameter")),
        "adjustments",
        SystemParameterPage,
    ),
    PageSpec(
        "cdr",
        (str(QT_TRANSLATE_NOOP("Pages", "Data query")),),
        str(QT_TRANSLATE_NOOP("Pages", "CDR")),
        "file-analytics",
        CdrPage,
    ),
    PageSpec(
        "billing-parameters",
        (str(QT_TRANSLATE_NOOP("Pages", "System settings")),),
        str(QT_TRANSLATE_NOOP("Pages", "Billing parameters")),
        "receipt-2",
        _billing,
    ),
)
