"""A paper as HTML: the page that WeasyPrint prints and the same markup for the preview in the browser.

Everything a user wrote is escaped; there are classes only, no inline style, so the fragment passes a
strict content security policy. The geometry is in ``static/css/paper.css``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString, mark_safe

from documents.rendering import lines
from documents.rendering.body import body_html, inline_html, item_html, paragraphs_html
from documents.rendering.layouts import layout_of
from documents.rendering.paper import Paper

TEMPLATE_FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"


def paper_html(paper: Paper, *, qr_source: str = "") -> str:
    """The whole page, without its style sheets: language, title, author and the fragment.

    ``qr_source`` is the address of the image of the QR code; "" leaves the code out.
    """
    context = Context(
        {
            "title": lines.document_title(paper),
            "author": paper.authority,
            "subject": paper.summary,
            "fragment": paper_fragment(paper, qr_source=qr_source),
        }
    )
    return template("paper.html").render(context)


def paper_fragment(paper: Paper, *, qr_source: str = "", heading: str = "h1", anchors: bool = False) -> SafeString:
    """The paper as one ``<article class="paper">``, safe to put into a page that has paper.css.

    ``heading`` is the element of the kind's name: "p" in a page that has an h1 of its own. ``anchors``: parts have ids.
    """
    before, word, after = lines.decree(paper)
    second = lines.second_signature(paper)
    context = Context(
        {
            "paper": paper,
            "is_titled": layout_of(paper).is_titled,
            "heading": heading,
            "country": lines.COUNTRY,
            "motto": lines.MOTTO,
            "parent_authority": lines.issuer_lines(paper.parent_authority),
            "authority": lines.issuer_lines(paper.authority),
            "number": lines.number_line(paper),
            "date": lines.date_line(paper),
            "subject": lines.subject_lines(paper),
            "stamp": lines.stamp(paper),
            "stamp_width": str(lines.STAMPS.get(lines.stamp(paper), "")),
            "draft_word": lines.DRAFT,
            "kind": paper.kind.upper(),
            "summary": lines.summary_lines(paper),
            "bases": [mark_safe(inline_html(line)) for line in lines.basis_lines(paper)],  # noqa: S308 - escaped there
            "addressees": lines.addressee_lines(paper),
            "authority_lines": lines.authority_lines(paper),
            "before_decree": mark_safe("".join(paragraphs_html(before))) if word else "",  # noqa: S308 - escaped there
            "decree": word,
            "body": body_html(
                after if word else before, lines.main_sections(paper), paper.body.closing, anchors=anchors
            ),
            "annexes": [
                mark_safe("".join(item_html(annex, anchors=anchors)))  # noqa: S308 - escaped there
                for annex in lines.annexes(paper)
            ],
            "anchors": anchors,
            "recipients_word": lines.RECIPIENTS,
            "recipients": lines.recipient_lines(paper),
            "drafter_mark": paper.drafter_mark,
            "tail_is_long": lines.is_tail_long(paper),
            "signature": lines.signature_lines(paper.signature),
            "signer": paper.signature.name,
            "second": second,
            "second_signature": lines.signature_lines(second) if second else [],
            "contact": lines.contact(paper),
            "qr_source": qr_source,
            "verify_word": lines.VERIFY,
        }
    )
    return template("paper_fragment.html").render(context)


@cache
def template(name: str) -> Template:
    """One of the templates beside the papers, with every value escaped."""
    # An engine of our own: no Django settings are needed where papers are rendered.
    return Engine(dirs=[str(TEMPLATE_FOLDER)], autoescape=True).get_template(name)
