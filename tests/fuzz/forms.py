"""The forms and links of a page, as a browser would send and follow them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class Field:
    """One control: its name, kind, first value and, for choices, what it offers."""

    name: str
    kind: str
    value: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form of one page."""

    page: str
    method: str
    action: str
    fields: tuple[Field, ...]

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes two forms the same, whatever object they are about."""
        where = "/".join("*" if any(char.isdigit() for char in part) else part for part in self.action.split("/"))
        return self.method, where.split("?")[0], tuple(sorted({field.name for field in self.fields}))


def read(address: str, content: bytes) -> tuple[list[str], list[Form]]:
    """Addresses that the page leads to on this site, and its forms."""
    if not content.strip():
        return [], []
    tree = html.fromstring(content)
    links = [urljoin(address, link.get("href")) for link in tree.iter("a") if link.get("href")]
    own = [link.partition("#")[0] for link in links if not urlsplit(link).netloc and link.startswith("/")]
    forms = [_form(address, element) for element in tree.iter("form")]
    return own, forms


def _form(address: str, element: html.HtmlElement) -> Form:
    action = urljoin(address, element.get("action") or address)
    fields = [field for control in element.iter("input", "select", "textarea", "button") for field in _fields(control)]
    return Form(address, (element.get("method") or "get").lower(), action, tuple(fields))


def _fields(control: html.HtmlElement) -> list[Field]:
    name = control.get("name")
    if not name or name == "csrfmiddlewaretoken" or control.get("disabled") is not None:
        return []
    if control.tag == "select":
        offers = tuple(option.get("value", option.text or "") for option in control.iter("option"))
        chosen = [option.get("value", "") for option in control.iter("option") if option.get("selected") is not None]
        return [Field(name, "select", (chosen or offers[:1] or ("",))[0], offers)]
    if control.tag == "textarea":
        return [Field(name, "textarea", control.text or "")]
    kind = "submit" if control.tag == "button" else control.get("type", "text")
    return [Field(name, kind, control.get("value", "on" if kind == "checkbox" else ""))]
