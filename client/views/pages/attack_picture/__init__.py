"""The picture of attacks: live plots, and patterns by name."""

from client.views.pages.attack_picture.page import AttackPicturePage

__all__ = ["AttackPicturePage"]
