"""Errors whose text is meant for a person.

Everything this program raises on purpose derives from :class:`SwitchwardenError`. Its ``detail``
is one line that says what is wrong, whose fault it is and what to do about it; it may be shown to
an operator as it stands, so it never holds a secret. The class says who should react:

* ``ConfigError``: whoever starts the engine (flags, configuration file, folders, ports);
* ``ParameterError`` and ``Invalid``: whoever sent the value;
* ``NotFound`` and ``Conflict``: whoever sent the request, after looking at the present state;
* ``StoreError`` and ``ControlError``: this machine (disk, database, another process), try later.

A programming mistake is none of these and stays what it is, a built-in exception.
"""


class SwitchwardenError(Exception):
    """Root of all errors raised on purpose.

    Attributes:
        detail: one line for a person: what is wrong, whose fault, what to do.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class ConfigError(SwitchwardenError):
    """The engine cannot start, or not as asked: a flag, the file, a folder, a port."""


class StoreError(SwitchwardenError):
    """A store could not read or write; nothing was changed."""


class ControlError(SwitchwardenError):
    """Another process of the engine is not there, does not answer or refuses."""


class NotFound(SwitchwardenError):  # noqa: N818 - named after the answer it becomes
    """The object that was named does not exist."""


class Conflict(SwitchwardenError):  # noqa: N818 - named after the answer it becomes
    """The object exists already, or was changed by somebody else meanwhile."""


class ParameterError(SwitchwardenError):
    """A value that a parameter does not take; the detail names the range.

    Attributes:
        name: the parameter.
    """

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(detail)
        self.name = name


class Invalid(SwitchwardenError):  # noqa: N818 - named after the answer it becomes
    """A field of a request that is not acceptable.

    Attributes:
        field: the field, as its sender calls it.
    """

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field
