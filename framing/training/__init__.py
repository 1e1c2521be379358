"""Learning models from annotated corpora; needs torch (``pip install framing[train]``)."""

from __future__ import annotations

try:
    import torch  # noqa: F401
except ImportError as error:  # say what to install, not which module is missing
    raise ValueError(
        "training needs torch and gensim, which are not installed: pip install 'framing[train]'"
    ) from error

from framing.training.attribution import train_attribution
from framing.training.loop import Settings

__all__ = ["Settings", "train_attribution"]
