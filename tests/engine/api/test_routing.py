"""Routes have their whole path from the beginning, and are built once for all applications."""

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from engine.api.routing import PREFIX, resource, serve, template


def refuse() -> None:
    """Never called here."""


def test_a_route_has_the_path_the_group_and_the_needs_of_its_resource() -> None:
    needs = Depends(refuse)
    router = resource("/things", tag="things", needs=needs)

    @router.get("/{name}")
    def thing(name: str) -> str:
        return name

    (route,) = router.routes
    assert isinstance(route, APIRoute)
    assert (route.path, route.unique_id) == (f"{PREFIX}/things/{{name}}", "thing")
    assert (route.tags, route.dependencies) == (["things"], [needs])
    assert template(route) == "/things/{name}"


def test_applications_share_the_routes_and_the_first_that_fits_is_taken() -> None:
    fixed, any_other = resource("/things", tag="things"), resource(tag="page", under="")
    fixed.get("/new")(lambda: "new")
    any_other.get("/{path:path}")(lambda path: path)
    apps = [FastAPI(openapi_url=None), FastAPI(openapi_url=None)]
    for app in apps:
        serve(app, (fixed, any_other))
    assert apps[0].routes == apps[1].routes
    assert apps[0].routes == [*fixed.routes, *any_other.routes]
    assert [template(route) for route in apps[0].routes] == ["/things/new", "/{path:path}"]


def test_what_is_no_route_has_no_template() -> None:
    assert template(None) == ""
