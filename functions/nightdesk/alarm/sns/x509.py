"""RSA signatures made with the key of a certificate."""

from datetime import datetime
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.x509 import load_pem_x509_certificate

from nightdesk.errors import BadSignature

SMALLEST_KEY_BITS = 2048


def holds(pem: bytes, signed: bytes, signature: bytes, *, algorithm: Literal["SHA1", "SHA256"], now: datetime) -> bool:
    """
    Did the owner of this certificate sign these bytes (PKCS #1 v1.5)?

    Raises BadSignature when the certificate cannot be read, is out of date or its key is not RSA of 2048 bits or more.
    """
    try:
        certificate = load_pem_x509_certificate(pem)
        key = certificate.public_key()
    except ValueError as error:
        raise BadSignature("the signing certificate cannot be read") from error
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise BadSignature("the signing certificate is out of date")
    if not isinstance(key, RSAPublicKey) or key.key_size < SMALLEST_KEY_BITS:
        raise BadSignature("the signing certificate's key is not RSA of 2048 bits or more")
    try:
        key.verify(signature, signed, PKCS1v15(), SHA1() if algorithm == "SHA1" else SHA256())  # noqa: S303 - version 1 is SHA-1
    except InvalidSignature:
        return False
    return True
