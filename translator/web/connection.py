"""A connection to a place that was looked at before, directly or through a proxy."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Sequence

from translator.errors import FetchFailed
from translator.web.address import Target
from translator.web.guard import Place, look_up
from translator.web.proxies import Proxy, find_proxy

#: Seconds that the first of a host's addresses may take while there is another one: a machine
#: may have an IPv6 address and no way to anywhere.
_SHORT_TRY_S = 4.0


class Connection:
    """One connection for one request.

    Args:
        target: what is to be asked.
        allow_private: the target may be on this machine or in its network.
        timeout: seconds for looking up and connecting, and then of each silence.

    Raises:
        FetchFailed: there is no connection, or there must not be one.
    """

    def __init__(self, target: Target, *, allow_private: bool, timeout: float) -> None:
        self._target = target
        self._proxy = find_proxy(target)
        self._response: http.client.HTTPResponse | None = None
        deadline = time.monotonic() + timeout
        places = self._find_places(allow_private=allow_private, timeout=timeout)
        self._socket = self._connect(places, deadline=deadline, timeout=timeout)
        try:
            self._socket.settimeout(timeout)
            self._http = self._start_http()
        except BaseException:
            self._socket.close()
            raise

    def ask(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Send the request and return the answer, its body unread."""
        path = self._target.path
        if self._proxy is not None and self._target.scheme == "http":
            path = self._target.url
            if self._proxy.authorization:
                headers = {**headers, "Proxy-Authorization": self._proxy.authorization}
        self._http.request("GET", path, headers=headers)
        self._response = self._http.getresponse()
        return self._response

    def cut(self) -> None:
        """Let whatever is being waited for on it end now; from another thread."""
        try:
            # The socket's own, not TLS's, which would change what the other thread works with.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self) -> None:
        # A response keeps its connection open for itself.
        if self._response is not None:
            self._response.close()
        self._http.close()
        self._socket.close()

    def _find_places(self, *, allow_private: bool, timeout: float) -> tuple[Place, ...]:
        target, shown = self._target, self._target.shown
        if self._proxy is None:
            return look_up(
                target.host, target.port, allow_private=allow_private, timeout=timeout, shown=shown
            )
        if not allow_private:
            self._check_behind_proxy(timeout)
        # Where the proxy is, is the user's own choice.
        return look_up(
            self._proxy.host, self._proxy.port, allow_private=True, timeout=timeout, shown=shown
        )

    def _check_behind_proxy(self, timeout: float) -> None:
        """Refuse what is known to be private; a name that only the proxy knows is its affair."""
        host, port = self._target.host, self._target.port
        try:
            look_up(host, port, allow_private=True, timeout=timeout, shown="")
        except FetchFailed:
            return
        look_up(host, port, allow_private=False, timeout=timeout, shown=self._target.shown)

    def _connect(
        self, places: Sequence[Place], *, deadline: float, timeout: float
    ) -> socket.socket:
        error: OSError | None = None
        for number, place in enumerate(places, start=1):
            left = max(deadline - time.monotonic(), 0.1)
            connected = socket.socket(place.family, socket.SOCK_STREAM)
            try:
                connected.settimeout(left if number == len(places) else min(left, _SHORT_TRY_S))
                connected.connect(place.sockaddr)
                return connected
            except OSError as failure:
                connected.close()
                error = error or failure
            except BaseException:
                connected.close()
                raise
        where = self._target.authority
        if self._proxy is not None:
            where = f"the proxy {self._proxy.host}:{self._proxy.port}"
        raise FetchFailed(f"{self._target.shown}: {_explain(error, where, timeout)}") from error

    def _start_http(self) -> http.client.HTTPConnection:
        host, port = self._target.host, self._target.port
        if self._target.scheme == "http":
            connection = http.client.HTTPConnection(host, port)
            connection.sock = self._socket
            return connection
        if self._proxy is not None:
            self._open_tunnel(self._proxy)
        # Imported here: a page without TLS needs none of it.
        import ssl

        context = ssl.create_default_context()
        secure = http.client.HTTPSConnection(host, port, context=context)
        try:
            self._socket = context.wrap_socket(self._socket, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            raise FetchFailed(
                f"{self._target.shown}: {host} cannot prove that it is {host}: "
                f"{error.verify_message}"
            ) from error
        except TimeoutError as error:
            raise FetchFailed(f"{self._target.shown}: {host} is silent; try again later") from error
        except OSError as error:
            reason = getattr(error, "reason", None) or error.strerror or str(error)
            raise FetchFailed(
                f"{self._target.shown}: no secure connection to {host}: {reason}"
            ) from error
        secure.sock = self._socket
        return secure

    def _open_tunnel(self, proxy: Proxy) -> None:
        host = f"[{self._target.host}]" if ":" in self._target.host else self._target.host
        lines = [
            f"CONNECT {host}:{self._target.port} HTTP/1.1",
            f"Host: {host}:{self._target.port}",
        ]
        if proxy.authorization:
            lines.append(f"Proxy-Authorization: {proxy.authorization}")
        self._socket.sendall("".join(line + "\r\n" for line in [*lines, ""]).encode("ascii"))
        answer = http.client.HTTPResponse(self._socket, method="CONNECT")
        try:
            answer.begin()
        except (OSError, http.client.HTTPException) as error:
            raise FetchFailed(
                f"{self._target.shown}: the proxy {proxy.host}:{proxy.port} does not answer as one"
            ) from error
        finally:
            answer.close()
        if answer.status != 200:
            raise FetchFailed(
                f"{self._target.shown}: the proxy {proxy.host}:{proxy.port} refuses: "
                f"{answer.status} {answer.reason}"
            )


def _explain(error: OSError | None, where: str, timeout: float) -> str:
    if isinstance(error, ConnectionRefusedError):
        return f"{where} accepts no connections; check the address"
    if isinstance(error, TimeoutError):
        return f"{where} did not answer in {timeout:g} s; try again later"
    reason = "no address" if error is None else error.strerror or str(error)
    return f"cannot connect to {where}: {reason}; is this machine online?"
