"""A city's plan and a department's answer, in a small chain of papers in force."""

from __future__ import annotations

import dataclasses

from campaigns.models import Plan
from documents.actions.document import save_draft
from documents.actions.step import issue, sign, take_step
from organizations.models import User
from tests.campaigns.chain import plan
from tests.cast import CONTENT, Cast

CITY = """I. MỤC ĐÍCH, YÊU CẦU
1. Phát huy vai trò của từng tập thể, cá nhân trong việc tổ chức, triển khai phong trào thi đua yêu nước.
II. NỘI DUNG
1. Nội dung thi đua
- Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên địa bàn thành phố.
- Tăng cường công tác kiểm tra, giám sát việc thực hiện chính sách khen thưởng ở cơ sở.
- Thi đua hưởng ứng phong trào “Cả nước chung sức xây dựng nông thôn mới” trong các tầng lớp Nhân dân.
2. Chỉ tiêu
- Phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%.
- Phấn đấu toàn thành phố phát hiện ít nhất 120 điển hình tiên tiến trong năm.
III. TỔ CHỨC THỰC HIỆN
1. Phòng Tư pháp chủ trì tuyên truyền Luật Thi đua, khen thưởng, hoàn thành trước ngày 30/6/2024.
2. Thủ trưởng các cơ quan, đơn vị xây dựng kế hoạch, báo cáo kết quả thực hiện 6 tháng và năm về Phòng Nội vụ./."""
JUSTICE = """I. MỤC ĐÍCH
1. Phát huy vai trò của từng cá nhân trong việc tổ chức, triển khai phong trào thi đua của Phòng Tư pháp.
II. NỘI DUNG
- Đẩy mạnh tuyên truyền, phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên địa bàn thành phố.
- Công chức phụ trách kiểm tra, giám sát việc thực hiện chính sách khen thưởng tại 10 phường, xã trong quý II.
- Phát hiện ít nhất 3 điển hình tiên tiến trong lĩnh vực tư pháp trong năm.
- Cải tạo khuôn viên, trồng 20 cây xanh trước trụ sở làm việc của Phòng./."""


def city_plan(cast: Cast, body: str = CITY) -> Plan:
    """The city's issued plan."""
    made = plan(cast.city, cast.clerk, None, dataclasses.replace(CONTENT, body=body))
    return issued(made, cast.clerk, cast.leader)


def answer(cast: Cast, parent: Plan, body: str = JUSTICE) -> Plan:
    """The justice office's draft under it."""
    return plan(cast.justice, cast.justice_officer, parent, dataclasses.replace(CONTENT, body=body))


def issued(drafted: Plan, drafter: User, signer: User) -> Plan:
    """The plan, submitted, signed and issued."""
    submitted = take_step(document=drafted.document, action="submit", by=drafter)
    issue(document=sign(document=submitted, by=signer), by=signer)
    return Plan.objects.get(pk=drafted.pk)


def edited(drafted: Plan, body: str, by: User) -> Plan:
    """The draft with another text."""
    document = drafted.document
    document.refresh_from_db()
    content = dataclasses.replace(CONTENT, body=body)
    save_draft(document=document, version=document.version, content=content, by=by)
    return Plan.objects.get(pk=drafted.pk)
