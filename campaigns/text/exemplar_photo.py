"""A picture that somebody uploaded, made anew: only its points are kept, never its bytes.

What it is, is told by its first bytes; the name it came with plays no part. It is decoded and written again as JPEG, so
that place, time and device (EXIF, GPS, XMP), embedded profiles, previews, scripts and whatever was hung on behind are
gone. Size and number of points are looked at before anything is unpacked, and one picture at a time is unpacked in a
process: a hostile file costs a bounded amount of memory and time.
"""

from __future__ import annotations

import io
import struct
import threading
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10_000_000  # bytes
#: What is kept is no larger in either direction (points); the copy for cards.
LARGE, SMALL = 1600, 480
#: JPEG is unpacked at a fraction of its size; the others, and progressive JPEG, only whole.
_MOST_POINTS_SCALED, _MOST_POINTS_WHOLE = 120_000_000, 30_000_000
_MOST_SCANS = 100
_LEAST_SIDE = 200
_QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypavif")
_TOO_MANY = "Ảnh có quá nhiều điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại."
_one_at_a_time = threading.Lock()


class BadPhoto(ValueError):
    """The picture is not taken; ``str()`` is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept: JPEG bytes of itself and of its small copy, and its measures in points."""

    large: bytes
    small: bytes
    width: int
    height: int


def photo_of(data: bytes) -> Photo:
    """The picture of an uploaded file, upright, without anything but its points.

    Raises:
        BadPhoto: it is empty, too large, no JPEG, PNG or WebP, too small to show, or cannot be decoded.
    """
    if not data:
        raise BadPhoto("Tệp này rỗng. Hãy chọn ảnh khác.")
    if len(data) > LARGEST:
        raise BadPhoto("Ảnh lớn hơn 10 MB. Hãy thu nhỏ ảnh rồi tải lại.")
    if data[4:12] in _HEIC:
        raise BadPhoto("Ảnh HEIC của điện thoại chưa nhận được. Hãy lưu ảnh thành JPEG (.jpg) rồi tải lại.")
    with _one_at_a_time:
        try:
            with warnings.catch_warnings():
                # Our own bounds are lower and are checked before a point is unpacked.
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                return _made_anew(data)
        except BadPhoto:
            raise
        except Image.DecompressionBombError as error:
            raise BadPhoto(_TOO_MANY) from error
        except UnidentifiedImageError as error:
            raise BadPhoto("Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chọn ảnh khác.") from error
        # What decoders raise over broken data is of many kinds; none of them may become an error page.
        except (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, MemoryError, RuntimeError,
                EOFError, ArithmeticError, struct.error) as error:  # fmt: skip
            raise BadPhoto("Ảnh bị hỏng nên không mở được. Hãy mở ảnh, lưu lại rồi tải lên.") from error


def _made_anew(data: bytes) -> Photo:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        _refuse_bombs(image, data)
        if image.format == "JPEG":
            image.draft("RGB", (LARGE, LARGE))
        turned = ImageOps.exif_transpose(image)
        large = _plain(turned, LARGE)
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Photo(_jpeg(large), _jpeg(small), large.width, large.height)


def _refuse_bombs(image: Image.Image, data: bytes) -> None:
    width, height = image.size
    if min(width, height) < _LEAST_SIDE:
        raise BadPhoto(f"Ảnh quá nhỏ (dưới {_LEAST_SIDE} điểm một chiều) nên không rõ. Hãy chọn ảnh lớn hơn.")
    is_whole = image.format != "JPEG" or "progressive" in image.info or "progression" in image.info
    if width * height > (_MOST_POINTS_WHOLE if is_whole else _MOST_POINTS_SCALED) or max(width, height) > 20_000:
        raise BadPhoto(_TOO_MANY)
    # A marker of a scan cannot stand inside its data: there FF is followed by 00.
    if image.format == "JPEG" and data.count(b"\xff\xda") > _MOST_SCANS:
        raise BadPhoto("Ảnh có cấu trúc bất thường nên không được nhận. Hãy lưu lại ảnh rồi tải lên.")
    if getattr(image, "n_frames", 1) > 1:
        image.seek(0)


def _plain(image: Image.Image, most: int) -> Image.Image:
    """Only the points, in RGB on white, at most ``most`` in either direction; in an image that knows nothing else."""
    image = image.copy()
    image.thumbnail((most, most), Image.Resampling.LANCZOS)
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(with_alpha, mask=with_alpha.getchannel("A"))
    points = image.convert("RGB")
    bare = Image.new("RGB", points.size)
    bare.paste(points)
    return bare


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, optimize=True, exif=b"")
    return target.getvalue()
