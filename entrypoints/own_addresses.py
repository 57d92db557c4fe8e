"""By which addresses and names other devices in the network find this machine."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address

# A datagram socket that is connected to an address sends nothing: it only tells which of the machine's own addresses
# would be used. The first stands for the way to the internet, the others for private networks without one.
BEYOND = ("192.0.2.1", "10.255.255.255", "172.31.255.255", "192.168.255.255")
PORT = 9


def own_numbers() -> tuple[str, ...]:
    """Return the machine's IPv4 addresses, the one towards the internet first, without those that only it reaches."""
    return tuple(found for found in dict.fromkeys((*_on_the_way(), *_by_name())) if _reaches_others(found))


def own_names() -> tuple[str, ...]:
    """Return the machine's names in lower case: the whole one, its first part, and that as local networks spell it."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return tuple(dict.fromkeys((name, short, f"{short}.local"))) if short not in ("", "localhost") else ()


def _on_the_way() -> Iterator[str]:
    for target in BEYOND:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
            probe.connect((target, PORT))
            yield str(probe.getsockname()[0])


def _by_name() -> Iterator[str]:
    with suppress(OSError):
        for *_, address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM):
            yield str(address[0])


def _reaches_others(address: str) -> bool:
    found = IPv4Address(address)
    return not (found.is_loopback or found.is_unspecified)
