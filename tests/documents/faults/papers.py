"""Papers that take their time."""

from __future__ import annotations


def big_table(rows: int) -> str:
    """A body with a list of so many rows: about 3 seconds of rendering for each thousand, on two quiet cores."""
    lines = [f"| {n} | Nguyễn Văn Số {n} | Phòng Giáo dục và Đào tạo | Chiến sĩ thi đua cơ sở |" for n in range(rows)]
    return "\n".join(["I. DANH SÁCH", "| STT | Họ và tên | Đơn vị | Danh hiệu |", "| --- | --- | --- | --- |", *lines])
