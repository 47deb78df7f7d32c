"""Draws wall time, memory and the server's CPU time against the number of pods, with logarithmic axes."""

import math
from html import escape

from figures import median

SERIES = {
    "reap-pods": ("reap-pods", "#0072b2"), "sample-capacity": ("sample-capacity", "#009e73"),
    "curl, for reap-pods": ("curl, metadata", "#777777"), "kubectl": ("kubectl get -o json", "#d55e00"),
    "Python loop": ("loop in Python", "#cc79a7"),
}
"""Colors that people with color blindness can tell apart (Okabe and Ito)."""
PANELS = {"wall": "wall time, s", "memory": "peak memory, MB", "serverCPU": "API server's CPU time, s"}
WIDTH, HEIGHT, LEFT, TOP, GAP = 250, 220, 48, 30, 58


class Axis:
    """Maps values to positions, from one power of ten to another."""

    def __init__(self, values, start, length):
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self.start, self.length = start, length

    def position(self, value):
        return round(self.start + (math.log10(value) - self.low) / (self.high - self.low) * self.length, 1)

    def powers(self):
        return [10.0**power for power in range(self.low, self.high + 1)]


def text(x, y, content, anchor="middle"):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(content)}</text>'


def label(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def points(entries, name, key):
    """The positive medians of a program."""
    found = []
    for entry in entries:
        values = entry["programs"].get(name, {}).get(key)
        if values and median(values) > 0:
            found.append((entry["pods"], median(values)))
    return found


def panel(entries, key, left):
    """The lines of one panel of the plot."""
    series = {name: points(entries, name, key) for name in SERIES}
    values = [value for found in series.values() for _, value in found]
    across = Axis([entry["pods"] for entry in entries], left, WIDTH)
    up = Axis(values, TOP + HEIGHT, -HEIGHT)
    lines = [text(left + WIDTH / 2, TOP - 12, PANELS[key])]
    for value in across.powers():
        x = across.position(value)
        lines.append(f'<path class="grid" d="M{x} {TOP}V{TOP + HEIGHT}"/>')
        lines.append(text(x, TOP + HEIGHT + 16, label(value)))
    for value in up.powers():
        y = up.position(value)
        lines.append(f'<path class="grid" d="M{left} {y}H{left + WIDTH}"/>')
        lines.append(text(left - 5, y + 4, label(value), "end"))
    lines.append(text(left + WIDTH / 2, TOP + HEIGHT + 33, "pods"))
    for name, found in series.items():
        color = SERIES[name][1]
        places = [(across.position(pods), up.position(value)) for pods, value in found]
        if places:
            path = "L".join(f"{x} {y}" for x, y in places)
            lines.append(f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>')
            lines += [f'<circle cx="{x}" cy="{y}" r="3" fill="{color}"/>' for x, y in places]
    return lines


def plot(entries, description):
    keys = [key for key in PANELS if any(points(entries, name, key) for name in SERIES)]
    width = LEFT + len(keys) * (WIDTH + GAP)
    height = TOP + HEIGHT + 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title description">',
        '<title id="title">What a list costs, by the number of pods</title>',
        f'<desc id="description">{escape(description)}</desc>',
        "<style>text { font: 12px sans-serif; fill: #222 } .grid { stroke: #ccc }</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, key in enumerate(keys):
        lines += panel(entries, key, LEFT + number * (WIDTH + GAP))
    x, y = LEFT, TOP + HEIGHT + 57
    for name, (title, color) in SERIES.items():
        if any(points(entries, name, key) for key in keys):
            lines.append(f'<circle cx="{x}" cy="{y - 4}" r="4" fill="{color}"/>')
            lines.append(text(x + 9, y, title, "start"))
            x += 40 + 7 * len(title)
    return "\n".join([*lines, "</svg>", ""])
