"""Modules that need an extra are looked at only where it is installed; CI installs it."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") and find_spec("gensim") else ["framing/training"]
