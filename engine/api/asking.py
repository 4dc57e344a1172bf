"""How a request asks the store of call records: in the name of its sender, as long as he waits."""

from collections.abc import Callable
from typing import Annotated, NamedTuple, TypeVar

from fastapi import Depends, Request

from engine.api.query_desk import QueryDesk
from engine.api.security import Reader, services_of

T = TypeVar("T")


class Asker(NamedTuple):
    """One request that asks the store.

    Attributes:
        desk: Where.
        request: Whose client may go away.
        who: Name of the operator.
    """

    desk: QueryDesk
    request: Request
    who: str

    async def __call__(self, work: Callable[[], T]) -> T:
        """See :meth:`QueryDesk.ask`."""
        return await self.desk.ask(self.who, self.request.is_disconnected, work)


def asker(request: Request, identity: Reader) -> Asker:
    """The way for a request to ask."""
    return Asker(services_of(request).queries, request, identity.name)


Ask = Annotated[Asker, Depends(asker)]
