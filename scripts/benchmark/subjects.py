"""What is measured: lists, start-up and deletes."""

import json
import os
import time
from urllib.parse import urlsplit

from measuring import BenchError, Program, rounds, say
from peers import FOLDER
from relay import Relay
from servers import RELEASE

FULL = "application/vnd.kubernetes.protobuf"
METADATA = f"{FULL};as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
NOT_ENDED = "fieldSelector=status.phase%21%3DSucceeded%2Cstatus.phase%21%3DFailed"
ALL_RULES = "--finished-after 7d --pending-after 7d --force-after 7d".split()
IN_FLIGHT = 16


def list_programs(server, peers, slow):
    """curl downloads the same bytes as the program whose name follows."""

    def curl(*arguments):
        return Program([*server.curl, *arguments])

    def accept(kind, *paths):
        return ["-H", f"Accept: {kind}", *(word for path in paths for word in ("-o", "/dev/null", server.url + path))]

    config = ["--kubeconfig", server.kubeconfig]
    reap = [f"{RELEASE}/reap-pods", *config, "-A", "--dry-run", "-o", "json"]
    capacity = accept(FULL, "/api/v1/nodes", f"/api/v1/pods?{NOT_ENDED}")
    programs = {
        "curl, for reap-pods": curl(*accept(METADATA, "/api/v1/pods")),
        "reap-pods": Program(reap),
        "curl, for reap-pods with all rules": curl(*accept(FULL, "/api/v1/pods")),
        "reap-pods with all rules": Program([*reap, *ALL_RULES]),
        "curl, for sample-capacity": curl(*capacity),
        "curl --http1.1, for sample-capacity": curl("--http1.1", *capacity),
        "sample-capacity": Program([f"{RELEASE}/sample-capacity", *config, "-o", "json"]),
    }
    if slow and "kubectl" in peers:
        programs["kubectl"] = Program(["kubectl", *config, "get", "pods", "-A", "-o", "json"])
    if slow and peers.python:
        loop = f"{FOLDER}/scripts/benchmark/python_client.py"
        programs["Python loop"] = Program([peers.python, "-I", loop, server.kubeconfig])
    return programs


def lists(launcher, runs, server, peers, slow=True, meter=None):
    figures = rounds(launcher, runs, list_programs(server, peers, slow), meter)
    if meter:
        for name, received in received_bytes(launcher, server, peers, slow).items():
            figures[name]["received"] = received
    return figures


def received_bytes(launcher, server, peers, slow):
    """Runs each program once behind a relay. TLS adds less than one percent to the bytes."""
    address = urlsplit(server.url)
    relay = Relay(address.hostname, address.port or 443)
    counts = {}
    for name, program in list_programs(server.through(relay.port), peers, slow).items():
        before = relay.received
        try:
            launcher.run(program.command)
            counts[name] = relay.received - before
        except BenchError as error:
            say(f"cannot count the bytes that {name} receives: {error}")
    return counts


def start_up(launcher, runs, server, peers):
    """`server` has no pods."""
    programs = {"curl --version": Program(["curl", "--version"])}
    for tool in ("reap-pods", "sample-capacity"):
        programs[f"{tool} --version"] = Program([f"{RELEASE}/{tool}", "--version"])
    cluster = list_programs(server, peers, True)
    programs["curl, empty list"] = cluster["curl, for reap-pods"]
    programs["reap-pods, empty list"] = cluster["reap-pods"]
    for name in ("kubectl", "Python loop"):
        if name in cluster:
            programs[f"{name}, empty list"] = cluster[name]
    return rounds(launcher, runs, programs)


