"""Which machines may be asked: public ones, looked up once and connected to by number.

A page can lead anywhere, also to a router's settings or to a service that hands a machine's own
keys to whoever asks from inside. So a host's addresses are looked up, every one of them is
looked at, and the connection goes to one of those: between a look and a second look-up, a name
can come to mean another machine.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from dataclasses import dataclass

from translator.errors import FetchFailed

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Networks that carry an IPv4 address in their last 32 bits: NAT64 (RFC 6052), and the form for
#: hosts that speak IPv4 only (RFC 4291, deprecated, understood by some systems).
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a socket is to be connected to, without asking for the name again."""

    family: socket.AddressFamily
    #: As getaddrinfo gives it.
    sockaddr: tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]


def look_up(
    host: str, port: int, *, allow_private: bool, timeout: float, shown: str
) -> tuple[Place, ...]:
    """Return the places of a host, in the system's order of preference.

    Args:
        timeout: seconds.
        shown: the address, as messages name it.

    Raises:
        FetchFailed: there is no such host, or one of its addresses is not public.
    """
    places = _resolve(host, port, timeout=timeout, shown=shown)
    if not allow_private:
        for place in places:
            number = str(place.sockaddr[0])
            if not is_public(number):
                what = "this" if number == host else f"{host} is {number}, which"
                raise FetchFailed(
                    f"{shown}: {what} is on this machine or in a private network; to read it all "
                    "the same: --allow-private"
                )
    return places


def is_public(number: str) -> bool:
    """Tell whether an IP address is one of the open Internet.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(ip.is_global and not ip.is_multicast for ip in _list_meanings(address))


def _list_meanings(address: _Ip) -> list[_Ip]:
    """Return an address and those inside it, which a gateway on the way may take out."""
    found: list[_Ip] = [address]
    if isinstance(address, ipaddress.IPv4Address):
        return found
    if address.ipv4_mapped is not None:
        # The form itself is no address of anything.
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        found.append(address.sixtofour)
    if address.teredo is not None:
        found.extend(address.teredo)
    if any(address in network for network in _CARRIERS):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _resolve(host: str, port: int, *, timeout: float, shown: str) -> tuple[Place, ...]:
    """Look a name up in a thread: the system's look-up knows no time-out and no Ctrl-C."""
    answers: queue.SimpleQueue[list[Place] | OSError | UnicodeError] = queue.SimpleQueue()

    def work() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put([Place(family=item[0], sockaddr=item[4]) for item in found])

    threading.Thread(target=work, daemon=True, name="look-up").start()
    try:
        answer = answers.get(timeout=max(timeout, 0.001))
    except queue.Empty:
        raise FetchFailed(
            f"{shown}: looking up {host} took more than {timeout:g} s; is this machine online?"
        ) from None
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise FetchFailed(f"{shown}: cannot look up {host}; is this machine online?")
    if isinstance(answer, Exception):
        raise FetchFailed(
            f"{shown}: there is no host {host}; check the address, and that this machine is online"
        )
    return tuple(answer)
