"""An AWS refusal in the shape each protocol gives it, so that every SDK raises what it would raise in the cloud."""

import json
from dataclasses import dataclass
from uuid import uuid4
from xml.sax.saxutils import escape

from stacks.local.aws_actions import Action


@dataclass(frozen=True, slots=True)
class Denial:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def deny(action: Action) -> Denial:
    """Refuse this action."""
    message = (
        "User: arn:aws:sts::000000000000:assumed-role/nightdesk/local is not authorized to perform: "
        f"{action.name} because no identity-based policy allows the {action.name} action"
    )
    request_id = str(uuid4())
    headers = {"x-amzn-RequestId": request_id}
    match action.protocol:
        case "json":
            body = {"__type": "AccessDeniedException", "Message": message, "message": message}
            return Denial(400, headers | {"Content-Type": "application/x-amz-json-1.0"}, json.dumps(body).encode())
        case "rest-json":
            headers |= {"Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException"}
            return Denial(403, headers, json.dumps({"Message": message, "message": message}).encode())
        case "cbor":
            headers |= {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
            return Denial(403, headers, _cbor({"__type": "AccessDenied", "message": message}))
        case "ec2":
            inner = _error("UnauthorizedOperation", message)
            xml = f"<Response><Errors>{inner}</Errors><RequestID>{request_id}</RequestID></Response>"
        case "rest-xml" if action.name.startswith("s3:"):
            inner = _error("AccessDenied", message).removesuffix("</Error>")
            xml = f"{inner}<RequestId>{request_id}</RequestId></Error>"
        case _:
            inner = _error("AccessDenied", message, kind="<Type>Sender</Type>")
            xml = f"<ErrorResponse>{inner}<RequestId>{request_id}</RequestId></ErrorResponse>"
    body_xml = f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'
    return Denial(403, headers | {"Content-Type": "text/xml"}, body_xml.encode())


def _error(code: str, message: str, *, kind: str = "") -> str:
    return f"<Error>{kind}<Code>{code}</Code><Message>{escape(message)}</Message></Error>"


def _cbor(texts: dict[str, str]) -> bytes:
    """A map of texts in CBOR (RFC 8949): that is all a refusal needs."""
    packed = bytes([0xA0 | len(texts)])
    for text in (text for pair in texts.items() for text in pair):
        raw = text.encode()
        packed += b"\x79" + len(raw).to_bytes(2, "big") + raw
    return packed
