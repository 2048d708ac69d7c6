"""Two headers of a request, read as RFC 9110 writes them."""

from __future__ import annotations

KNOWN = ("br", "gzip")
USUAL = frozenset({"gzip, deflate, br", "gzip, deflate, br, zstd"})


def encodings(header: str) -> tuple[str, ...]:
    """Our compressed encodings that the reader takes, best first; `q=0` refuses one."""
    if header in USUAL:
        return KNOWN
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = weight(parameters)
    other = weights.get("*", 0.0)
    found = [(weights.get(name, other), name) for name in KNOWN]
    return tuple(name for q, name in sorted(found, key=lambda item: -item[0]) if q > 0)


def weight(parameters: str) -> float:
    """The q value of a list element; without one it is 1, a broken one counts as refusal."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def matches(header: str, etag: str) -> bool:
    """Whether If-None-Match names this representation: a list, weak names or `*`."""
    if header.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in header.split(","))
