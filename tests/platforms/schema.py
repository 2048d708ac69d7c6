"""As much of JSON Schema as the platforms' own descriptions need, to hold requests against them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SPECS = Path(__file__).parent / "specs"
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


class Description:
    """One OpenAPI description."""

    def __init__(self, name: str) -> None:
        self.whole = json.loads((SPECS / name).read_text(encoding="utf-8"))

    def request(self, path: str) -> Mapping[str, Any]:
        """The schema of what is posted there."""
        found: Mapping[str, Any] = self.whole["paths"][path]["post"]["requestBody"]["content"]
        schema: Mapping[str, Any] = found["application/json"]["schema"]
        return schema

    def answer(self, path: str) -> Mapping[str, Any]:
        """The schema of what comes back."""
        found: Mapping[str, Any] = self.whole["paths"][path]["post"]["responses"]["200"]["content"]
        schema: Mapping[str, Any] = found["application/json"]["schema"]
        return schema

    def named(self, name: str) -> Mapping[str, Any]:
        """A schema by name."""
        schema: Mapping[str, Any] = self.whole["components"]["schemas"][name]
        return schema

    def flat(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """References followed and `allOf` made one; what one part names, the others allow."""
        if "$ref" in schema:
            return self.flat(self.named(schema["$ref"].rpartition("/")[2]))
        whole = {key: value for key, value in schema.items() if key != "allOf"}
        for part in map(self.flat, schema.get("allOf", ())):
            known = {**whole.get("properties", {}), **part.get("properties", {})}
            needed = [*whole.get("required", ()), *part.get("required", ())]
            whole = {**part, **whole, "properties": known, "required": needed}
        return whole

    def wrong(self, value: object, schema: Mapping[str, Any], at: str = "$") -> Iterator[str]:
        """What the description does not allow."""
        rule = self.flat(schema)
        if "oneOf" in rule:
            fits = [one for one in rule["oneOf"] if not list(self.wrong(value, one, at))]
            if len(fits) != 1:
                yield f"{at} fits {len(fits)} of {len(rule['oneOf'])}"
            return
        if "type" in rule and not isinstance(value, TYPES[rule["type"]]):
            yield f"{at} is no {rule['type']}"
        if "enum" in rule and value not in rule["enum"]:
            yield f"{at} is none of {rule['enum']}"
        if isinstance(value, list):
            for place, one in enumerate(value):
                yield from self.wrong(one, rule.get("items", {}), f"{at}[{place}]")
        if isinstance(value, dict):
            yield from self.wrong_inside(value, rule, at)

    def wrong_inside(self, value: dict[str, Any], rule: dict[str, Any], at: str) -> Iterator[str]:
        """What an object lacks, or has and should not have."""
        known = rule.get("properties", {})
        yield from (f"{at}.{name} is missing" for name in rule.get("required", ())
                    if name not in value)  # fmt: skip
        for name, one in value.items():
            if name in known:
                yield from self.wrong(one, known[name], f"{at}.{name}")
            elif rule.get("additionalProperties") is False:
                yield f"{at}.{name} is not known"
