"""The text of a new plan."""

from __future__ import annotations

from django import forms

from documents.forms.content import ContentForm


class NewPlanForm(ContentForm):
    """``creation_key`` makes a form that is posted twice one plan."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput)
