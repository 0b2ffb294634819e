"""The demo shop."""

from stacks.local.shop.shop import Shop, UnknownFault

__all__ = ["Shop", "UnknownFault"]
