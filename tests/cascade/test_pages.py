"""The pages of items, answers and targets: who sees them, who may act, what they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaigns.actions.targets import report_actual, share_target
from campaigns.models import ItemAnswer, Obligation, Plan, Target, TargetActual, TargetShare
from tests.campaigns.chain import plan
from tests.cascade.papers import JUSTICE, answer, city_plan, issued
from tests.cast import Cast
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(cast: Cast) -> Plan:
    return city_plan(cast)


def items(plan: Plan) -> str:
    return f"/ke-hoach/{plan.pk}/muc/"


def reply(plan: Plan) -> str:
    return f"/ke-hoach/{plan.pk}/tra-loi/"


def targets(plan: Plan) -> str:
    return f"/ke-hoach/{plan.pk}/chi-tieu/"


def test_items_show_what_was_read_and_one_press_confirms_what_is_certain(cast, city):
    client = client_of(cast.clerk)
    page = client.get(items(city))
    duties, aims = Obligation.objects.filter(item__plan=city), Target.objects.filter(item__plan=city)
    assert page.context["certain"] == {duty.pk for duty in duties}
    data = {"nhiem-vu": list(page.context["certain"]), "chi-tieu": list(page.context["certain_targets"])}
    after = client.post(f"{items(city)}xac-nhan/", data, follow=True)
    assert "Đã xác nhận 2 nhiệm vụ và 2 chỉ tiêu." in after.content.decode()
    assert [(one.judgement, one.judged_by) for one in (*duties.all(), *aims.all())] == [("xac_nhan", cast.clerk)] * 4
    assert "Máy đọc được" not in after.content.decode()


def test_a_wrong_reading_is_rejected_and_not_read_again(cast, city):
    duty = Obligation.objects.filter(item__plan=city).first()
    client = client_of(cast.clerk)
    client.post(f"{items(city)}xac-nhan/", {"bo": f"nhiem-vu-{duty.pk}"})
    duty.refresh_from_db()
    assert duty.judgement == "bac_bo"
    assert duty not in Obligation.objects.filter(item__plan=city).standing()
    nothing = client.post(f"{items(city)}xac-nhan/", {}, follow=True).content.decode()
    assert "Hãy đánh dấu ít nhất một dòng" in nothing


def test_an_obligation_is_corrected(cast, city):
    duty = Obligation.objects.filter(item__plan=city).first()
    client = client_of(cast.clerk)
    address = f"/ke-hoach/nhiem-vu/{duty.pk}/"
    assert client.get(address).context["form"].initial["units"] == [cast.justice.pk]
    empty = client.post(address, {"unit_printed": "", "what": "", "due_on": "31/02/2024"})
    assert empty.status_code == 422
    data = {"unit_printed": "Phòng Tư pháp", "units": [cast.justice.pk, cast.education.pk], "what": "Tuyên truyền Luật",
            "due_on": "30/06/2024", "recurring": "quy", "groups": []}  # fmt: skip
    assert client.post(address, data).status_code == 302
    duty.refresh_from_db()
    assert (duty.judgement, duty.recurring, duty.units.count()) == ("da_sua", "quy", 2)


def test_a_target_is_corrected_and_one_is_added(cast, city):
    row = Target.objects.filter(item__plan=city).first()
    client = client_of(cast.clerk)
    data = {"measure": "Tỷ lệ đúng hạn", "direction": "tu_den", "value": "95,5", "unit": "%"}
    page = client.post(f"/ke-hoach/chi-tieu/{row.pk}/", data)
    assert "cần cả hai con số" in page.content.decode()
    assert client.post(f"/ke-hoach/chi-tieu/{row.pk}/", data | {"value_to": "98"}).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.value_to, row.asked) == (Decimal("95.5"), 98, "từ 95,5 đến 98 %")
    added = client.post(
        f"/ke-hoach/muc/{row.item_id}/them-chi-tieu/",
        {"measure": "Số cây", "direction": "it_nhat", "value": "1.250", "unit": "cây"},
    )
    assert added.status_code == 302
    assert Target.objects.get(measure="Số cây").value == 1250


def test_the_drafter_answers_on_one_page(cast, city):
    draft = answer(cast, city)
    client = client_of(cast.justice_officer)
    page = client.get(reply(draft))
    assert [(row.item.address, row.waits) for row in page.context["rows"]] == [
        ("I.1", True), ("II.1 gạch 1", True), ("II.1 gạch 2", True), ("II.1 gạch 3", False), ("II.2 gạch 1", False),
        ("II.2 gạch 2", True), ("III.1", False), ("III.2", False),
    ]  # fmt: skip
    keys = {row.item.address: row.item.pk for row in page.context["rows"]}
    client.post(f"{reply(draft)}luu/", {"chon": [keys["I.1"], keys["II.1 gạch 1"]]})
    own = draft.items.get(address="II gạch 4").pk
    client.post(f"{reply(draft)}luu/", {"buoc": "chon", "muc": keys["II.1 gạch 3"], "tra-loi": own})
    told = client.post(f"{reply(draft)}luu/", {"buoc": "khong-ap-dung", "muc": keys["III.2"], "ly-do": ""}, follow=True)
    assert "Hãy ghi lý do vì sao mục này không áp dụng" in told.content.decode()
    client.post(f"{reply(draft)}luu/", {"buoc": "khong-ap-dung", "muc": keys["III.2"], "ly-do": "Đã có"})
    client.post(f"{reply(draft)}luu/", {"buoc": "bac", "muc": keys["II.2 gạch 2"]})
    after = client.get(reply(draft))
    assert [(code, number) for code, _, number in after.context["tabs"]] == [
        ("", 8), ("cho", 1), ("chua", 3), ("roi", 3), ("khong", 1),
    ]  # fmt: skip
    assert [item.address for item in after.context["new"]] == ["II gạch 3"]
    assert len(client.get(reply(draft), {"loc": "khong"}).context["rows"]) == 1


def test_an_item_laid_on_another_unit_does_not_concern_this_one(cast, city):
    from tests.campaigns.chain import plan

    draft = plan(cast.education, cast.education_officer, city)
    rows = client_of(cast.education_officer).get(reply(draft)).context["rows"]
    assert "III.1" not in [row.item.address for row in rows]
    assert "III.2" in [row.item.address for row in rows]


def test_targets_are_shared_checked_and_reported(cast, city):
    row = Target.objects.get(item__plan=city, value=120)
    client = client_of(cast.clerk)
    assert client.get(f"/ke-hoach/chi-tieu/{row.pk}/giao/").status_code == 404  # not confirmed yet
    client.post(f"{items(city)}xac-nhan/", {"chi-tieu": [row.pk]})
    address = f"/ke-hoach/chi-tieu/{row.pk}/giao/"
    equal = client.post(address, {"sharing": "chia", "buoc": "deu"})
    assert [field.value() for field in equal.context["form"].rows()] == ["60", "60"]
    assert not TargetShare.objects.exists()
    one, other = f"unit-{cast.justice.pk}", f"unit-{cast.education.pk}"
    after = client.post(address, {"sharing": "chia", one: "50", other: "55"}, follow=True).content.decode()
    assert "Tổng giao 105 điển hình tiên tiến, còn thiếu 15 điển hình tiên tiến so với chỉ tiêu 120." in after
    wrong = client.post(address, {"sharing": "chia", one: "năm mươi"})
    assert (wrong.status_code, "Hãy nhập số" in wrong.content.decode()) == (422, True)
    office = client_of(cast.justice_officer)
    report = f"/ke-hoach/chi-tieu/{row.pk}/ket-qua/"
    assert office.post(report, {"period_end": "30/06/2024", "value": "51"}).status_code == 302
    assert "chưa tới" in office.post(report, {"period_end": "30/06/2099", "value": "51"}).content.decode()
    [shown] = client.get(targets(city)).context["rows"]
    assert [(share.share.unit, share.outcome) for share in shown.shares] == [
        (cast.education, "chua_co"), (cast.justice, "dat"),
    ]  # fmt: skip


def test_a_share_is_linked_to_the_unit_s_own_target(cast, city):
    row = Target.objects.get(item__plan=city, value=120)
    client_of(cast.clerk).post(f"{items(city)}xac-nhan/", {"chi-tieu": [row.pk]})
    row.refresh_from_db()
    [share] = share_target(target=row, sharing="chia", values={cast.justice.pk: Decimal(3)}, by=cast.clerk)
    draft = answer(cast, city)
    office = client_of(cast.justice_officer)
    own = Target.objects.get(item__plan=draft, value=3)
    office.post(f"{items(draft)}xac-nhan/", {"chi-tieu": [own.pk]})
    assert "Cấp trên giao cho" in office.get(targets(draft)).content.decode()
    data = {"chi-tieu": own.pk, "ke-hoach": draft.pk}
    assert office.post(f"/ke-hoach/chi-tieu/phan-giao/{share.pk}/noi/", data).status_code == 302
    share.refresh_from_db()
    assert share.own == own


def test_a_unit_sees_neither_shares_nor_figures_nor_drafts_of_another(cast, city):
    row = Target.objects.get(item__plan=city, value=120)
    client_of(cast.clerk).post(f"{items(city)}xac-nhan/", {"chi-tieu": [row.pk]})
    row.refresh_from_db()
    values = {cast.justice.pk: Decimal(777), cast.education.pk: Decimal(888)}
    share_target(target=row, sharing="chia", values=values, by=cast.clerk)
    report_actual(
        target=row, unit=cast.justice, period_end=city.document.date, value=Decimal(666), by=cast.justice_officer
    )
    beside = client_of(cast.education_officer)
    page = beside.get(targets(city)).content.decode()
    assert ("888" in page, "777" in page, "666" in page) == (True, False, False)
    assert TargetActual.objects.visible_to(cast.education_officer).count() == 0
    assert "666" not in beside.get(f"/ke-hoach/chi-tieu/{row.pk}/ket-qua/").content.decode()
    draft = answer(cast, city)
    for address in (items(draft), reply(draft), targets(draft)):
        assert beside.get(address).status_code == 404
        assert client_of(cast.outsider).get(address).status_code == 404
    for user in (cast.clerk, cast.leader):  # above: may read the draft, may not answer for it
        assert client_of(user).get(reply(draft)).status_code == 200
        assert client_of(user).post(f"{reply(draft)}luu/", {}).status_code == 403
    assert not ItemAnswer.objects.confirmed().exists()


def test_pages_ask_as_often_for_many_items_as_for_few(cast, city, django_assert_max_num_queries):
    many = "I. NỘI DUNG\n" + "\n".join(
        f"- Phòng Tư pháp phấn đấu ít nhất {at} mô hình tự quản, trước ngày 30/6/2024." for at in range(2, 60)
    )  # fmt: skip
    large = city_plan(cast, f"{many}\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Tư pháp theo dõi, báo cáo hằng quý./.")
    draft = answer(cast, large, JUSTICE + "\n" + many)
    client = client_of(cast.clerk)
    for address in (items(large), targets(large), reply(draft)):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


def shared(cast: Cast, city: Plan) -> TargetShare:
    """A share of Tư pháp in the first confirmed target of the city."""
    Target.objects.update(judgement="xac_nhan", judged_by=cast.clerk, judged_at=city.document.created_at)
    target = Target.objects.filter(item__plan=city).first()
    return share_target(target=target, sharing="chia", values={cast.justice.pk: Decimal(3)}, by=cast.clerk)[0]


def test_who_only_reads_is_offered_no_page_that_is_not_theirs(cast, city):
    share = shared(cast, city)
    own = issued(answer(cast, city), cast.justice_officer, cast.justice_head)
    address = f"/ke-hoach/chi-tieu/{share.target_id}/ket-qua/"
    offered = {
        user.username: address in client_of(user).get(targets(own)).content.decode()
        for user in (cast.clerk, cast.leader, cast.justice_officer, cast.justice_head)
    }
    assert offered == {"chuyenvien": False, "lanhdao": False, "tuphap": True, "truongphong": True}


def test_the_way_back_from_a_link_tells_nothing_of_plans_that_one_does_not_see(cast, city):
    share = shared(cast, city)
    hidden = plan(cast.education, cast.education_officer, city)
    client = client_of(cast.justice_officer)
    back = [
        client.post(f"/ke-hoach/chi-tieu/phan-giao/{share.pk}/noi/", {"chi-tieu": "", "ke-hoach": key}).url
        for key in (hidden.pk, hidden.pk + 1_000)
    ]
    assert back == [targets(city)] * 2


def test_a_refused_decision_keeps_what_was_typed(cast, city):
    draft = answer(cast, city)
    item = city.items.get(address="III.2")
    data = {"muc": item.pk, "buoc": "chon", "tra-loi": "", "ly-do": "Đã có kế hoạch riêng", "loc": "chua"}
    page = client_of(cast.justice_officer).post(f"{reply(draft)}luu/", data)
    assert page.status_code == 422
    assert 'name="ly-do" maxlength="500" value="Đã có kế hoạch riêng"' in page.content.decode()
    assert (page.context["wanted"], page.context["chosen"]) == ("chua", item.pk)
    assert f'href="{reply(draft)}?loc=chua' in page.content.decode()


def test_a_form_of_a_whole_province_or_a_long_plan_is_taken(cast, city):
    data = {"nhiem-vu": [str(number) for number in range(1_500)]}
    assert client_of(cast.clerk).post(f"{items(city)}xac-nhan/", data).status_code == 302


def test_who_cannot_confirm_is_not_asked_to(cast, city):
    asked = {
        user.username: [words in client_of(user).get(targets(city)).content.decode() for words in ASKED]
        for user in (cast.clerk, cast.leader, cast.justice_officer)
    }
    assert asked == {"chuyenvien": [True, True], "lanhdao": [False, False], "tuphap": [False, False]}


ASKED = ("Xem và xác nhận", "Hãy xác nhận chỉ tiêu")
