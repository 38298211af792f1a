"""Forms of exemplars: the text, a picture, the consent, the list as a paper."""

from __future__ import annotations

from typing import Any

from django import forms

from campaigns.actions.exemplar import ExemplarContent
from campaigns.actions.exemplar_paper import PAPER_KINDS
from campaigns.models import Campaign, Exemplar
from campaigns.queries.exemplars import campaigns_for
from campaigns.text.exemplar_figures import figure_faults
from organizations.forms.fields import LineField, TextField
from organizations.forms.pickers import PersonField
from organizations.models import Person, Unit, User

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_STORY, MOST_FIGURES_TEXT = 60_000, 4_000


class ExemplarForm(forms.Form):
    """What is written of an exemplar. Only kind, name and year are asked for at once: a draft may be finished later.

    ``creation_key`` makes a new form that is posted twice one exemplar; ``version`` tells whether somebody saved
    meanwhile.
    """

    creation_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)
    kind = forms.ChoiceField(
        label="Loại điển hình",
        choices=Exemplar.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn cá nhân, tập thể hay mô hình."},
    )
    name = LineField(
        label="Tên cá nhân, tập thể hoặc mô hình",
        max_length=200,
        error_messages={"required": "Hãy nhập tên điển hình."},
    )
    year = forms.IntegerField(
        label="Năm",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2024.", "required": "Hãy nhập năm."},
    )
    field = forms.ChoiceField(label="Lĩnh vực", choices=Exemplar.Field.choices, initial=Exemplar.Field.OTHER)
    person = PersonField(
        label="Nối với hồ sơ cá nhân (nếu có)",
        required=False,
        help_text="Chỉ dùng trong nội bộ, không hiện ra công khai. Chỉ với loại Cá nhân.",
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Phong trào",
        required=False,
        empty_label="Không có trong danh sách",
        error_messages={"invalid_choice": "Hãy chọn phong trào trong danh sách."},
    )
    movement = LineField(
        label="Phong trào khác",
        max_length=300,
        required=False,
        help_text="Ghi khi phong trào không có trong danh sách bên.",
    )
    summary = LineField(
        label="Tóm tắt",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một, hai câu: làm gì, kết quả ra sao. Hiện trên danh sách và trong phụ lục văn bản.",
    )
    figures = TextField(
        label="Số liệu thành tích",
        rows=5,
        max_length=MOST_FIGURES_TEXT,
        required=False,
        help_text="Mỗi dòng một số liệu, dạng “tên: giá trị”. Ví dụ: Số hộ thoát nghèo: 45 hộ.",
    )
    story = TextField(
        label="Bài viết",
        rows=16,
        max_length=MOST_STORY,
        required=False,
        help_text="Mỗi dòng một đoạn. Mục lớn bắt đầu bằng I., II.; mục nhỏ bằng 1., 2.; gạch đầu dòng bằng “- ”. "
        "Dán từ Word được.",
    )

    def __init__(self, *args: Any, user: User, units: list[Unit], current: Exemplar | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.current = current
        people: Any = self.fields["person"]
        people.queryset = Person.objects.visible_to(user)
        found = Campaign.objects.none()
        for unit in units:
            found = found | campaigns_for(user, unit)
        if current is not None and current.campaign_id:
            found = found | Campaign.objects.filter(pk=current.campaign_id)
        campaigns: Any = self.fields["campaign"]
        campaigns.queryset = found.distinct().order_by("-year", "name", "pk")
        campaigns.label_from_instance = lambda campaign: f"{campaign.name} ({campaign.year})"
        if current is None and len(units) > 1:
            self.fields["unit"] = forms.ModelChoiceField(
                Unit.objects.filter(pk__in=[unit.pk for unit in units]).in_protocol_order(),
                label="Đơn vị",
                empty_label=None,
                initial=units[0].pk,
                error_messages={"invalid_choice": "Hãy chọn đơn vị trong danh sách."},
            )
        self.units = units

    @classmethod
    def initial_of(cls, exemplar: Exemplar) -> dict[str, Any]:
        """First values: the exemplar as it stands."""
        names = ("version", "kind", "name", "year", "field", "campaign", "movement", "summary", "figures", "story")
        return {name: getattr(exemplar, name) for name in names} | {"person": exemplar.person}

    def clean_figures(self) -> str:
        """Every line can be shown as a row of a table."""
        text: str = self.cleaned_data["figures"]
        if faults := figure_faults(text):
            raise forms.ValidationError(faults[:3])
        return text

    def clean(self) -> dict[str, Any]:
        """A person's record goes with a person alone."""
        data = super().clean() or {}
        if data.get("person") and data.get("kind") and data["kind"] != Exemplar.Kind.PERSON:
            self.add_error("person", "Chỉ nối hồ sơ cá nhân khi loại điển hình là Cá nhân. Hãy xóa ô này.")
        return data

    @property
    def unit(self) -> Unit:
        """The unit of a valid form."""
        chosen: Unit = self.cleaned_data.get("unit") or self.units[0]
        return chosen

    def content(self) -> ExemplarContent:
        """What was entered in the valid form."""
        names = ExemplarContent.__dataclass_fields__
        return ExemplarContent(**{name: self.cleaned_data[name] for name in names})


class PhotoForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label="Ảnh",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG hoặc WebP, tối đa 10 MB. Nơi chụp, giờ chụp, tên máy trong tệp ảnh được xóa.",
        error_messages={"required": "Hãy chọn một ảnh.", "empty": "Tệp này rỗng. Hãy chọn ảnh khác."},
    )
    alt = LineField(
        label="Ảnh chụp gì",
        max_length=200,
        help_text="Một câu, để người không xem được ảnh cũng hiểu. Ví dụ: Bà Hoa hướng dẫn các hộ trồng rau.",
        error_messages={"required": "Hãy ghi ảnh chụp gì."},
    )


class ConsentForm(forms.Form):
    """Whoever makes a story public says that the people in it agree, and how they did."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    note = LineField(
        label="Đồng ý bằng cách nào",
        max_length=300,
        help_text="Ví dụ: Phiếu đồng ý ký ngày 05/6/2024, lưu tại Phòng Nội vụ.",
        error_messages={"required": "Hãy ghi người được nêu tên đã đồng ý bằng cách nào."},
    )
    agreed = forms.BooleanField(
        label="Mọi người được nêu tên hoặc có ảnh trong bài đã đồng ý cho công khai tên, đơn vị và bài viết",
        error_messages={"required": "Hãy đánh dấu vào ô xác nhận, hoặc quay lại."},
    )


class ListPaperForm(forms.Form):
    """In whose name and as what kind of paper the list goes out."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Loại văn bản", choices=list(PAPER_KINDS.items()), initial="TB")

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]).in_protocol_order(),
            label="Đơn vị ban hành",
            empty_label=None,
            initial=units[0].pk if units else None,
            error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
        )
