"""Nhân rộng: adopting a model, reporting, confirming; who sees which adoption."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.actions.adoption import adopt_model, report_result, take_adoption_step
from campaigns.actions.exemplar import take_exemplar_step
from campaigns.models import Exemplar, ModelAdoption
from organizations.models import Notice, User
from reports.queries import counts_for
from tests.cast import Cast
from tests.clients import client_of
from tests.world_exemplars import approved, written
from workflow.engine import Refused

SINCE = date(2024, 3, 1)


@pytest.fixture
def model(cast: Cast) -> Exemplar:
    return approved(cast.justice, cast.justice_officer, cast.leader)


def adopted(cast: Cast, model: Exemplar) -> ModelAdoption:
    return adopt_model(exemplar=model, unit=cast.education, since=SINCE, how="Hẹn giờ", by=cast.education_officer)


def reported(cast: Cast, model: Exemplar, result: str = "Nhanh hơn") -> ModelAdoption:
    return report_result(
        adoption=adopted(cast, model), result=result, quantity=1450, quantity_unit="hồ sơ", by=cast.education_officer
    )


def step(adoption: ModelAdoption, action: str, by: User, reason: str = "") -> ModelAdoption:
    return take_adoption_step(adoption=adoption, action=action, by=by, reason=reason)


def test_adopting_twice_is_adopting_once(cast: Cast, model: Exemplar) -> None:
    assert adopted(cast, model) == adopted(cast, model)
    assert ModelAdoption.objects.get().state == "adopting"


def test_what_cannot_be_adopted_says_why(cast: Cast, model: Exemplar) -> None:
    def refusal(exemplar: Exemplar, unit: object, by: User, since: date = SINCE) -> str:
        with pytest.raises(Refused) as refused:
            adopt_model(exemplar=exemplar, unit=unit, since=since, how="", by=by)  # type: ignore[arg-type]
        return str(refused.value)

    education = cast.education, cast.education_officer
    person = approved(cast.justice, cast.justice_officer, cast.leader, "Bà Hoa", kind="ca_nhan")
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refusal(model, cast.justice, cast.justice_officer) == "Đây là mô hình của chính Phòng Tư pháp."
    assert refusal(person, *education) == "Chỉ áp dụng được mô hình, cách làm đã duyệt."
    assert refusal(model, cast.education, cast.clerk) == "Bạn không có quyền ghi nhận thay Phòng Giáo dục và Đào tạo."
    assert refusal(model, cast.other_city, cast.outsider) == "Không tìm thấy mô hình. Hãy mở lại từ danh sách."
    assert refusal(written(cast.justice, cast.justice_officer, "Nháp"), *education).startswith("Không tìm thấy")
    assert refusal(model, *education, tomorrow) == "Ngày bắt đầu áp dụng chưa tới. Hãy ghi khi đã áp dụng."
    assert ModelAdoption.objects.count() == 0


def test_the_office_confirms_what_the_unit_reports(cast: Cast, model: Exemplar) -> None:
    done = reported(cast, model)
    assert (done.state, done.desk, done.reached) == ("reported", cast.city, "1.450 hồ sơ")
    for stranger in (cast.education_officer, cast.justice_officer, cast.outsider):
        with pytest.raises(Refused, match="không có quyền"):
            step(done, "confirm", stranger)
    confirmed = step(done, "confirm", cast.clerk)
    assert (confirmed.state, confirmed.desk, confirmed.confirmed_on) == (
        "confirmed", cast.education, timezone.localdate(),
    )  # fmt: skip
    told = Notice.objects.filter(user=cast.education_officer, key__startswith="adoption").get()
    assert told.text == "Đã xác nhận kết quả áp dụng mô hình: Hẹn giờ chứng thực"
    again = report_result(
        adoption=confirmed, result="Thêm nữa", quantity=None, quantity_unit="x", by=cast.education_officer
    )
    assert (again.state, again.reached, again.quantity_unit, again.confirmed_on) == ("reported", "", "", None)


def test_returned_results_are_reported_anew_and_nothing_empty_is_reported(cast: Cast, model: Exemplar) -> None:
    done = reported(cast, model)
    with pytest.raises(Refused, match="ghi lý do"):
        step(done, "return", cast.clerk)
    back = step(done, "return", cast.clerk, "Thiếu số")
    assert (back.state, back.desk) == ("adopting", cast.education)
    with pytest.raises(Refused, match="Hãy ghi kết quả"):
        report_result(adoption=back, result=" ", quantity=1, quantity_unit="x", by=cast.education_officer)
    with pytest.raises(Refused, match="Không có bước này"):
        step(back, "report", cast.education_officer)  # no way around the result


def test_of_the_offices_own_adoption_another_confirms(cast: Cast, model: Exemplar) -> None:
    own = adopt_model(exemplar=model, unit=cast.city, since=SINCE, how="", by=cast.clerk)
    done = report_result(adoption=own, result="Tốt", quantity=None, quantity_unit="", by=cast.clerk)
    with pytest.raises(Refused, match="không tự xác nhận"):
        step(done, "confirm", cast.clerk)
    assert step(done, "confirm", cast.leader).state == "confirmed"


def test_a_unit_stops_and_starts_again(cast: Cast, model: Exemplar) -> None:
    stopped = step(adopted(cast, model), "stop", cast.education_officer, "Không phù hợp")
    assert stopped.state == "stopped"
    assert step(stopped, "resume", cast.education_officer).state == "adopting"


def test_results_are_seen_by_the_unit_and_above_by_others_once_confirmed(cast: Cast, model: Exemplar) -> None:
    def seen() -> list[int]:
        users = (cast.education_officer, cast.clerk, cast.justice_officer, cast.outsider)
        return [ModelAdoption.objects.visible_to(user).count() for user in users]

    done = reported(cast, model)
    assert seen() == [1, 1, 0, 0]
    step(done, "confirm", cast.clerk)
    assert seen() == [1, 1, 1, 0]
    take_exemplar_step(exemplar=model, action="retire", by=cast.clerk, reason="Cũ")
    assert seen() == [1, 1, 1, 0]  # Tư pháp still sees its own model


def test_the_inbox_counts_results_that_wait(cast: Cast, model: Exemplar) -> None:
    reported(cast, model)
    counted = [counts_for(User.objects.get(pk=user.pk)).adoptions for user in (cast.clerk, cast.leader, cast.outsider)]
    assert counted == [1, 1, 0]
    page = client_of(cast.clerk).get("/").content.decode()
    assert "Kết quả áp dụng mô hình chờ xác nhận" in page


# -- pages


def test_from_the_model_to_the_confirmed_result_by_the_pages(cast: Cast, model: Exemplar) -> None:
    officer, clerk = client_of(cast.education_officer), client_of(cast.clerk)
    assert "Đơn vị tôi áp dụng mô hình này" in officer.get(f"/dien-hinh/{model.pk}/").content.decode()
    answer = officer.post(
        f"/dien-hinh/{model.pk}/ap-dung/", {"unit": cast.education.pk, "since": "01/03/2024", "how": "Hẹn giờ"}
    )
    adoption = ModelAdoption.objects.get()
    assert answer.url == f"/dien-hinh/ap-dung/{adoption.pk}/"
    assert "Đơn vị tôi áp dụng" not in officer.get(f"/dien-hinh/{model.pk}/").content.decode()
    refused = officer.post(f"/dien-hinh/ap-dung/{adoption.pk}/ket-qua/", {"result": "Tốt", "quantity": "5"})
    assert (refused.status_code, refused.context["form"].errors) == (
        422, {"quantity_unit": ["Hãy ghi số lượng tính theo gì, ví dụ: hộ."]},
    )  # fmt: skip
    data = {"result": "Tốt", "quantity": "5", "quantity_unit": "lớp"}
    assert officer.post(f"/dien-hinh/ap-dung/{adoption.pk}/ket-qua/", data).status_code == 302
    clerk.post(f"/dien-hinh/ap-dung/{adoption.pk}/buoc/confirm/")
    adoption.refresh_from_db()
    assert (adoption.state, adoption.result, adoption.reached) == ("confirmed", "Tốt", "5 lớp")


def test_the_table_and_the_sheet_are_filtered_alike(cast: Cast, model: Exemplar) -> None:
    step(reported(cast, model), "confirm", cast.clerk)
    other = approved(cast.justice, cast.justice_officer, cast.leader, "Khác")
    adopt_model(exemplar=other, unit=cast.education, since=date(2023, 1, 1), how="", by=cast.education_officer)

    def found(user: User, query: str) -> tuple[list[str], list[str]]:
        client = client_of(user)
        page = client.get(f"/dien-hinh/ap-dung/{query}").context["page"]
        sheet = load_workbook(io.BytesIO(client.get(f"/dien-hinh/ap-dung/excel/{query}").content)).active
        rows = [row[1].value for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, (int, float))]
        return [row.exemplar.name for row in page], rows

    both = ["Hẹn giờ chứng thực", "Khác"]
    assert found(cast.clerk, "") == (both, both)
    assert found(cast.clerk, "?nam=2024") == (both[:1], both[:1])
    assert found(cast.clerk, f"?mo_hinh={other.pk}&don_vi={cast.education.pk}") == (both[1:], both[1:])
    assert found(cast.clerk, "?trang_thai=adopting") == (both[1:], both[1:])
    assert found(cast.justice_officer, "") == (both[:1], both[:1])  # the other one is not confirmed
    for wrong in ("?mo_hinh=x", "?don_vi=²", "?nam=0", "?nam=-1"):
        assert found(cast.clerk, wrong) == ([], [])
    assert found(cast.outsider, "") == ([], [])
