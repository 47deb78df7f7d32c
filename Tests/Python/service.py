"""A client of one of Google's APIs, built from its discovery document, that talks to the simulated cloud."""

import os

import google_auth_httplib2
import httplib2
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document

import discovery


def build(name, url, token):
    """A client for the API `monitoring.v3` or the like at a URL."""
    http = google_auth_httplib2.AuthorizedHttp(
        Credentials(token), http=httplib2.Http(ca_certs=os.environ["REQUESTS_CA_BUNDLE"]))
    document = dict(discovery.Document(name).json)
    document["rootUrl"] = url + "/"
    document.pop("mtlsRootUrl", None)
    return build_from_document(document, http=http)
