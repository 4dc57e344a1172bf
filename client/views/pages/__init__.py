"""The pages of the client, in the order of the navigation.

A page is a place in the navigation (`PageSpec`) and a widget that is made when it is first
opened. The same page may stand in two places: "Billing parameters" is System Parameter, filtered,
because operators know both ways. "System log" is the audit, where VOS3000 has its log.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from client.views.pages.alarm_rules import AlarmRulePage
from client.views.pages.alarms import AlarmPage
from client.views.pages.attack_picture import AttackPicturePage
from client.views.pages.attacks import AttackPage
from client.views.pages.audit import AuditPage
from client.views.pages.blocked import BlockedPage
from client.views.pages.call_trace import CallTracePage
from client.views.pages.cdr.page import CdrPage
from client.views.pages.checklist import ChecklistPage
from client.views.pages.current_call import CurrentCallPage
from client.views.pages.endpoint_management import EndpointManagementPage
from client.views.pages.gateways import GatewayPage
from client.views.pages.history import HistoryPage
from client.views.pages.operators import OperatorPage
from client.views.pages.passwords import PasswordPage
from client.views.pages.recent_cdr import RecentCdrPage
from client.views.pages.retention import RetentionPage
from client.views.pages.routing_analysis import RoutingAnalysisPage
from client.views.pages.schedules import SchedulePage
from client.views.pages.system_parameter import SystemParameterPage
from client.views.widgets.page import Page, PageContext, PageSpec


def _billing(spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> Page:
    return SystemParameterPage(spec, context, parent, group="billing")


def _mapping(spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> Page:
    return GatewayPage(spec, context, parent, kind="mapping")


def _routing(spec: PageSpec, context: PageContext, parent: QWidget | None = None) -> Page:
    return GatewayPage(spec, context, parent, kind="routing")


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "endpoints",
        (str(QT_TRANSLATE_NOOP("Pages", "Operation management")),),
        str(QT_TRANSLATE_NOOP("Pages", "Endpoint management")),
        "device-landline-phone",
        EndpointManagementPage,
    ),
    PageSpec(
        "mapping-gateways",
        (
            str(QT_TRANSLATE_NOOP("Pages", "Operation management")),
            str(QT_TRANSLATE_NOOP("Pages", "Gateway operation")),
        ),
        str(QT_TRANSLATE_NOOP("Pages", "Mapping gateway")),
        "login",
        _mapping,
    ),
    PageSpec(
        "routing-gateways",
        (
            str(QT_TRANSLATE_NOOP("Pages", "Operation management")),
            str(QT_TRANSLATE_NOOP("Pages", "Gateway operation")),
        ),
        str(QT_TRANSLATE_NOOP("Pages", "Routing gateway")),
        "logout",
        _routing,
    ),
    PageSpec(
        "current-calls",
        (str(QT_TRANSLATE_NOOP("Pages", "Operation management")),),
        str(QT_TRANSLATE_NOOP("Pages", "Current call")),
        "phone-call",
        CurrentCallPage,
    ),
    PageSpec(
        "routing-analysis",
        (
            str(QT_TRANSLATE_NOOP("Pages", "Operation management")),
            str(QT_TRANSLATE_NOOP("Pages", "Business analysis")),
        ),
        str(QT_TRANSLATE_NOOP("Pages", "Routing analysis")),
        "list-search",
        RoutingAnalysisPage,
    ),
    PageSpec(
        "alarms",
        (str(QT_TRANSLATE_NOOP("Pages", "Alarm management")),),
        str(QT_TRANSLATE_NOOP("Pages", "Current alarm")),
        "bell",
        AlarmPage,
    ),
    PageSpec(
        "alarm-rules",
        (str(QT_TRANSLATE_NOOP("Pages", "Alarm management")),),
        str(QT_TRANSLATE_NOOP("Pages", "Alarm rules")),
        "adjustments",
        AlarmRulePage,
    ),
    PageSpec(
        "blocked",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "Blocked")),
        "ban",
        BlockedPage,
    ),
    PageSpec(
        "attack-picture",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "Attack picture")),
        "activity",
        AttackPicturePage,
    ),
    PageSpec(
        "checklist",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "Checklist")),
        "shield-check",
        ChecklistPage,
    ),
    PageSpec(
        "history",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "History")),
        "history",
        HistoryPage,
    ),
    PageSpec(
        "audit",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "Audit")),
        "note",
        AuditPage,
    ),
    PageSpec(
        "passwords",
        (str(QT_TRANSLATE_NOOP("Pages", "Security")),),
        str(QT_TRANSLATE_NOOP("Pages", "Passwords")),
        "key",
        PasswordPage,
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
        "recent-cdr",
        (str(QT_TRANSLATE_NOOP("Pages", "Data query")),),
        str(QT_TRANSLATE_NOOP("Pages", "Recent CDR")),
        "history",
        RecentCdrPage,
    ),
    PageSpec(
        "attacks",
        (str(QT_TRANSLATE_NOOP("Pages", "Data query")),),
        str(QT_TRANSLATE_NOOP("Pages", "Attack reading")),
        "alert-triangle",
        AttackPage,
    ),
    PageSpec(
        "schedules",
        (str(QT_TRANSLATE_NOOP("Pages", "Data query")),),
        str(QT_TRANSLATE_NOOP("Pages", "Scheduled reports")),
        "calendar",
        SchedulePage,
    ),
    PageSpec(
        "retention",
        (str(QT_TRANSLATE_NOOP("Pages", "Data query")),),
        str(QT_TRANSLATE_NOOP("Pages", "Retention and archive")),
        "database",
        RetentionPage,
    ),
    PageSpec(
        "billing-parameters",
        (str(QT_TRANSLATE_NOOP("Pages", "System settings")),),
        str(QT_TRANSLATE_NOOP("Pages", "Billing parameters")),
        "receipt-2",
        _billing,
    ),
    PageSpec(
        "operators",
        (str(QT_TRANSLATE_NOOP("Pages", "System settings")),),
        str(QT_TRANSLATE_NOOP("Pages", "Operators")),
        "users",
        OperatorPage,
    ),
    PageSpec(
        "system-log",
        (str(QT_TRANSLATE_NOOP("Pages", "System management")),),
        str(QT_TRANSLATE_NOOP("Pages", "System log")),
        "note",
        AuditPage,
    ),
    PageSpec(
        "call-trace",
        (str(QT_TRANSLATE_NOOP("Pages", "System")),),
        str(QT_TRANSLATE_NOOP("Pages", "Call trace")),
        "activity",
        CallTracePage,
    ),
)
