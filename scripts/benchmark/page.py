"""Writes docs/performance.md and its plot from the results in docs/performance/."""

import json
import os
import re
import shutil
import textwrap
from glob import glob
from string import Template

import tables
from figures import cell, median, ratio, times
from peers import FOLDER
from plot import plot

RESULTS = f"{FOLDER}/docs/performance"
PAGE = f"{FOLDER}/docs/performance.md"
PLOT = f"{FOLDER}/docs/images/performance.svg"


def as_json(result):
    """JSON with a line for each list of runs."""
    text = json.dumps(result, indent=1, ensure_ascii=False)
    return re.sub(r"\[\s+([-\d.,\s]+?)\s+\]", lambda runs: f"[{' '.join(runs.group(1).split())}]", text) + "\n"


def summary(result):
    """The medians, for the terminal."""
    lines = []
    parts = [(f"lists of {entry['pods']:,} pods, {entry['rate']}", entry["programs"]) for entry in result["lists"]]
    parts += [(f"deletes of {entry['pods']:,} pods", entry["programs"]) for entry in result["deletes"]]
    parts += [("start-up", result["startUp"])] if "startUp" in result else []
    for title, programs in parts:
        lines += ["", title]
        for name, figure in programs.items():
            keys = [key for key in ("wall", "cpu", "memory", "received", "serverCPU") if key in figure]
            lines.append(f"  {name:36}" + "   ".join(f"{key} {cell(figure, key)}" for key in keys))
    return "\n".join(lines)


def recorded():
    """The results on simulated servers, and those on a real one, smallest cluster first."""
    found = [json.load(open(path)) for path in sorted(glob(f"{RESULTS}/*.json"))]
    simulated = next(result for result in found if result["server"]["kind"] == "simulated")
    real = [result for result in found if result["server"]["kind"] == "real"]
    return simulated, sorted(real, key=lambda result: result["server"]["pods"])


def machine(result):
    machine = result["machine"]
    return (f"{machine['cores']} cores ({machine['cpu']}), {machine['memoryGB']} GB of memory, {machine['kernel']}")


def versions(results):
    """All versions that any of the results was measured with."""
    merged = {name: version for result in results for name, version in result["versions"].items()}
    return ", ".join(f"{name} {version}" for name, version in merged.items())


def missing(results):
    names = sorted({name for result in results for name in result["missing"]})
    return f"Not installed, and so not measured: {', '.join(names)}." if names else ""


def load(results):
    """Whether other programs used the processors."""
    loads = [result["load"] for result in results]
    if max(loads) < 0.5:
        return "Nothing else was running."
    return (f"The load average at the start was {min(loads)} to {max(loads)}: where other programs used the processors, "
            "wall times are longer and vary more than on an idle machine. CPU times vary less.")


def about_server(real):
    """Which real server this is, and its age."""
    about = real[-1]["server"]
    place = "on this machine" if about["here"] else "reached over the network"
    return f"kube-apiserver {about['version'].lstrip('v')} {place}"


