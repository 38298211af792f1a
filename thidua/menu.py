"""The menu: which pages stand under which heading, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from organizations.models import Role, User


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu: the name of its address and what it is called."""

    name: str
    label: str
    roles: tuple[str, ...] = ()  # whom it is shown to; none: everybody. The page itself decides who gets in.


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the menu; ``code`` is the ``section`` that its pages give to their template."""

    code: str
    label: str
    icon: str
    entries: tuple[Entry, ...]
    roles: tuple[str, ...] = ()


KEEPERS = (Role.ADMINISTRATOR, Role.STANDING_OFFICER)

SECTIONS = (
    Section("inbox", "Việc của tôi", "inbox", (Entry("inbox", "Việc của tôi"),)),
    Section(
        "plans",
        "Kế hoạch",
        "tree",
        (
            Entry("plan_list", "Chuỗi kế hoạch"),
            Entry("report_home", "Báo cáo"),
            Entry("late_board", "Việc chậm"),
            Entry("inspection_list", "Kiểm tra, giám sát"),
            Entry("exemplar_list", "Điển hình tiên tiến"),
            Entry("adoption_list", "Nhân rộng"),
        ),
    ),
    Section(
        "documents",
        "Văn bản",
        "document",
        (
            Entry("document_list", "Tất cả"),
            Entry("text_search", "Tìm toàn văn"),
            Entry("received_list", "Gửi tới đơn vị"),
            Entry("register_out", "Sổ văn bản đi"),
            Entry("register_in", "Sổ văn bản đến"),
            Entry("reserved_list", "Số giữ trước"),
            Entry("cited_list", "Văn bản được dẫn"),
            Entry("template_list", "Mẫu văn bản"),
            Entry("clause_list", "Đoạn mẫu"),
            Entry("recipient_list_list", "Danh sách nơi nhận"),
        ),
    ),
    Section(
        "awards",
        "Khen thưởng",
        "star",
        (
            Entry("award_list", "Sổ khen thưởng"),
            Entry("household_list", "Hộ gia đình"),
            Entry("law_lookup", "Tra cứu tiêu chuẩn"),
            Entry("record_desk", "Rà soát dữ liệu"),
        ),
    ),
    Section(
        "units",
        "Đơn vị",
        "building",
        (
            Entry("unit_list", "Đơn vị"),
            Entry("person_list", "Con người"),
            Entry("block_list", "Khối thi đua"),
        ),
    ),
    Section(
        "admin",
        "Quản trị",
        "settings",
        (
            Entry("admin_home", "Tổng quan"),
            Entry("user_list", "Người dùng", (Role.ADMINISTRATOR,)),
            Entry("role_request_list", "Đề nghị về vai trò"),
            Entry("batch_list", "Nhập từ Excel"),
        ),
        (*KEEPERS, Role.UNIT_HEAD, Role.SIGNING_LEADER),
    ),
    Section("help", "Hướng dẫn", "help", (Entry("help_home", "Hướng dẫn"),)),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is drawn: ``current`` is "page" on its page, "true" on those below it; ``count`` 0 shows none."""

    label: str
    address: str
    current: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as it is drawn, with the pages under it."""

    code: str
    label: str
    icon: str
    address: str
    links: tuple[Link, ...]
    count: int = 0


def menu_for(request: HttpRequest, user: User, counts: dict[str, int]) -> list[Heading]:
    """The headings that the user is shown, in order.

    Args:
        counts: what waits, by address name.
    """
    held = {role for role, _ in user.roles_held()}
    drawn = []
    for section in SECTIONS:
        if section.roles and not held & set(section.roles):
            continue
        shown = [entry for entry in section.entries if not entry.roles or held & set(entry.roles)]
        addresses = [reverse(entry.name) for entry in shown]
        here = owner_of(request.path, addresses)
        links = tuple(
            Link(entry.label, address, _current(request.path, address, here), counts.get(entry.name, 0))
            for entry, address in zip(shown, addresses, strict=True)
        )
        total = sum(link.count for link in links)
        drawn.append(Heading(section.code, section.label, section.icon, links[0].address, links, total))
    return drawn


def owner_of(path: str, addresses: list[str]) -> str:
    """Which of the addresses a page lies under, the nearest one; "" for none. "/" owns only itself."""
    above = [address for address in addresses if path == address or (address != "/" and path.startswith(address))]
    return max(above, key=len, default="")


def _current(path: str, address: str, here: str) -> str:
    if address != here:
        return ""
    return "page" if path == address else "true"
