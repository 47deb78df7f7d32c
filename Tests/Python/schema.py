"""Whether a value fits a schema of a discovery document, and a field mask names fields that there are."""

import json
import re
from datetime import datetime


class Schema:
    """Checks values against the schemas of a document, stricter than Google: no unknown fields, no null."""

    _TYPES = {"string": str, "boolean": bool, "array": list, "object": dict}
    _FORMATS = {
        "int64": re.compile(r"-?\d+"),
        "byte": re.compile(r"[A-Za-z0-9+/_-]*=*"),
        "google-duration": re.compile(r"-?\d+(\.\d{1,9})?s"),
        "google-datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)"),
    }

    def __init__(self, document):
        self.schemas = document.schemas

    def problems(self, value, schema, path=""):
        """What is wrong with a value, one text each."""
        if "$ref" in schema:
            schema = self.schemas[schema["$ref"]]
        kind = schema.get("type", "any")
        if kind == "any":
            return
        if not self._is(value, kind):
            yield f"{path}: {json.dumps(value)} is no {kind}"
        elif kind == "object":
            yield from self._members(value, schema, path)
        elif kind == "array":
            for index, item in enumerate(value):
                yield from self.problems(item, schema["items"], f"{path}[{index}]")
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{path}: {value!r} is none of {schema['enum']}"
        elif kind == "string":
            yield from self._text(value, schema.get("format"), path)

    def _is(self, value, kind):
        if kind in ("number", "integer"):
            wanted = (int, float) if kind == "number" else int
            return isinstance(value, wanted) and not isinstance(value, bool)
        return isinstance(value, self._TYPES[kind])

    def _members(self, value, schema, path):
        for name, member in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if inner is None:
                yield f"{path}.{name}: no such field"
            else:
                yield from self.problems(member, inner, f"{path}.{name}")

    def _text(self, value, form, path):
        pattern = self._FORMATS.get(form)
        if pattern and not pattern.fullmatch(value):
            yield f"{path}: {value!r} is no {form}"
        elif form == "google-datetime":
            try:
                datetime.fromisoformat(re.sub(r"\.\d+", "", value).replace("Z", "+00:00"))
            except ValueError as error:
                yield f"{path}: {value!r} is no {form}: {error}"

    def mask_problems(self, mask, schema):
        """What is wrong with the parameter `fields`, such as `name,masterAuth(clientKey)`."""
        try:
            if rest := self._fields(mask, schema["$ref"]):
                raise ValueError(f"cannot be read from {rest!r}")
        except ValueError as error:
            return [f"fields={mask}: {error}"]
        return []

    def _fields(self, text, name):
        """What follows a list of fields of a schema."""
        text = self._field(text, name)
        while text.startswith(","):
            text = self._field(text[1:], name)
        return text

    def _field(self, text, name):
        """What follows a field of a schema and what is chosen of it."""
        word = re.match(r"\w*", text).group()
        field = self.schemas[name].get("properties", {}).get(word)
        if not field:
            raise ValueError(f"{name} has no field {word!r}")
        text = text[len(word):]
        if not text.startswith(("/", "(")):
            return text
        inner = field.get("items", field).get("$ref")
        if not inner:
            raise ValueError(f"{word!r} has no fields")
        if text[0] == "/":
            return self._field(text[1:], inner)
        text = self._fields(text[1:], inner)
        if not text.startswith(")"):
            raise ValueError("a parenthesis is not closed")
        return text[1:]
