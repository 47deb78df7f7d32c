"""The tables of docs/performance.md, in Markdown."""

from figures import cell, decimals, median, ratio, shown, times

FOR_REAP = "curl, for reap-pods"
FOR_ALL_RULES = "curl, for reap-pods with all rules"
FOR_CAPACITY = "curl, for sample-capacity"
EXPIRED = {
    FOR_REAP: "curl, metadata", "reap-pods": "`reap-pods --dry-run`", FOR_ALL_RULES: "curl, whole pods",
    "reap-pods with all rules": "`reap-pods --dry-run`, all rules", "kubectl": "`kubectl get pods -A -o json`",
    "Python loop": "loop in Python",
}
CAPACITY = {
    FOR_CAPACITY: "curl", "curl --http1.1, for sample-capacity": "`curl --http1.1`",
    "sample-capacity": "`sample-capacity`",
}
BASES = {"reap-pods with all rules": FOR_ALL_RULES, "sample-capacity": FOR_CAPACITY}


def table(heads, rows):
    lines = ["| " + " | ".join(line) + " |" for line in [heads, *rows]]
    return "\n".join([lines[0], "|---" * len(heads) + "|", *lines[1:]])


def against_curl(name, programs):
    """The ratios of wall and CPU time to those of curl, which downloads the same list."""
    base = programs[BASES.get(name, FOR_REAP)]
    if name.startswith("curl"):
        return "–"
    return ", ".join(times(ratio(programs[name], base, key)) for key in ("wall", "cpu"))


def real_lists(entries, names):
    """One row per program and number of pods."""
    heads = ["pods", "program", "wall", "CPU", "ratios to curl", "peak memory", "received", "requests", "server CPU"]
    rows = []
    for entry in entries:
        for name, title in names.items():
            figure = entry["programs"].get(name)
            if figure:
                keys = [cell(figure, key) for key in ("wall", "cpu")]
                requests = f"{median(figure['requests']):.0f}" if "requests" in figure else "–"
                more = [cell(figure, "memory", False), cell(figure, "received"), requests, cell(figure, "serverCPU")]
                rows.append([f"{entry['pods']:,}", title, *keys, against_curl(name, entry["programs"]), *more])
    return table(heads, rows)


def simulated_lists(entries, bases, name):
    """One row per number of pods and rate, the program beside curl."""
    titles = {base: ("curl" if "--http1.1" not in base else "curl `--http1.1`") for base in bases}
    both = "wall, CPU"
    heads = ["pods", "server", *(f"{title}: {both}" for title in titles.values()), f"{name}: {both}", "ratios to curl"]
    rows = []
    for entry in sorted(entries, key=lambda entry: entry["rate"]):
        programs = entry["programs"]
        cells = [f"{cell(programs[p], 'wall')}, {cell(programs[p], 'cpu', False)}" for p in [*bases, name]]
        rows.append([f"{entry['pods']:,}", entry["rate"], *cells, against_curl(name, programs)])
    return table(heads, rows)


def whole_lists(entries):
    """What reads whole lists as JSON."""
    names = [name for name in ("kubectl", "Python loop") if any(name in entry["programs"] for entry in entries)]
    heads = ["pods", *(f"{EXPIRED[name]}: wall, CPU, peak memory" for name in names)]
    rows = []
    for entry in entries:
        if names and names[0] in entry["programs"]:
            figures = [entry["programs"][name] for name in names]
            cells = [f"{cell(f, 'wall')}, {cell(f, 'cpu', False)}, {cell(f, 'memory', False)}" for f in figures]
            rows.append([f"{entry['pods']:,}", *cells])
    return table(heads, rows) if rows else "kubectl and the Python client were not installed."


def growth(entries):
    """What each further 1,000 pods cost, from the smallest to the largest cluster."""
    heads = ["program", "wall", "CPU", "peak memory", "server CPU"]
    rows = []
    for name, title in {**EXPIRED, **CAPACITY}.items():
        measured = [entry for entry in entries if name in entry["programs"]]
        if len(measured) > 1:
            thousands = (measured[-1]["pods"] - measured[0]["pods"]) / 1000
            before, after = measured[0]["programs"][name], measured[-1]["programs"][name]
            row = [title]
            for key, factor, unit in (
                ("wall", 1000, "ms"), ("cpu", 1000, "ms"), ("memory", 1, "MB"), ("serverCPU", 1000, "ms")):
                if key in before and key in after:
                    grown = (median(after[key]) - median(before[key])) / thousands * factor
                    row.append(f"{max(grown, 0):.{decimals(grown, 2)}f} {unit}")
                else:
                    row.append("–")
            rows.append(row)
    return table(heads, rows)


def start_up(programs):
    heads = ["program", "wall", "CPU", "peak memory", "ratios to curl"]
    rows = []
    for name, figure in programs.items():
        base = programs["curl --version" if name.endswith("--version") else "curl, empty list"]
        own = figure is base
        ratios = "–" if own else ", ".join(times(ratio(figure, base, key)) for key in ("wall", "cpu"))
        title = f"`{name}`" if "," not in name else name
        wall, cpu = (shown([value * 1000 for value in figure[key]], "ms", 2) for key in ("wall", "cpu"))
        rows.append([title, wall, cpu, cell(figure, "memory", False), ratios])
    return table(heads, rows)


def deletes(results):
    heads = ["server", "pods", "program", "deletes per second", "CPU per delete", "peak memory", "server CPU per delete"]
    rows = []
    for server, entry in results:
        count = entry["pods"]
        for name, figure in sorted(entry["programs"].items(), key=lambda item: item[0] != "reap-pods"):
            rate = shown([count / wall for wall in figure["wall"]], "", 0)
            cpu = f"{median(figure['cpu']) / count * 1000:.3f} ms"
            cost = f"{median(figure['serverCPU']) / count * 1000:.2f} ms" if "serverCPU" in figure else "–"
            rows.append([server, f"{count:,}", f"`{name}`", rate, cpu, cell(figure, "memory", False), cost])
    return table(heads, rows)
