"""Uses Cloud Monitoring through Google's own client, and reads every answer with Google's own messages.

Usage: monitoring_client.py URL TOKEN PROJECT. Prints what it saw as JSON; fails at the first surprise.
"""

import json
import sys
from datetime import datetime, timedelta, timezone

from google.api.metric_pb2 import MetricDescriptor
from google.cloud.monitoring_v3 import CreateTimeSeriesSummary, ListTimeSeriesResponse
from google.protobuf import json_format
from googleapiclient.errors import HttpError

import messages
import service

TYPE = "custom.googleapis.com/cluster/cpu_used"
DESCRIPTOR = {
    "type": TYPE, "metricKind": "GAUGE", "valueType": "DOUBLE", "unit": "10^2.%", "displayName": "CPU used",
    "description": "Kubernetes Percent CPU Scheduled",
    "labels": [
        {"key": "service", "valueType": "STRING", "description": "a service"},
        {"key": "cluster_name", "valueType": "STRING", "description": "a cluster"},
    ],
}


def series(project, end, cluster="buildlets", kind=TYPE):
    """A series with a point."""
    resource = {"project_id": project, "location": "us-central1-f", "cluster_name": cluster}
    return {
        "metric": {"type": kind, "labels": {"cluster_name": cluster, "service": "container"}},
        "resource": {"type": "k8s_cluster", "labels": resource},
        "metricKind": "GAUGE", "valueType": "DOUBLE",
        "points": [{"interval": {"endTime": end.isoformat()}, "value": {"doubleValue": 0.625}}],
    }


def failure(call):
    """The error of a call, as (status, error)."""
    try:
        call.execute()
    except HttpError as error:
        return error.resp.status, json.loads(error.content)["error"]
    raise AssertionError("this was to fail")


def summary(error):
    """The summary of a failed write, read with Google's message."""
    text = dict(error["details"][0])
    assert text.pop("@type").endswith("/google.monitoring.v3.CreateTimeSeriesSummary")
    return json_format.Parse(json.dumps(text), CreateTimeSeriesSummary.pb()())


class Client:
    """What is done, in its order."""

    def __init__(self, url, token, project):
        projects = service.build("monitoring.v3", url, token).projects()
        self.descriptors, self.series = projects.metricDescriptors(), projects.timeSeries()
        self.project, self.name = project, f"projects/{project}"
        self.now = datetime.now(timezone.utc)

    def describe(self):
        made = self.descriptors.create(name=self.name, body=DESCRIPTOR).execute()
        got = self.descriptors.get(name=f"{self.name}/metricDescriptors/{TYPE}").execute()
        listed = self.descriptors.list(name=self.name, filter=f'metric.type = starts_with("{TYPE}")').execute()
        assert got == made and listed["metricDescriptors"] == [got], (made, got, listed)
        message = json_format.Parse(json.dumps(got), MetricDescriptor())
        assert message.unit == "10^2.%" and message.metric_kind == MetricDescriptor.GAUGE
        return [label.key for label in message.labels]

    def write(self, *points):
        body = {"timeSeries": list(points)}
        messages.parse(json.dumps(body), "monitoring.projects.timeSeries.create")
        return self.series.create(name=self.name, body=body)

    def write_in_order(self):
        early, late = self.now - timedelta(seconds=60), self.now - timedelta(seconds=30)
        assert self.write(series(self.project, late)).execute() == {}
        status, error = failure(self.write(series(self.project, early), series(self.project, late, "other")))
        told = summary(error)
        assert (told.total_point_count, told.success_point_count) == (2, 1), told
        assert [(one.status.code, one.point_count) for one in told.errors] == [(9, 1)], told
        return [status, error["status"], error["message"].split(": ")[1]]

    def write_again(self):
        error = failure(self.write(series(self.project, self.now - timedelta(seconds=30))))[1]
        told = summary(error)
        assert (told.total_point_count, told.success_point_count) == (1, 0), told
        return error["message"].split(": ")[1]

    def list_points(self):
        found = self.series.list(
            name=self.name, filter=f'metric.type = "{TYPE}"', interval_startTime=(self.now - timedelta(hours=1)).isoformat(),
            interval_endTime=self.now.isoformat()).execute()
        message = json_format.Parse(json.dumps(found), ListTimeSeriesResponse.pb()())
        return {
            one.resource.labels["cluster_name"]: [point.value.double_value for point in one.points]
            for one in message.time_series
        }

    def write_unknown(self):
        kind = "custom.googleapis.com/cluster/made_by_itself"
        assert self.write(series(self.project, self.now, kind=kind)).execute() == {}
        bare = self.descriptors.get(name=f"{self.name}/metricDescriptors/{kind}").execute()
        return sorted(set(bare) - {"monitoredResourceTypes"})

    def delete(self):
        name = f"{self.name}/metricDescriptors/{TYPE}"
        assert self.descriptors.delete(name=name).execute() == {}
        return failure(self.descriptors.get(name=name))[0]


def main():
    client = Client(*sys.argv[1:])
    steps = ["describe", "write_in_order", "write_again", "list_points", "write_unknown", "delete"]
    print(json.dumps({step: getattr(client, step)() for step in steps}))


if __name__ == "__main__":
    main()
