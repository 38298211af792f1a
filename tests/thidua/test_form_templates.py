"""The site's own, shorter templates of fields draw what those of the libraries draw."""

from pathlib import Path

import crispy_bootstrap5
import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.test.html import parse_html

CHOICES = [("a", "Một"), ("Nhóm", [("b", "Hai & ba"), ("c", "Bốn")])]


class EveryField(forms.Form):
    line = forms.CharField(label="Trích yếu", help_text="Ngắn gọn", max_length=5)
    optional = forms.CharField(label="Ghi chú", required=False)
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 3, "class": "wide"}))
    hidden = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(label="Đồng ý", help_text="Bắt buộc")
    one = forms.ChoiceField(label="Loại", choices=CHOICES, initial="b", help_text="Chọn một")
    several = forms.MultipleChoiceField(label="Cột", choices=CHOICES[:1], widget=forms.CheckboxSelectMultiple)
    either = forms.ChoiceField(label="Cách", choices=CHOICES[:1], widget=forms.RadioSelect, help_text="Một trong hai")
    file = forms.FileField(label="Tệp", help_text="Tối đa 10 MB")
    number = forms.IntegerField(label="Số <b>", disabled=True, required=False)


@pytest.fixture(params=["empty", "wrong", "right"])
def form(request) -> EveryField:
    data = {
        "empty": None,
        "wrong": {"line": "quá dài rồi", "one": "không có", "optional": "x"},
        "right": {"line": "ngắn", "text": "a", "agreed": "on", "one": "c", "several": ["a"], "either": "a"},
    }[request.param]
    return EveryField(data)


def test_a_field_is_drawn_as_the_library_draws_it(form, settings):
    ours = [as_crispy_field(field) for field in form]
    library = str(Path(crispy_bootstrap5.__file__).parent / "templates")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [library]}]
    assert engines["django"].engine.dirs == [library]
    theirs = [as_crispy_field(field) for field in form]
    assert ours != theirs
    for own, their in zip(ours, theirs, strict=True):
        assert parse_html(own) == parse_html(their)


def test_a_choice_is_drawn_as_django_draws_it(form):
    field = form["one"]
    theirs = field.field.widget.render("one", field.value(), {"id": "x", "required": True}, renderer=DjangoTemplates())
    ours = field.field.widget.render("one", field.value(), {"id": "x", "required": True})
    assert "selected" in ours or form.is_bound
    assert parse_html(ours) == parse_html(theirs)
