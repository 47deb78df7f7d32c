"""The API servers to measure against: the simulated cloud, or a real cluster behind a kubeconfig."""

import base64
import copy
import json
import os
import re
import subprocess
import time
from urllib.parse import urlsplit

from measuring import BenchError
from peers import FOLDER

RELEASE = f"{FOLDER}/.build/release"


class Server:
    """An API server, and how curl and the other programs reach it."""

    def __init__(self, folder, kubeconfig, url, curl):
        self.folder = folder
        self.kubeconfig = kubeconfig
        self.url = url
        self.curl = ["curl", "-sS", "--fail", "-A", "bench/1", *curl]

    def call(self, path, *options):
        """Sends a request to the server and returns the body of the response."""
        done = subprocess.run([*self.curl, *map(str, options), self.url + path], capture_output=True)
        if done.returncode != 0:
            raise BenchError(f"cannot call {path}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout

    def post(self, path, body):
        return self.call(path, "--json", json.dumps(body))

    def version(self):
        return json.loads(self.call("/version"))["gitVersion"]

    def names(self, path):
        """The names of the objects in a list."""
        return [item["metadata"]["name"] for item in self._metadata(path)["items"] or []]

    def count(self, path):
        """The number of objects in a list."""
        page = self._metadata(f"{path}?limit=1")
        return len(page["items"] or []) + page["metadata"].get("remainingItemCount", 0)

    def _metadata(self, path):
        kind = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
        return json.loads(self.call(path, "-H", f"Accept: {kind}"))

    def meter(self):
        """What the server has spent since it started."""
        text = self.call("/metrics").decode()
        cpu = re.search(r"^process_cpu_seconds_total (\S+)", text, re.M)
        requests = re.findall(r"^apiserver_request_total\{.*\} (\S+)", text, re.M)
        return {"serverCPU": float(cpu.group(1)), "requests": sum(map(float, requests))}

    def with_token(self, token):
        """The same server for a user with this token."""
        config = json.loads(self.config())
        config["users"] = [{"name": "user", "user": {"token": token}}]
        config["contexts"][0]["context"]["user"] = "user"
        path = self.write("token.kubeconfig", json.dumps(config))
        header = self.write("token.header", f"Authorization: Bearer {token}")
        authority = self.curl[self.curl.index("--cacert") + 1] if "--cacert" in self.curl else None
        other = Server(self.folder, path, self.url, (["--cacert", authority] if authority else []) + ["-H", f"@{header}"])
        other.token = token
        return other

    def through(self, port):
        """The same server behind a relay on this port."""
        other = copy.copy(self)
        address = urlsplit(self.url)
        target = f"{address.hostname}:{address.port or 443}"
        other.curl = [*self.curl, "--connect-to", f"{target}:127.0.0.1:{port}"]
        config = json.loads(self.config())
        cluster = config["clusters"][0]["cluster"]
        if address.hostname != "127.0.0.1":
            cluster.setdefault("tls-server-name", address.hostname)
        cluster["server"] = f"https://127.0.0.1:{port}"
        other.kubeconfig = self.write("relay.kubeconfig", json.dumps(config))
        return other

    def config(self):
        """The kubeconfig as JSON, with only the current context and everything in one file."""
        view = ["kubectl", "--kubeconfig", self.kubeconfig, "config", "view", "--raw", "--minify", "--flatten", "-o", "json"]
        try:
            return subprocess.run(view, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise BenchError(f"cannot read the kubeconfig with kubectl: {error}") from error

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path


class SimulatedServer(Server):
    """The simulated cloud. Stops at the end of a `with` statement."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen(
            [f"{RELEASE}/simulated-cloud", "--directory", folder, "--until-stdin-closes", *map(str, options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        url = self.process.stdout.readline().strip()
        if not url:
            raise BenchError("the simulated cloud did not start")
        curl = ["--cacert", f"{folder}/ca.crt", "--cert", f"{folder}/client.crt", "--key", f"{folder}/client.key"]
        super().__init__(folder, f"{folder}/kubeconfig", url, curl)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def for_deletes(self, _):
        token = re.search(r'token: "(.*)"', open(f"{self.folder}/kubeconfig-token").read()).group(1)
        return self.with_token(token)


class RealServer(Server):
    """The cluster of a kubeconfig's current context."""

    def __init__(self, folder, kubeconfig):
        super().__init__(folder, os.path.abspath(kubeconfig), "", [])
        config = json.loads(self.config())
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self.url = cluster["server"].rstrip("/")
        if "certificate-authority-data" in cluster:
            self._file("--cacert", "ca.crt", base64.b64decode(cluster["certificate-authority-data"]))
        if "client-certificate-data" in user:
            self._file("--cert", "client.crt", base64.b64decode(user["client-certificate-data"]))
            self._file("--key", "client.key", base64.b64decode(user["client-key-data"]))
        elif "token" in user:
            self.curl += ["-H", "@" + self.write("user.header", f"Authorization: Bearer {user['token']}")]
        else:
            raise BenchError("the kubeconfig has neither a client certificate nor a token, which curl needs")

    def _file(self, option, name, content):
        self.curl += [option, self.write(name, content)]

    def is_here(self):
        return urlsplit(self.url).hostname in ("127.0.0.1", "localhost", "::1")

    def for_deletes(self, namespace):
        """A service account that may read, create and delete pods in this namespace only."""
        account, rules = "bench", "/apis/rbac.authorization.k8s.io/v1"
        self.post(f"/api/v1/namespaces/{namespace}/serviceaccounts", {"metadata": {"name": account}})
        rule = {"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "create", "delete"]}
        self.post(f"{rules}/namespaces/{namespace}/roles", {"metadata": {"name": account}, "rules": [rule]})
        subject = {"kind": "ServiceAccount", "name": account, "namespace": namespace}
        reference = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": account}
        binding = {"metadata": {"name": account}, "roleRef": reference, "subjects": [subject]}
        self.post(f"{rules}/namespaces/{namespace}/rolebindings", binding)
        path = f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token"
        request = {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 7200}}
        token = json.loads(self.post(path, request))["status"]["token"]
        # The authorizer learns of the new role a moment later.
        time.sleep(2)
        return self.with_token(token)
