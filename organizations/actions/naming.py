"""What rows that hang on units and people are called to somebody who may not read them."""

from __future__ import annotations

from django.db.models import Model


def name_for_all(model: type[Model]) -> str:
    """The model's name; of a package whose rows fewer people see, the one word that it gives all of its models.

    Otherwise a sentence like "1 kỷ luật gắn với người này" would tell what the reader may not know.
    """
    return str(getattr(model, "name_for_all", model._meta.verbose_name))
