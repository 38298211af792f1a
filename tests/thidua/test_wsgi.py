"""What a request may declare about itself."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from thidua.wsgi import application

CHARSETS = ["raw_unicode_escape", "utf-7", "utf-16", "rot13", "idna", "khong-co"]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_is_utf_8_whatever_it_declares(db: None, charset: str, method: str) -> None:
    form = '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nThi đua \\ud800\r\n--x--\r\n'
    environ = RequestFactory().generic(method, "/dang-nhap/?next=/a%5Cud800", form.encode()).environ
    environ["CONTENT_TYPE"] = f"multipart/form-data; boundary=x; Charset={charset}"
    answers: list[str] = []
    body = b"".join(application(environ, lambda status, headers: answers.append(status)))
    # A form without its token is refused, an open page shows where it leads on to.
    assert answers == ["403 Forbidden" if method == "POST" else "200 OK"]
    assert (b'value="/a\\ud800"' in body) == (method == "GET")
