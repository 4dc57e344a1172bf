"""Where routes are gathered: one router a resource, made with what all of them have in common.

FastAPI builds each route with all it takes, 3 ms of it. A router that is included is built once
more for every application, by its first request. Ours have their whole path from the beginning
instead, so that an application takes the routes as they are.
"""

from collections.abc import Iterable
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.params import Depends
from fastapi.routing import APIRoute

PREFIX: Final = "/api/v1"


def resource(
    path: str = "", *, tag: str, needs: Depends | None = None, under: str = PREFIX
) -> APIRouter:
    """A router for the routes of one resource.

    Args:
        path: what all their paths begin with, after ``under``.
        tag: the group they are shown in.
        needs: what all of them depend on, such as a signed-in sender.
        under: where the resource is, unless it is one of the interface.
    """
    return APIRouter(
        prefix=under + path,
        tags=[tag],
        dependencies=[] if needs is None else [needs],
        generate_unique_id_function=_operation_id,
    )


def serve(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Let ``app`` answer the routes of these, in this order: the first that fits is taken."""
    for router in routers:
        app.router.routes.extend(router.routes)


def template(route: object) -> str:
    """The path of a route without :data:`PREFIX`; "" for what is none."""
    return str(getattr(route, "path", "")).removeprefix(PREFIX)


def _operation_id(route: APIRoute) -> str:
    return route.name
