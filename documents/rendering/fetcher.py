"""The only door of the renderer to the outside: a few named images in memory, nothing else."""

from __future__ import annotations

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"


class AssetFetcher(URLFetcher):
    """Serves ``asset:<name>`` from memory and opens no other address: no network, no file, no data URL."""

    def __init__(self, assets: dict[str, tuple[str, bytes]]) -> None:
        """``assets``: name → (media type, content)."""
        super().__init__(allowed_protocols=())
        self._assets = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The asset of that name.

        Raises:
            ValueError: any other address; WeasyPrint then leaves the image out.
        """
        asset = self._assets.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if asset is None:
            raise ValueError(f"refused: {url[:200]}")
        media_type, content = asset
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
