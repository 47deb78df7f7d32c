"""The programs to compare with: which of them there are, and their versions."""

import json
import os
import shutil
import subprocess
import sys

from measuring import say

FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CLIENT = "kubernetes==37.0.2"


def output(*command):
    """The output of a command; None if it fails or is missing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


class Peers:
    def __init__(self):
        self.versions = {}
        self.missing = []
        self._add("curl", lambda: output("curl", "--version").split()[1])
        self._add("kubectl", self._kubectl)
        self._add("h2load", lambda: output("h2load", "--version").split("/")[-1])
        self.python = self._find_python()

    def __contains__(self, name):
        return name in self.versions

    def _add(self, name, version):
        if shutil.which(name):
            self.versions[name] = version()
        else:
            self._miss(name)

    def _miss(self, name):
        self.missing.append(name)
        say(f"{name} is not installed, so it is left out")

    @staticmethod
    def _kubectl():
        return json.loads(output("kubectl", "version", "--client", "-o", "json"))["clientVersion"]["gitVersion"].split("-")[0]

    def _find_python(self):
        """The interpreter that can import the Kubernetes client. If there is none, pip installs the client."""
        own = f"{FOLDER}/.build/python-bench"
        for python in (f"{own}/bin/python", f"{FOLDER}/.build/python/bin/python", sys.executable):
            if self._take(python):
                return python
        if output(sys.executable, "-m", "venv", own) is not None:
            output(f"{own}/bin/pip", "install", "--quiet", "--disable-pip-version-check", CLIENT)
            if self._take(f"{own}/bin/python"):
                return f"{own}/bin/python"
        self._miss("Python kubernetes client")
        return None

    def _take(self, python):
        # -I: the repository's own folder kubernetes is not the package.
        versions = "import kubernetes, platform; print(kubernetes.__version__, platform.python_version())"
        found = output(python, "-I", "-c", versions)
        if found:
            self.versions["Python kubernetes client"], self.versions["Python"] = found.split()
        return bool(found)
