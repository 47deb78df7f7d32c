"""Google's discovery documents: which method a request calls."""

import json
import re
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
