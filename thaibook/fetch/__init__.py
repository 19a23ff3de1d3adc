"""The one room that reaches the network, and only where the author asks for it."""

from thaibook.fetch.cover_fetch import fetch_cover

__all__ = ["fetch_cover"]
