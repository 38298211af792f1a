"""What stands around every page: a limit for what comes in, and headers of signed-in pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from thidua.errors import too_large

# The largest form of this site carries a file of 20 MB to be verified; its other fields are small.
MAX_REQUEST_BYTES = 24 * 1024 * 1024


class RequestSizeMiddleware:
    """Refuses a body that no form of this site sends, before anything reads it or writes it to the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MAX_REQUEST_BYTES:
            return too_large(request)
        return self.get_response(request)


class NoStoreMiddleware:
    """Keeps signed-in pages out of every cache: offices share machines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
