#!/bin/sh
# Starts a pod for this run and leaves none behind, however the script ends. After kill -9, delete-at cleans up.
set -eu
# The random part keeps apart runs that start in the same second in containers with equal process IDs. With one ID,
# they would delete each other's pods.
RUN_ID="run-$(date +%s)-$(od -An -N6 -tx1 /dev/urandom | tr -d ' ')"
DELETE_AT=$(($(date +%s) + 2 * 3600))
export RUN_ID DELETE_AT
trap 'reap-pods -n builds --retire "$RUN_ID" --wait 2m' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

envsubst <"$(dirname "$0")/pod.yaml" | kubectl apply -f -
# … the build …
