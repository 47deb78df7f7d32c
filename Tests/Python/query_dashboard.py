#!/usr/bin/env python3
"""query_dashboard.py DASHBOARD FILE.prom...: runs each query of a Grafana dashboard over metrics files.

Loads the files into Debian's Prometheus, which serves the queries on a loopback address. Prints the queries that fail
or return no series, and the metrics that no query uses, and exits with 1 if there are any.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

COMMENT = re.compile(r"^# (TYPE|HELP) (\S+)")


def open_metrics(paths, moments):
    """Returns the files as one OpenMetrics text, with each sample at each moment, and the names of the metrics."""
    families = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file.read().splitlines():
                head = COMMENT.match(line)
                name = head[2] if head else re.split(r"[{ ]", line, maxsplit=1)[0]
                lines = families.setdefault(name, [])
                if head and line not in lines:
                    lines.append(line)
                elif not head:
                    lines += [f"{line} {moment}" for moment in moments]
    return "\n".join(line for lines in families.values() for line in lines) + "\n# EOF\n", set(families)


def queries(dashboard):
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def ask(base, expression, moment):
    url = base + "/api/v1/query?" + urllib.parse.urlencode({"query": expression, "time": moment})
    # Not through a proxy.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=30) as reply:
            return json.load(reply)["data"]["result"], None
    except urllib.error.HTTPError as error:
        return [], json.load(error).get("error", str(error))


def wait_until_ready(base, process):
    while process.poll() is None:
        try:
            ask(base, "1", 0)
            return
        except (OSError, ValueError):  # not listening yet, or a text that it starts up
            time.sleep(0.1)
    sys.exit("prometheus ended before it was ready")


def main(dashboard_path, paths):
    with open(dashboard_path, encoding="utf-8") as file:
        dashboard = json.load(file)
    now = int(time.time())
    text, metrics = open_metrics(paths, [now - 60, now])
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/metrics", "w", encoding="utf-8") as file:
            file.write(text)
        with open(f"{folder}/prometheus.yml", "w", encoding="utf-8") as file:
            file.write("scrape_configs: []\n")
        subprocess.run(
            ["promtool", "tsdb", "create-blocks-from", "openmetrics", f"{folder}/metrics", f"{folder}/data"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        port = free_port()
        with open(f"{folder}/log", "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [
                    "prometheus",
                    f"--config.file={folder}/prometheus.yml",
                    f"--storage.tsdb.path={folder}/data",
                    f"--web.listen-address=127.0.0.1:{port}",
                ],
                stdout=log,
                stderr=log,
            )
        try:
            base = f"http://127.0.0.1:{port}"
            wait_until_ready(base, process)
            used = ""
            for title, expression in queries(dashboard):
                used += expression + "\n"
                result, error = ask(base, expression.replace("$cluster", ".*"), now)
                if error or not result:
                    problems.append(f"{title}: {expression}: {error or 'no series'}")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
    words = set(re.findall(r"podkeeper_[a-z0-9_]+", used))
    problems += [f"no panel shows {name}" for name in sorted(metrics - words)]
    problems += [f"no program writes {name}" for name in sorted(words - metrics)]
    print("\n".join(problems + [f"{len(list(queries(dashboard)))} queries, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
