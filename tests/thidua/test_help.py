"""The user guide inside the program: every page, its links and pictures; nothing else of the disk."""

import re

import pytest

from tests.clients import client_of
from thidua.help import FOLDER, title_of, topics


@pytest.fixture
def client(cast):
    return client_of(cast.justice_officer)


def test_every_page_of_the_folder_is_shown_under_its_heading(client):
    for topic in topics():
        page = client.get(f"/huong-dan/{topic}/").content.decode()
        assert page.count("<h1>") == 1
        assert f"<h1>{title_of(topic)}</h1>" in page


def test_all_links_and_pictures_of_the_guide_lead_somewhere(client):
    for address in ("/huong-dan/", *(f"/huong-dan/{topic}/" for topic in topics())):
        page = client.get(address).content.decode()
        guide = page[page.index("<article") : page.index("</article>")]
        for found in re.findall(r'(?:href|src)="([^"#]+)', guide):
            assert (address, found, client.get(found).status_code) == (address, found, 200)


def test_the_first_page_names_every_other(client):
    page = client.get("/huong-dan/").content.decode()
    assert {topic for topic in topics() if f'href="/huong-dan/{topic}/"' not in page} == set()


@pytest.mark.parametrize("address", ["README/", "khong-co/", "anh/khong-co.png", "anh/../README.png"])
def test_nothing_else_is_served(client, address):
    assert client.get(f"/huong-dan/{address}").status_code == 404


def test_the_guide_holds_no_html_of_its_own():
    assert {path.name for path in FOLDER.glob("*.md") if "<script" in path.read_text("utf-8")} == set()
