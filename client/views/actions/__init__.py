"""What the operator can do: one object an action, all in one registry, the only writers of state.

* ``registry``: `ActionRegistry`; menus, the palette and the shortcut sheet are made from it.
* ``remote``: `RemoteAction`, the base of everything that changes something on the engine:
  confirm, call, report. Confirmation is injected, so every flow runs in a test.
"""
