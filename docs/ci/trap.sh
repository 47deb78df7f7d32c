#!/bin/sh
# Starts a pod for this run and leaves none behind, however the script ends; kill -9 is what delete-at is for.
set -eu
RUN_ID="run-$(date +%s)-$$"
DELETE_AT=$(($(date +%s) + 2 * 3600))
export RUN_ID DELETE_AT
trap 'reap-pods -n builds --retire "$RUN_ID" --wait 2m' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

envsubst <"$(dirname "$0")/pod.yaml" | kubectl apply -f -
# … the build …
