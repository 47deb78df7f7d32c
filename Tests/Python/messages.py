"""Google's and OpenTelemetry's own messages: a body must be one of them, and nothing else."""

from google.api.metric_pb2 import MetricDescriptor
from google.cloud.monitoring_v3 import CreateTimeSeriesRequest
from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

# By the name of the method in the discovery document.
MESSAGES = {
    "monitoring.projects.timeSeries.create": lambda: CreateTimeSeriesRequest.pb()(),
    "monitoring.projects.metricDescriptors.create": MetricDescriptor,
    "otlp": ExportMetricsServiceRequest,
}


def parse(text, method):
    """The message in a body; raises `json_format.ParseError` for anything that is not known."""
    return json_format.Parse(text, MESSAGES[method]())


def problems(text, method):
    """What is wrong with a body, one text each."""
    if method not in MESSAGES:
        return []
    try:
        parse(text, method)
    except json_format.ParseError as error:
        return [str(error)]
    return []
