"""What goes into a batch: a file or a pasted table, which column is which, corrected cells, decided doubts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone

from organizations.forms.pickers import UnitField
from organizations.guards import PEOPLE_KEEPERS, paths_where
from organizations.imports.cells import MAX_CELL, Sheet, letters
from organizations.imports.columns import Field, Mapping, Table, guess, headings, missing, samples
from organizations.imports.kinds import ImportKind, kinds
from organizations.imports.pasted import MAX_TEXT
from organizations.imports.report import Report
from organizations.imports.tables import KIND
from organizations.imports.workbook import MAX_BYTES
from organizations.models import Unit, User
from organizations.models.unit import UnitQuerySet

MEDIA = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CELL = re.compile(r"^o-(\d{1,2})-(\d{1,6})-(\d{1,2})$")
_ROW = re.compile(r"^(\d{1,2})-(\d{1,6})$")
_EVERYBODY = {"tat-ca-khac": "moi", "tat-ca-cung": ""}


def kept_today(user: User, roles: tuple[str, ...] = PEOPLE_KEEPERS) -> UnitQuerySet:
    """Units that stand today and where, or above which, the user holds one of the roles: what is imported into."""
    found = Unit.objects.none()
    for path in paths_where(user, roles):
        found = found | Unit.objects.filter(path__startswith=path)
    return found.as_of(timezone.localdate())


class WorkbookForm(forms.Form):
    """A file or a pasted table, one of the two."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        required=False,
        widget=forms.FileInput(attrs={"accept": MEDIA}),
        help_text=f"Tối đa {MAX_BYTES // (1024 * 1024)} MB, 20.000 dòng.",
        error_messages={"empty": "Tệp này rỗng. Hãy chọn tệp khác."},
    )
    text = forms.CharField(
        label="Hoặc dán bảng chép từ Excel",
        required=False,
        strip=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Bôi đen các ô, kể cả dòng tiêu đề, chép rồi dán vào đây.",
        error_messages={"max_length": "Bảng dán quá lớn. Hãy tải tệp Excel lên thay vì dán."},
    )

    def clean_file(self) -> UploadedFile | None:
        """Refuses what is too large to be read."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Hãy chia bảng thành nhiều tệp nhỏ hơn.")
        return file

    def clean(self) -> dict[str, Any]:
        """Refuses both and neither."""
        data = super().clean() or {}
        text = (data.get("text") or "").strip()
        if data.get("file") and text:
            raise forms.ValidationError("Hãy chọn một cách: chọn tệp, hoặc dán bảng; không dùng cả hai.")
        if not self.errors and not data.get("file") and not text:
            self.add_error("file", "Hãy chọn một tệp Excel, hoặc dán bảng vào ô.")
        return data

    def source(self) -> dict[str, Any]:
        """What the action reads."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is not None:
            return {"file_name": file.name or "", "data": file.read()}
        return {"text": self.cleaned_data["text"]}


class BatchForm(WorkbookForm):
    """A new batch: into which unit."""

    unit = UnitField(
        label="Nhập vào đơn vị",
        help_text="Đơn vị mới và người trong tệp sẽ thuộc đơn vị này hoặc các đơn vị bên dưới.",
        error_messages={"required": "Hãy gõ tên đơn vị, rồi chọn trong gợi ý."},
    )
    kind = forms.ChoiceField(
        label="Nhập danh sách gì", required=False, error_messages={"invalid_choice": "Hãy chọn loại trong danh sách."}
    )
    field_order = ("kind", "unit", "file", "text")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = kept_today(user)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.code, kind.title) for kind in kinds_for(user)
        ]

    def clean_kind(self) -> str:
        """Units and people when nothing else is chosen."""
        return self.cleaned_data["kind"] or KIND


def kinds_for(user: User) -> list[ImportKind]:
    """What the user may import into some unit."""
    return [kind for kind in kinds() if paths_where(user, kind.roles)]


