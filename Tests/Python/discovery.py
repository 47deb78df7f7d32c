"""Google's discovery documents: which method a request calls, and whether a body fits a schema of theirs."""

import json
import re
from datetime import datetime
from importlib import resources

# The APIs that a request may belong to.
NAMES = ["monitoring.v3", "container.v1", "iamcredentials.v1"]


class Document:
    """One API's discovery document."""

    def __init__(self, name):
        folder = resources.files("googleapiclient.discovery_cache.documents")
        self.json = json.loads((folder / f"{name}.json").read_text())
        self.schemas = self.json["schemas"]

    def methods(self, node=None):
        """All methods of the API."""
        node = node or self.json
        yield from node.get("methods", {}).values()
        for resource in node.get("resources", {}).values():
            yield from self.methods(resource)

    def method(self, verb, path):
        """The method that a request calls, or None."""
        for method in self.methods():
            if method["httpMethod"] == verb and re.fullmatch(_pattern(method), path):
                return method
        return None

    def parameters(self, method):
        """The names of all parameters that may stand in a query."""
        own = {k for k, v in method.get("parameters", {}).items() if v["location"] == "query"}
        return own | set(self.json["parameters"])


def _pattern(method):
    """A regular expression of a method's paths: `v1/{+name}:verb`, with the pattern that `name` has."""
    pattern = ""
    for literal, name in re.findall(r"([^{]*)(?:\{\+?([^}]*)\})?", method["path"]):
        pattern += re.escape(literal)
        if name:
            inner = method["parameters"][name].get("pattern", "[^/]+")
            pattern += "(?:" + inner.removeprefix("^").removesuffix("$") + ")"
    return "/" + pattern


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
        rest = self._fields(mask, schema["$ref"])
        return [f"fields={mask}: cannot be read from {rest!r}"] if isinstance(rest, str) and rest else rest or []

    def _fields(self, text, name):
        """What is left of a list of fields of a schema when it ends, or a list of problems."""
        while True:
            word = re.match(r"\w*", text).group()
            properties = self.schemas[name].get("properties", {})
            if word not in properties:
                return [f"fields: {name} has no field {word!r}"]
            text = text[len(word):]
            if text[:1] in ("(", "/"):
                opened, target = text[0], properties[word].get("items", properties[word]).get("$ref")
                if not target:
                    return [f"fields: {word!r} has no fields"]
                text = self._fields(text[1:], target)
                if not isinstance(text, str):
                    return text
                if opened == "(":
                    if text[:1] != ")":
                        return text or "(end)"
                    text = text[1:]
                else:
                    return text
            if text[:1] != ",":
                return text
            text = text[1:]
