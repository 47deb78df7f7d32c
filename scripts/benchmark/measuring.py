"""Runs programs in rounds and collects what each run used."""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable, Optional

NOTHING = "nothing"
"""The program that does nothing: what the server spends on being asked for its metrics."""
SLOW, FEW = 20, 3
"""A program that takes more than this many seconds runs only in the first few rounds."""


class BenchError(Exception):
    pass


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


@dataclass
class Program:
    command: list
    prepare: Optional[Callable] = None
    """Runs before the measured command and may return arguments for it."""
    check: Optional[Callable] = None
    """Runs after it and raises an error if the command did not do its work."""


class Launcher:
    """Starts programs from a small process. See launch.py."""

    def __init__(self):
        script = os.path.join(os.path.dirname(__file__), "launch.py")
        self.messages = tempfile.NamedTemporaryFile()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, command):
        path = shutil.which(command[0])
        if not path:
            raise BenchError(f"{command[0]} is missing")
        words = [self.messages.name, path, *map(str, command[1:])]
        self.process.stdin.write("\x1f".join(words) + "\n")
        self.process.stdin.flush()
        wall, cpu, memory, code = self.process.stdout.readline().split()
        if code != "0":
            text = open(self.messages.name, errors="replace").read().strip()[-400:]
            raise BenchError(f"{os.path.basename(path)} ended with status {code}: {text}")
        return {"wall": float(wall), "cpu": float(cpu), "memory": float(memory)}


def rounds(launcher, runs, programs, meter=None):
    """Runs every program once per round, in an order that is shuffled each round: after a fixed order, the server's
    garbage collector would always work during the same program. The first round only warms up the caches. `meter`
    returns what the server has spent so far."""
    if meter:
        programs = {NOTHING: Program(["true"]), **programs}
    figures = {name: {} for name in programs}
    slow = set()
    for number in range(runs + 1):
        for name in random.sample(list(programs), len(programs)):
            program = programs[name]
            if name in slow and number > FEW:
                continue
            more = program.prepare() if program.prepare else []
            before = meter() if meter else {}
            figure = launcher.run([*program.command, *more])
            after = meter() if meter else {}
            if program.check:
                program.check()
            figure.update({key: after[key] - before[key] for key in before})
            if figure["wall"] > SLOW:
                slow.add(name)
            if number:
                for key, value in figure.items():
                    figures[name].setdefault(key, []).append(round(value, 6))
    nothing = figures.pop(NOTHING, {})
    for figure in figures.values():
        for key in ("serverCPU", "requests"):
            if key in nothing:
                figure[key] = [round(value - statistics.median(nothing[key]), 6) for value in figure[key]]
    return figures
