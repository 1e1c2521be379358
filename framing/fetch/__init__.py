"""Pinned files of public repositories: from a mirror, the cache or the network, verified."""

from framing.fetch.files import fetch, fetch_all, here
from framing.fetch.places import FetchError, cache_folder, data_folder, sha256_of

__all__ = [
    "FetchError",
    "cache_folder",
    "data_folder",
    "fetch",
    "fetch_all",
    "here",
    "sha256_of",
]