class Pods:
    """Pods in a namespace of their own that all have expired. No scheduler knows their scheduler's name, so they never
    run, and the server removes them at once when they are deleted."""

    def __init__(self, server, namespace, count):
        self.server = server
        self.namespace = namespace
        self.count = count
        self.path = f"/api/v1/namespaces/{namespace}/pods"
        self.urls = f"{server.folder}/urls"
        pod = {
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {"generateName": "bench-", "annotations": {"delete-at": str(int(time.time()) - 3600)}},
            "spec": {"schedulerName": "none", "containers": [{"name": "main", "image": "none"}]},
        }
        self.pod = server.write("pod.json", json.dumps(pod))

    def create(self):
        """Creates the pods and returns their URLs. A server may pick the same name twice, so that a pod is missing."""
        names = []
        for _ in range(5):
            missing = self.count - len(names)
            if not missing:
                return [f"{self.server.url}{self.path}/{name}" for name in names]
            self.server.call(
                f"{self.path}?number=[1-{missing}]", "--no-fail", "--parallel", "--parallel-max", IN_FLIGHT,
                "--json", f"@{self.pod}", "-o", "/dev/null", "--no-progress-meter")
            names = self.server.names(self.path)
        raise BenchError(f"{len(names)} pods exist instead of {self.count}")

    def for_h2load(self):
        self.server.write("urls", "".join(f"{url}\n" for url in self.create()))

    def for_curl(self):
        self.server.write("urls", "".join(f'url = "{url}"\noutput = "/dev/null"\n' for url in self.create()))

    def for_reap_pods(self):
        self.create()

    def are_gone(self):
        left = len(self.server.names(self.path))
        if left:
            raise BenchError(f"{left} of {self.count} pods are left")


def deletes(launcher, runs, server, namespace, peers, count, meter=None):
    """`server` is the one for a user who has a token: h2load cannot use a client certificate. Only reap-pods lists the
    pods, asks whether it may delete them, and sends preconditions."""
    pods = Pods(server, namespace, count)

    def program(command, prepare):
        return Program([str(word) for word in command], lambda: prepare() or [], pods.are_gone)

    reap = [f"{RELEASE}/reap-pods", "--kubeconfig", server.kubeconfig, "-n", namespace, "-o", "json"]
    parallel = ["--parallel", "--parallel-max", IN_FLIGHT, "--no-progress-meter", "-X", "DELETE", "--config", pods.urls]
    programs = {
        "reap-pods": program([*reap, "--qps", 0, "--concurrency", IN_FLIGHT], pods.for_reap_pods),
        "curl --parallel": program([*server.curl, *parallel], pods.for_curl),
    }
    if "h2load" in peers:
        headers = ["-H", ":method: DELETE", "-H", f"authorization: Bearer {server.token}"]
        load = ["h2load", "-c", 1, "-m", IN_FLIGHT, "-n", count, "-i", pods.urls, *headers]
        programs["h2load"] = program(load, pods.for_h2load)
    return rounds(launcher, runs, programs, meter)


class Namespace:
    """A namespace that exists for one `with` statement."""

    def __init__(self, server):
        self.server = server
        self.name = f"podkeeper-bench-{os.urandom(5).hex()}"
        self.path = f"/api/v1/namespaces/{self.name}"

    def __enter__(self):
        self.server.post("/api/v1/namespaces", {"metadata": {"name": self.name}})
        return self.name

    def __exit__(self, *_):
        """Deletes what is in it, because a server without controllers does not, and then the namespace itself."""
        rules = f"/apis/rbac.authorization.k8s.io/v1/namespaces/{self.name}"
        for path in (f"{self.path}/pods", f"{rules}/rolebindings", f"{rules}/roles", f"{self.path}/serviceaccounts"):
            self.server.call(f"{path}?gracePeriodSeconds=0", "-X", "DELETE")
        self.server.call(self.path, "-X", "DELETE")
        if not self._has_controllers():
            finalized = {"metadata": {"name": self.name}, "spec": {"finalizers": []}}
            self.server.call(f"{self.path}/finalize", "-X", "PUT", "--json", json.dumps(finalized))
        for _ in range(120):
            if self.name not in self.server.names("/api/v1/namespaces"):
                say(f"the namespace {self.name} is gone")
                return
            time.sleep(1)
        say(f"the namespace {self.name} is left; remove it")

    def _has_controllers(self):
        leases = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        return "kube-controller-manager" in self.server.names(leases)
