"""Learning models from annotated corpora; needs torch (``pip install framing[train]``)."""

from __future__ import annotations

try:
    import gensim  # noqa: F401
    import torch  # noqa: F401
except ImportError as error:  # say what to install, and before any work is done
    raise ValueError(
        "training needs torch and gensim, which are not installed: pip install 'framing[train]'"
    ) from error

from framing.training.attribution import train_attribution
from framing.training.loop import Settings

__all__ = ["Settings", "train_attribution"]
