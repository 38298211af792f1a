"""What was read of a paper whose head is complete, to be saved as it is: the review's fields, nobody looking."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from django.forms import ChoiceField

from campaigns.actions.imports import Printed
from campaigns.forms.importing import PRINTED, ReviewForm, review_initial
from documents.forms.content import ContentForm
from documents.models.document import kind_choices
from documents.text.reading import Reading


class CertainForm(ContentForm):
    """Bound to what was read; it asks the database nothing, so that a hundred of them are made at once."""

    def __init__(self, reading: Reading, today: date) -> None:
        first = review_initial(reading, today)
        super().__init__({name: "" if value is None else value for name, value in first.items()})
        for name in PRINTED:
            field = self.fields[name] = deepcopy(ReviewForm.base_fields[name])
            field.required = name != "place"
            field.error_messages["required"] = "chưa đọc được."
            if isinstance(field, ChoiceField):
                field.choices = kind_choices()

    def printed(self) -> Printed:
        """What stands above the title, of a valid form."""
        return Printed(**{name: self.cleaned_data[name] for name in PRINTED})

    def refusal(self) -> str:
        """Why it cannot be saved as it is, of a form that is not valid."""
        return " ".join(f"{self[name].label}: {errors[0]}" for name, errors in self.errors.items())
