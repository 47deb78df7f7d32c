"""Checks requests that were recorded: each must be one that Google's own documents and messages know.

Usage: check_requests.py FILE, with a line of JSON a request: {"method": …, "target": …, "body": …}.
Prints a line for each thing that is wrong; the last line counts. Exits with 1 if anything is wrong.
"""

import json
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

import discovery
import messages
from schema import Schema

DOCUMENTS = [discovery.Document(name) for name in discovery.NAMES]

# What no discovery document describes: metadata, tokens, Kubernetes, and what only the simulation has.
OTHERS = ("/computeMetadata/", "/token", "/v1/token", "/subject-token", "/points", "/api/", "/apis/", "/version")


def check(verb, target, body):
    """What is wrong with a request, or None for one that is nobody's business here."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path.endswith("/v1/metrics"):
        return messages.problems(body, "otlp")
    for document in DOCUMENTS:
        if method := document.method(verb, path):
            return list(_check(document, method, dict(parse_qsl(parts.query)), body))
    is_other = path == "/" or any(path == other or path.startswith(other.rstrip("/") + "/") for other in OTHERS)
    return None if is_other else ["no method of Google's has this path"]


def _check(document, method, query, body):
    schema = Schema(document)
    for name in query:
        if name not in document.parameters(method):
            yield f"{method['id']} has no parameter {name!r}"
    if "fields" in query:
        yield from schema.mask_problems(query["fields"], method["response"])
    if "request" not in method:
        if body:
            yield f"{method['id']} has no body"
        return
    try:
        value = json.loads(body, parse_constant=lambda word: f"the constant {word}")
    except ValueError as error:
        yield f"the body is no JSON: {error}"
        return
    yield from schema.problems(value, method["request"])
    yield from messages.problems(body, method["id"])


def main():
    checked = wrong = 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            request = json.loads(line)
            problems = check(request["method"], request["target"], request["body"])
            checked += problems is not None
            for problem in problems or []:
                wrong += 1
                print(f"{request['method']} {request['target']}: {problem}")
    print(f"{checked} requests checked, {wrong} problems")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