def rendered(template, simulated, real):
    lists = [entry for result in real for entry in result["lists"]]
    fast = [entry for entry in simulated["lists"] if entry["rate"] == "full speed"]
    removed = [("simulated", entry) for entry in simulated["deletes"]]
    removed += [(f"real, {result['server']['pods']:,} pods", entry) for result in real for entry in result["deletes"]]
    start = simulated["startUp"]
    largest = lists[-1]["programs"]

    def against(name, base):
        return times(ratio(largest[name], largest[base], "wall"))

    values = {
        "date": real[-1]["date"], "machine": machine(simulated), "versions": versions([simulated, *real]),
        "missing": missing([simulated, *real]),
        "load": load([simulated, *real]), "runs": str(simulated["runs"]), "realRuns": str(real[-1]["runs"]),
        "startRuns": str(simulated["runs"] * 5), "server": about_server(real), "sizes": sizes(real),
        "pods": f"{real[-1]['server']['pods']:,}", "realExpired": tables.real_lists(lists, tables.EXPIRED),
        "realCapacity": tables.real_lists(lists, tables.CAPACITY), "growth": tables.growth(lists),
        "simulatedReap": tables.simulated_lists(simulated["lists"], [tables.FOR_REAP], "reap-pods"),
        "simulatedCapacity": tables.simulated_lists(
            simulated["lists"], [tables.FOR_CAPACITY, "curl --http1.1, for sample-capacity"], "sample-capacity"),
        "simulatedWhole": tables.whole_lists(fast), "startUp": tables.start_up(start),
        "deletes": tables.deletes(removed),
        "reapAgainstCurl": against("reap-pods", tables.FOR_REAP),
        "capacityAgainstCurl": against("sample-capacity", tables.FOR_CAPACITY),
        "reapMemory": cell(largest["reap-pods"], "memory", False),
        "capacityMemory": cell(largest["sample-capacity"], "memory", False),
        "slowPeers": slow_peers(lists),
        "startDifference": f"{1000 * difference(start, 'reap-pods, empty list', 'curl, empty list'):.0f}",
    }
    return wrapped(Template(template).substitute(values))


def wrapped(text):
    """The text with its paragraphs and list items filled anew; tables stay."""
    blocks = []
    for block in text.split("\n\n"):
        for part in re.split(r"\n(?=- )", block):
            fill = part if part.startswith(("|", "#", "!")) else textwrap.fill(
                part, 118, subsequent_indent="  " if part.startswith("- ") else "", break_on_hyphens=False)
            blocks.append(fill + ("\n" if part.startswith("- ") else "\n\n"))
        blocks[-1] = fill + "\n\n"
    return "".join(blocks).rstrip() + "\n"


def difference(programs, name, base):
    return median(programs[name]["wall"]) - median(programs[base]["wall"])


def sizes(real):
    """The numbers of pods and nodes, as part of a sentence."""
    nodes = {}
    for result in real:
        nodes.setdefault(result["server"]["nodes"], []).append(f"{result['server']['pods']:,}")
    return ", and ".join(f"{' and '.join(pods)} pods on {count:,} nodes" for count, pods in nodes.items())


def slow_peers(lists):
    """What kubectl and the Python client need for the same question, as one sentence."""
    names = ("kubectl", "Python loop")
    entry = next((entry for entry in reversed(lists) if any(name in entry["programs"] for name in names)), None)
    if not entry:
        return "kubectl and the Python client were not installed."
    programs = entry["programs"]
    parts = []
    for name in filter(programs.get, names):
        wall, memory = (cell(programs[name], key, False) for key in ("wall", "memory"))
        faster = times(ratio(programs[name], programs["reap-pods"], "wall"))
        parts.append(f"{tables.EXPIRED[name]} takes {wall} and {memory} ({faster} times as long as `reap-pods`)")
    return ("" if entry is lists[-1] else f"With {entry['pods']:,} pods, ") + "; ".join(parts) + "."


def main(check=False):
    """Takes over new results and writes the page. With `check`, only compares."""
    if not check:
        os.makedirs(RESULTS, exist_ok=True)
        os.makedirs(os.path.dirname(PLOT), exist_ok=True)
        for path in glob(f"{FOLDER}/.build/bench/*.json"):
            shutil.copyfile(path, f"{RESULTS}/{os.path.basename(path)}")
    simulated, real = recorded()
    entries = [entry for result in real for entry in result["lists"]]
    server = about_server(real)
    files = {
        PAGE: rendered(open(f"{os.path.dirname(__file__)}/page.md").read(), simulated, real),
        PLOT: plot(entries, f"Three plots with logarithmic axes. {server}. The same figures are in the tables."),
    }
    for path, content in files.items():
        if not check:
            with open(path, "w") as file:
                file.write(content)
        elif open(path).read() != content:
            print(f"{os.path.relpath(path, FOLDER)} is not what make performance writes")
            return 1
    return 0
