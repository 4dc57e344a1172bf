"""How a gateway is told who calls, in the interface; names are those of VOS3000's settings."""

from typing import Annotated

from pydantic import Field

from engine.control import identities

CallerDomain = Annotated[
    identities.CallerDomain,
    Field(
        description="Of a mapping gateway: where its calling number stands. "
        "`p_asserted_identity`: it is trusted, and the number it asserts counts before From"
    ),
]
Privacy = Annotated[
    identities.PrivacyMode,
    Field(
        description="Of a routing gateway: `pass` withholds a number when its caller asks for "
        "that, `id` always"
    ),
]
Asserted = Annotated[
    identities.AssertedMode,
    Field(
        description="Of a routing gateway: whether it gets a P-Asserted-Identity. `pass`: when a "
        "trusted mapping gateway asserted the caller; `caller`: always. It is trusted then, and "
        "gets numbers that are withheld with `Privacy: id`"
    ),
]
Preferred = Annotated[
    identities.PreferredMode,
    Field(description="The same of P-Preferred-Identity, for a carrier that asserts itself"),
]
