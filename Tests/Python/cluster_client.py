"""Asks GKE for a cluster through Google's own client, then the cluster for its pods.

Usage: cluster_client.py URL TOKEN NAME, NAME being projects/P/locations/L/clusters/C. Prints JSON.
"""

import base64
import json
import sys
import tempfile

import requests

import discovery
import service
from schema import Schema


def pods(address, authority, token):
    """How the cluster answers to a list of pods."""
    with tempfile.NamedTemporaryFile("w", suffix=".crt") as file:
        file.write(authority)
        file.flush()
        answer = requests.get(
            f"https://{address}/api/v1/pods", headers={"Authorization": f"Bearer {token}"}, verify=file.name, timeout=30)
    return answer.status_code


def main():
    url, token, name = sys.argv[1:]
    clusters = service.build("container.v1", url, token).projects().locations().clusters()
    cluster = clusters.get(name=name).execute()
    problems = list(Schema(discovery.Document("container.v1")).problems(cluster, {"$ref": "Cluster"}))
    assert not problems, problems
    authority = base64.b64decode(cluster["masterAuth"]["clusterCaCertificate"]).decode()
    masked = clusters.get(name=name, fields="name,masterAuth(clusterCaCertificate)").execute()
    print(json.dumps({
        "status": cluster["status"], "pods": pods(cluster["endpoint"], authority, token),
        "masked": sorted(masked), "auth": sorted(masked["masterAuth"]),
    }))


if __name__ == "__main__":
    main()