class ColumnsForm(forms.Form):
    """Which sheet is what, where its headings stand, which column is which."""

    def __init__(
        self, *args: Any, sheets: list[Sheet], mappings: list[Mapping], tables: tuple[Table, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheets, self.mappings, self.tables = sheets, mappings, tables
        groups = [(table.title, _choices(table)) for table in tables]
        for index, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
            self.fields[f"s{index}-table"] = forms.ChoiceField(
                label="Trang này là bảng",
                required=False,
                initial=mapping.table,
                choices=[("", "Bỏ qua, không nhập"), *((table.code, table.title) for table in tables)],
            )
            self.fields[f"s{index}-header"] = forms.IntegerField(
                label="Dòng tiêu đề",
                initial=mapping.header,
                min_value=1,
                max_value=20_000,
                error_messages={"required": "Hãy ghi số dòng tiêu đề.", "invalid": "Hãy ghi số dòng, ví dụ 1."},
            )
            chosen = {column: code for code, column in mapping.columns.items()}
            for column in range(sheet.width):
                code = chosen.get(column)
                self.fields[f"s{index}-c{column}"] = forms.ChoiceField(
                    label=f"Cột {letters(column)}",
                    required=False,
                    initial=f"{mapping.table}.{code}" if code else "",
                    choices=[("", "Không nhập cột này"), *groups],
                )

    def clean(self) -> dict[str, Any]:
        """Each field once, of the sheet's own table, and none missing that the table needs."""
        data = super().clean() or {}
        self.chosen = [self._mapping(index, data) for index in range(len(self.sheets))]
        if not self.errors and not any(mapping.table for mapping in self.chosen):
            names = " hoặc ".join(f"“{table.title}”" for table in self.tables)
            raise forms.ValidationError(f"Chưa trang nào được chọn để nhập. Hãy chọn {names}.")
        return data

    def _mapping(self, index: int, data: dict[str, Any]) -> Mapping:
        before = self.mappings[index]
        code, header = data.get(f"s{index}-table") or "", data.get(f"s{index}-header") or before.header
        table = next((each for each in self.tables if each.code == code), None)
        if table is None:
            return Mapping("", header)
        if header != before.header:
            found = guess(_from_row(self.sheets[index], header), (table,), {})
            return Mapping(code, header, found.columns)
        columns: dict[str, int] = {}
        for column in range(self.sheets[index].width):
            name = f"s{index}-c{column}"
            whose, _, field = (data.get(name) or "").partition(".")
            if field and whose != code:
                self.add_error(name, f"Trang này là bảng “{table.title}”. Hãy chọn nội dung của bảng ấy.")
            elif field in columns:
                self.add_error(name, f"“{table.title_of(field)}” đã chọn cho cột {letters(columns[field])}.")
            elif field:
                columns[field] = column
        mapping = Mapping(code, header, columns)
        for each in table.fields:
            self._refuse_odd_parts(f"s{index}-table", each, columns)
        for each in missing(mapping, table):
            if not each.columns_in(columns):
                self.add_error(
                    f"s{index}-table",
                    f"Chưa có cột nào là “{each.title}”. Hãy chọn cột ấy bên dưới; "
                    "nếu tệp không có, hãy thêm cột vào tệp rồi nhập lại.",
                )
        return mapping

    def _refuse_odd_parts(self, name: str, field: Field, columns: dict[str, int]) -> None:
        """A text comes of one column, or of all its parts."""
        given = [code for code in field.part_codes() if code in columns]
        names = " và ".join(f"“{title}”" for title, _ in field.parts)
        if given and field.code in columns:
            self.add_error(name, f"“{field.title}” đã có một cột riêng. Hãy bỏ chọn {names}, hoặc bỏ cột ấy.")
        elif given and len(given) < len(field.parts):
            self.add_error(name, f"“{field.title}” ghép từ các cột {names}. Hãy chọn đủ các cột ấy bên dưới.")

    @property
    def moved(self) -> bool:
        """Whether another row of headings was named: its columns are guessed and have to be looked at."""
        pairs = zip(self.chosen, self.mappings, strict=True)
        return any(new.table and new.header != old.header for new, old in pairs)

    def parts(self) -> list[dict[str, Any]]:
        """Per sheet what its part of the page shows."""
        parts = []
        for index, (sheet, mapping) in enumerate(zip(self.sheets, self.mappings, strict=True)):
            texts = headings(sheet, mapping)
            rows = [
                {"letter": letters(column), "heading": texts[column], "samples": samples(sheet, mapping, column),
                 "field": self[f"s{index}-c{column}"]}
                for column in range(sheet.width)
            ]  # fmt: skip
            parts.append(
                {"name": sheet.name, "rows": rows, "count": sum(number > mapping.header for number, _ in sheet.rows),
                 "table": self[f"s{index}-table"], "header": self[f"s{index}-header"]}
            )  # fmt: skip
        return parts


def corrections(data: QueryDict) -> tuple[dict[tuple[int, int, int], str], set[tuple[int, int]]]:
    """Cells and rows of the page of errors: ``o-<sheet>-<row>-<column>`` and ``bo`` = "<sheet>-<row>"."""
    cells = {
        (int(found[1]), int(found[2]), int(found[3])): str(data[name])[: MAX_CELL + 1]
        for name in data
        if (found := _CELL.match(name))
    }
    rows = {(int(found[1]), int(found[2])) for text in data.getlist("bo") if (found := _ROW.match(text))}
    return cells, rows


def answers(data: QueryDict, checked: Report) -> dict[str, str]:
    """What was chosen for each doubt: one by one (``n-<sheet>-<row>``), or alike for all that are open."""
    everybody = data.get("tat-ca", "")
    chosen = {}
    for doubt in checked.doubts:
        if everybody in _EVERYBODY:
            if not doubt.decided and (everybody == "tat-ca-khac" or len(doubt.choices) == 2):
                chosen[doubt.key] = _EVERYBODY[everybody] or doubt.choices[0].value
        elif value := data.get(f"n-{doubt.sheet}-{doubt.row}", ""):
            chosen[doubt.key] = value
    return chosen


def _choices(table: Table) -> list[tuple[str, str]]:
    found = []
    for each in table.fields:
        found.append((f"{table.code}.{each.code}", _title(each)))
        found += [(f"{table.code}.{code}", table.title_of(code)) for code in each.part_codes()]
    return found


def _title(field: Any) -> str:
    return f"{field.title} (bắt buộc)" if field.required else str(field.title)


def _from_row(sheet: Sheet, header: int) -> Sheet:
    return Sheet(sheet.name, [row for row in sheet.rows if row[0] == header])
