"""Gets a token with google-auth, as any program of Google's users would, and shows what it is.

Usage: tokens.py FILE, a credential file, or `metadata` for the metadata server.
The environment points to the simulated cloud. Prints the token, or `error: …` and exits with 1.
"""

import json
import sys

from google.auth import exceptions, identity_pool, impersonated_credentials, pluggable
from google.auth.compute_engine import Credentials as MachineCredentials
from google.auth.transport import requests
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials as UserCredentials

SCOPES = [
    "https://www.googleapis.com/auth/cloud-platform",
    "https://www.googleapis.com/auth/userinfo.email",
]


def load(content):
    """Credentials of a file, by the class that google-auth has for its kind.

    Its own loader goes to Google itself for some, whatever end-points the file names.
    """
    kind = content["type"]
    if kind == "service_account":
        return service_account.Credentials.from_service_account_info(content, scopes=SCOPES)
    if kind == "authorized_user":
        names = ["refresh_token", "token_uri", "client_id", "client_secret"]
        return UserCredentials(None, **{name: content[name] for name in names})
    if kind == "external_account":
        is_executable = "executable" in content["credential_source"]
        return (pluggable if is_executable else identity_pool).Credentials.from_info(content, scopes=SCOPES)
    url = content["service_account_impersonation_url"]
    account = url.removesuffix(":generateAccessToken").rsplit("/", 1)[1]
    return impersonated_credentials.Credentials(
        load(content["source_credentials"]), account, SCOPES, delegates=content["delegates"],
        iam_endpoint_override=url)


def token(file):
    """An access token."""
    if file == "metadata":
        found = MachineCredentials()
    else:
        with open(file, encoding="utf-8") as text:
            found = load(json.load(text))
    found.refresh(requests.Request())
    return found.token


if __name__ == "__main__":
    try:
        print(token(sys.argv[1]))
    except (exceptions.GoogleAuthError, ValueError) as error:
        print(f"error: {error}")
        sys.exit(1)
