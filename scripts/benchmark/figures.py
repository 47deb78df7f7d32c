"""Medians, spreads and ratios, and how the page shows them."""

import statistics

UNITS = {
    "wall": (1, "s", 3), "cpu": (1, "s", 3), "memory": (1, "MB", 3), "serverCPU": (1, "s", 2),
    "received": (1e-6, "MB", 3),
}
"""The factor, the unit and the decimals of each figure."""


def median(values):
    return statistics.median(values)


def ratio(figure, base, key):
    return median(figure[key]) / median(base[key])


def decimals(value, most):
    """How many decimals to show: at most `most`, and fewer for large numbers."""
    return max(0, most - sum(abs(value) >= bound for bound in (1, 10, 100)))


def shown(values, unit, most, spread=True):
    """The median, and in parentheses the range of the middle half of the runs."""
    middle = median(values)
    digits = decimals(middle, most)
    text = f"{middle:,.{digits}f}{' ' if unit else ''}{unit}"
    if not spread or len(values) < 2:
        return text
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{text} ({low:,.{digits}f}–{high:,.{digits}f})"


def cell(figure, key, spread=True):
    values = figure.get(key)
    if values is None:
        return "–"
    factor, unit, most = UNITS[key]
    values = values if isinstance(values, list) else [values]
    return shown([value * factor for value in values], unit, most, spread)


def times(value):
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"
