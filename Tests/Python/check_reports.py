#!/usr/bin/env python3
"""check_reports.py FILE...: checks reports, one JSON object per line, against docs/schemas.

Prints each problem with the line it is in and exits with 1 if there is any. Uses Debian's python3-jsonschema.
"""

import json
import os
import sys

import jsonschema

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/schemas")


def schemas():
    """Returns a validator for whole reports and one for the last line of JSON lines, by the report's schema."""
    found = {}
    for name in sorted(os.listdir(SCHEMAS)):
        with open(os.path.join(SCHEMAS, name), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        last = {**schema["$defs"]["lastLine"], "$defs": schema["$defs"]}
        found[schema["properties"]["schema"]["const"]] = [
            jsonschema.Draft202012Validator(each) for each in (schema, last)
        ]
    return found


def problems(report, validators):
    if not isinstance(report, dict) or report.get("schema") not in validators:
        yield f"no schema describes {str(report)[:80]}"
        return
    for error in validators[report["schema"]]["time" not in report].iter_errors(report):
        yield f"{error.json_path}: {error.message[:500]}"


def main(paths):
    validators = schemas()
    count, bad, kinds = 0, 0, {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                count += 1
                try:
                    report = json.loads(line)
                except ValueError as error:
                    found = [f"not JSON: {error}"]
                else:
                    found = list(problems(report, validators))
                    kind = report.get("schema") if isinstance(report, dict) else None
                    kinds[kind] = kinds.get(kind, 0) + 1
                for problem in found:
                    bad += 1
                    print(f"{path}:{number}: {problem}")
    print(f"{count} reports, {bad} problems: " + ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds, key=str)))
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
