"""Which action an AWS request asks for, as IAM policies name it: `lambda:UpdateAlias`."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import botocore.session
from botocore.model import OperationModel

CREDENTIAL = re.compile(r"Credential=[^/,\s]+/\d{8}/[^/]*/([a-z0-9-]+)/aws4_request")
CBOR_OPERATION = re.compile(r"/operation/([A-Za-z0-9]+)$")

IAM_PREFIX = {"monitoring": "cloudwatch", "email": "ses", "tagging": "tag"}
"""Signing names that differ from the prefix used in policies."""
MODELS = {"monitoring": "cloudwatch", "states": "stepfunctions", "execute-api": "", "apigateway": "apigatewayv2"}
"""Signing names that differ from the name of botocore's service model."""


PERMISSION = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "s3:ListObjects": "s3:ListBucket",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:UploadPart": "s3:PutObject",
    "s3:CreateMultipartUpload": "s3:PutObject",
    "s3:CompleteMultipartUpload": "s3:PutObject",
}
"""Calls that policies know under another name (Service Authorization Reference)."""


@dataclass(frozen=True, slots=True)
class Action:
    """
    name: `lambda:UpdateAlias`. protocol: what the answer must look like (json, query, ec2, rest-json, rest-xml, cbor).
    """

    name: str
    protocol: str

    @property
    def names(self) -> frozenset[str]:
        """Every name a policy may mean it by."""
        return frozenset({self.name, PERMISSION.get(self.name, self.name), self.name.partition(":")[0] + ":*"})


@dataclass(frozen=True, slots=True)
class _Route:
    pattern: re.Pattern[str]
    wanted: frozenset[tuple[str, str]]
    operation: str
    weight: tuple[int, int]


def action_of(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Action | None:
    """
    The action of one HTTP request; None when it is not a signed call of an AWS API.

    target: path and query as they stand in the request line.
    """
    path, query = urlsplit(target).path, parse_qs(urlsplit(target).query, keep_blank_values=True)
    signed = "".join(
        (headers.get("Authorization", ""), *("Credential=" + c for c in query.get("X-Amz-Credential", ())))
    )
    found = CREDENTIAL.search(signed)
    if not found:
        return None
    service = found[1]
    if "X-Amz-Target" in headers:
        return _named(service, headers["X-Amz-Target"].rpartition(".")[2], "json")
    if headers.get("smithy-protocol") == "rpc-v2-cbor" and (operation := CBOR_OPERATION.search(path)):
        return _named(service, operation[1], "cbor")
    if form := _form_action(method, query, headers, body):
        return _named(service, form, "ec2" if service == "ec2" else "query")
    return _routed(service, method, path, query)


def _named(service: str, operation: str, protocol: str) -> Action:
    return Action(f"{IAM_PREFIX.get(service, service)}:{operation}", protocol)


def _form_action(method: str, query: Mapping[str, list[str]], headers: Mapping[str, str], body: bytes) -> str:
    if "Action" in query:
        return query["Action"][0]
    if method != "POST" or not headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        return ""
    plain = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
    return parse_qs(plain.decode("utf-8", "replace")).get("Action", [""])[0]


def _routed(service: str, method: str, path: str, query: Mapping[str, list[str]]) -> Action | None:
    """REST services: the route of botocore's own model that fits best."""
    protocol, routes = _routes(MODELS.get(service, service), method)
    plain = unquote(path)
    for route in routes:
        if route.pattern.fullmatch(plain) and all(
            name in query and (not value or value in query[name]) for name, value in route.wanted
        ):
            return _named(service, route.operation, protocol)
    return None


@cache
def _routes(model: str, method: str) -> tuple[str, tuple[_Route, ...]]:
    """The service's protocol and its routes for a method, the most particular first."""
    session = botocore.session.get_session()
    if model not in session.get_available_services():
        return "", ()
    service = session.get_service_model(model)
    found: list[_Route] = []
    for name in service.operation_names:
        operation = service.operation_model(name)
        if operation.http.get("method") == method and "Copy" not in name:  # copying is s3:PutObject to a policy
            found.append(_route(operation))
    return service.resolved_protocol, tuple(sorted(found, key=lambda route: route.weight, reverse=True))


def _route(operation: OperationModel) -> _Route:
    path, _, query = operation.http["requestUri"].partition("?")
    pieces = re.split(r"(\{[^}]+\})", path.rstrip("/"))
    pattern = "".join(
        (".+" if piece.endswith("+}") else "[^/]+") if piece.startswith("{") else re.escape(piece) for piece in pieces
    )
    wanted = {(key, values[0]) for key, values in parse_qs(query, keep_blank_values=True).items()}
    if operation.input_shape is not None:
        members = operation.input_shape.members
        needed = (members[name].serialization for name in operation.input_shape.required_members)
        wanted |= {(one["name"], "") for one in needed if one.get("location") == "querystring"}
    literal = sum(len(piece) for piece in pieces if not piece.startswith("{"))
    return _Route(re.compile(pattern + "/?"), frozenset(wanted), operation.name, (len(wanted), literal))
