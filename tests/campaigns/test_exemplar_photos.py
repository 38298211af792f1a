"""Pictures of exemplars: what is taken, what is refused, what is left of it, and who gets it."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.conf import settings
from PIL import Image

from campaigns.actions.exemplar import publish_exemplar, take_exemplar_step, withdraw_exemplar
from campaigns.actions.exemplar_photo import MOST_PHOTOS, add_photo, put_photo_first, remove_photo
from campaigns.models import Exemplar, ExemplarPhoto
from campaigns.text import exemplar_photo
from campaigns.text.exemplar_photo import LARGE, SMALL, BadPhoto, photo_of
from tests.cast import Cast
from tests.clients import client_of
from tests.world_exemplars import picture, written
from workflow.engine import Refused

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="900"><script>alert(1)</script></svg>'
PLACE = b"PLACE-OF-CAMERA"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def from_camera(width: int = 800, height: int = 400, orientation: int = 6) -> bytes:
    """A JPEG with place, device, a turned camera and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "CAMERA", PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (11.0, 18.0, 36.0)
    return picture(width, height, "JPEG", exif=exif, comment=PLACE, icc_profile=PLACE * 40)


def png_of_size(width: int, height: int) -> bytes:
    """A whole PNG of a few bytes that says it has so many points: black, and packed a thousandfold."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" * (width // 8 + 1)
    points = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


# -- what is kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_whatever_the_kind_a_jpeg_is_kept(kind: str) -> None:
    made = photo_of(picture(2400, 1200, kind))
    assert (made.width, made.height) == (LARGE, LARGE // 2)
    sizes = [(opened(data).format, opened(data).mode, opened(data).size) for data in (made.large, made.small)]
    assert sizes == [("JPEG", "RGB", (LARGE, LARGE // 2)), ("JPEG", "RGB", (SMALL, SMALL // 2))]


def test_place_time_and_device_are_gone_and_the_picture_stands_upright() -> None:
    data = from_camera()
    assert (PLACE in data, bool(opened(data).getexif().get_ifd(0x8825))) == (True, True)
    made = photo_of(data)
    assert (made.width, made.height) == (400, 800)
    for kept in (made.large, made.small):
        image = opened(kept)
        assert (dict(image.getexif()), image.info.get("icc_profile"), image.info.get("comment")) == ({}, None, None)
        assert [word in kept for word in (PLACE, b"Exif", b"CAMERA", b"http")] == [False] * 4


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + b"zip" * 50, b"%PDF-1.7 /JavaScript"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_a_file_that_is_two_only_the_picture_is_left(kind: str, tail: bytes) -> None:
    made = photo_of(picture(kind=kind) + tail)
    assert [tail in kept for kept in (made.large, made.small)] == [False, False]
    assert made.large == photo_of(picture(kind=kind)).large


def test_transparency_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(photo_of(target.getvalue()).large).getpixel((150, 150)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_is_kept() -> None:
    target = io.BytesIO()
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue", "green")]
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    red, green, blue = opened(photo_of(target.getvalue()).large).getpixel((150, 150))
    assert (red > 240, green < 15, blue < 15) == (True, True, True)


# -- what is refused


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "rỗng"),
        (SVG, "không phải ảnh JPEG"),
        (b"GIF89a" + bytes(500), "không phải ảnh JPEG"),
        (b"<html><script>alert(1)</script></html>", "không phải ảnh JPEG"),
        (b"%PDF-1.7\n" + bytes(200), "không phải ảnh JPEG"),
        (b"MZ" + bytes(500), "không phải ảnh JPEG"),
        (bytes(4) + b"ftypheic" + bytes(200), "HEIC"),
        (picture()[:200], "bị hỏng"),
        (picture(kind="JPEG")[:300], "bị hỏng"),
        (picture(150, 900), "quá nhỏ"),
        (b"\xff\xd8\xff" + bytes(11_000_000), "lớn hơn 10 MB"),
    ],
    ids=["empty", "svg", "gif", "html", "pdf", "exe", "heic", "cut png", "cut jpeg", "small", "huge"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadPhoto, match=sentence):
        photo_of(data)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = png_of_size(12_000, 12_000)
    assert len(bomb) < 60_000  # 144 million points in a few thousand bytes
    unpacked: list[tuple[int, int]] = []
    load = Image.Image.load
    monkeypatch.setattr(Image.Image, "load", lambda self: unpacked.append(self.size) or load(self))
    with pytest.raises(BadPhoto, match="quá nhiều điểm ảnh"):
        photo_of(bomb)
    assert unpacked == []
    photo_of(png_of_size(400, 400))  # and the watch sees it when there is something to see
    assert unpacked != []


def test_a_strip_that_is_very_long_and_endless_scans_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in ((24_000, 300), (14_000, 14_000)):
        with pytest.raises(BadPhoto, match="quá nhiều điểm ảnh"):
            photo_of(png_of_size(*size))
    scans = picture(400, 400, "JPEG", progressive=True)
    photo_of(scans)
    monkeypatch.setattr(exemplar_photo, "_MOST_SCANS", 2)
    with pytest.raises(BadPhoto, match="cấu trúc bất thường"):
        photo_of(scans)


# -- the action


def test_a_picture_is_kept_outside_every_static_route_under_a_random_name(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    photo = add_photo(exemplar=draft, data=from_camera(), alt="Bà Hoa ở ruộng", by=cast.justice_officer)
    assert photo.path.is_relative_to(settings.FILES_DIR)
    assert (PLACE in photo.path.read_bytes(), photo.small_path.exists()) == (False, True)
    assert not photo.path.is_relative_to(settings.BASE_DIR / "static")


def test_only_writers_of_a_draft_add_order_and_remove(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    one, two = (
        add_photo(exemplar=draft, data=picture(width), alt=f"Ảnh {width}", by=cast.justice_officer)
        for width in (300, 400)
    )
    for stranger in (cast.clerk, cast.education_officer, cast.outsider):
        with pytest.raises(Refused):
            add_photo(exemplar=draft, data=picture(500), alt="Lạ", by=stranger)
        with pytest.raises(Refused):
            remove_photo(photo=one, by=stranger)
        with pytest.raises(Refused):
            put_photo_first(photo=two, by=stranger)
    for _ in range(3):  # also when there is no place left before the first
        for photo in (two, one):
            put_photo_first(photo=ExemplarPhoto.objects.get(pk=photo.pk), by=cast.justice_officer)
    put_photo_first(photo=ExemplarPhoto.objects.get(pk=two.pk), by=cast.justice_officer)
    assert [photo.alt for photo in draft.photos.all()] == ["Ảnh 400", "Ảnh 300"]
    take_exemplar_step(exemplar=Exemplar.objects.get(), action="submit", by=cast.justice_officer)
    with pytest.raises(Refused, match="bản nháp"):
        add_photo(exemplar=Exemplar.objects.get(), data=picture(500), alt="Muộn", by=cast.justice_officer)


def test_no_picture_twice_none_without_words_and_not_too_many(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    add_photo(exemplar=draft, data=picture(300), alt="Một", by=cast.justice_officer)
    with pytest.raises(Refused, match="đã có trong bài"):
        add_photo(exemplar=draft, data=picture(300), alt="Lại", by=cast.justice_officer)
    with pytest.raises(Refused, match="ảnh chụp gì"):
        add_photo(exemplar=draft, data=picture(301), alt=" ", by=cast.justice_officer)
    for number in range(2, MOST_PHOTOS + 1):
        add_photo(exemplar=draft, data=picture(300 + number), alt=str(number), by=cast.justice_officer)
    with pytest.raises(Refused, match="tối đa"):
        add_photo(exemplar=draft, data=picture(400), alt="Thừa", by=cast.justice_officer)
    kept = list((settings.FILES_DIR / "photos").rglob("*.jpg"))
    assert len(kept) == 2 * MOST_PHOTOS  # what was refused left no file behind


def test_a_removed_picture_is_gone_from_the_disk(cast: Cast, django_capture_on_commit_callbacks) -> None:
    draft = written(cast.justice, cast.justice_officer)
    photo = add_photo(exemplar=draft, data=picture(), alt="Ảnh", by=cast.justice_officer)
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo=photo, by=cast.justice_officer)
    assert (photo.path.exists(), photo.small_path.exists(), draft.photos.count()) == (False, False, 0)


def test_a_new_picture_ends_the_consent(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    publish_exemplar(exemplar=draft, version=1, agreed=True, note="Phiếu", by=cast.justice_officer)
    add_photo(exemplar=draft, data=picture(), alt="Ảnh", by=cast.justice_officer)
    assert not Exemplar.objects.get().wants_public


# -- who gets it


def test_a_picture_is_served_inside_to_who_sees_it_and_outside_only_while_public(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    photo = add_photo(exemplar=draft, data=picture(), alt="Ảnh", by=cast.justice_officer)
    inside, outside = f"/dien-hinh/anh/{photo.pk}/", f"/cong-khai/dien-hinh/anh/{photo.pk}/"

    def answers() -> list[int]:
        users = (cast.justice_officer, cast.clerk, cast.education_officer, cast.outsider)
        found = [client_of(user).get(inside).status_code for user in users]
        return [*found, client_of(None).get(inside).status_code, client_of(None).get(outside).status_code]

    assert answers() == [200, 200, 404, 404, 302, 404]
    step = take_exemplar_step(exemplar=Exemplar.objects.get(), action="submit", by=cast.justice_officer)
    assert answers() == [200, 200, 404, 404, 302, 404]
    step = take_exemplar_step(exemplar=step, action="approve", by=cast.clerk)
    assert answers() == [200, 200, 200, 404, 302, 404]
    publish_exemplar(exemplar=step, version=step.version, agreed=True, note="Phiếu", by=cast.clerk)
    assert answers() == [200, 200, 200, 404, 302, 200]
    withdraw_exemplar(exemplar=step, by=cast.justice_officer)
    assert answers() == [200, 200, 200, 404, 302, 404]


def test_the_answer_is_a_jpeg_that_nothing_keeps(cast: Cast) -> None:
    draft = written(cast.justice, cast.justice_officer)
    photo = add_photo(exemplar=draft, data=picture(1000, 1000), alt="Ảnh", by=cast.justice_officer)
    for query, width in (("", 1000), ("?co=nho", SMALL)):
        answer = client_of(cast.justice_officer).get(f"/dien-hinh/anh/{photo.pk}/{query}")
        assert [answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")] == [
            "image/jpeg", "nosniff", "no-store",
        ]  # fmt: skip
        assert opened(b"".join(answer.streaming_content)).width == width
