"""The proxy that the environment, or the system's settings, put between here and a page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from translator.errors import FetchFailed
from translator.web.address import Target, basic_authorization, hide_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy that speaks HTTP; ``authorization`` is "" or a header's value."""

    host: str
    port: int
    authorization: str = ""


def find_proxy(target: Target) -> Proxy | None:
    """Return the proxy for a target; None for the direct way.

    HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are read as other programs read them.

    Raises:
        FetchFailed: it is of a kind that is not spoken here.
    """
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    text = proxies.get(target.scheme) or proxies.get("all")
    if not text or proxy_bypass(target.host):
        return None
    parts = urlsplit(text if "://" in text else f"http://{text}")
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    if parts.scheme != "http" or not parts.hostname or not port:
        raise FetchFailed(
            f"{target.shown}: the proxy {hide_secret(text)} cannot be used, only http:// ones can; "
            "set another one, or NO_PROXY"
        )
    authorization = ""
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = basic_authorization(pair)
    return Proxy(host=parts.hostname, port=port, authorization=authorization)
