"""A small sequence model that finds indirect speech; it runs in numpy."""

from framing.attribution.tagger.model import (
    ModelError,
    Tagger,
    has_model,
    load_tagger,
    models_folder,
    save_tagger,
)

__all__ = ["ModelError", "Tagger", "has_model", "load_tagger", "models_folder", "save_tagger"]
