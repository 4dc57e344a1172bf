"""The page of alarm rules: which figures raise alarms, and who is told."""

from client.views.pages.alarm_rules.page import AlarmRulePage

__all__ = ["AlarmRulePage"]
