"""The loop that people write with the Kubernetes client for Python: finds the pods whose deadline has passed."""

import sys
import time

from kubernetes import client, config

config.load_kube_config(sys.argv[1])
now = time.time()
for pod in client.CoreV1Api().list_pod_for_all_namespaces().items:
    deadline = (pod.metadata.annotations or {}).get("delete-at")
    if deadline and int(deadline) < now:
        print(pod.metadata.namespace, pod.metadata.name)
