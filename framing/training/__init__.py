"""Learning models from annotated corpora; needs torch (``pip install framing[train]``)."""
