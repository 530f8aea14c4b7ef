"""A session bus of the tests' own with the accessibility bus on it, and what a screen reader finds.

Speaks AT-SPI over D-Bus as Orca does, through jeepney. Knows nothing of Galley.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.e2e.stage import wait_for

__all__ = ["AccessibilityBus", "Node", "missing_for_accessibility"]

_LAUNCHER = "at-spi-bus-launcher"
_NOT_IN_PATH = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
# Of AtspiStateType; a state is a bit of two 32-bit words.
_STATES = {"editable": 7, "focusable": 11, "focused": 12, "selected": 23, "showing": 25}
_PATIENCE = 20.0  # seconds


def missing_for_accessibility() -> list[str]:
    """What is not installed here that a walk through AT-SPI needs."""
    missing = [] if shutil.which("dbus-daemon") else ["dbus-daemon"]
    if not any((Path(folder) / _LAUNCHER).is_file() for folder in _NOT_IN_PATH):
        missing.append("at-spi2-core")
    try:
        import jeepney  # noqa: F401 - whether it can be
    except ImportError:
        missing.append("jeepney")
    return missing


class Node:
    """One thing that a screen reader can find."""

    def __init__(self, bus: "AccessibilityBus", reference: tuple[str, str]) -> None:
        self._bus, self.reference = bus, reference

    def __repr__(self) -> str:
        return f"{self.role} “{self.name}”"

    @property
    def name(self) -> str:
        """What is said of it."""
        return str(self._bus.read(self.reference, _ACCESSIBLE, "Name"))

    @property
    def role(self) -> str:
        """What it is, such as ``list item``."""
        return str(self._bus.ask(self.reference, _ACCESSIBLE, "GetRoleName")[0])

    @property
    def states(self) -> frozenset[str]:
        """Those of the states that the tests ask for."""
        low, high = self._bus.ask(self.reference, _ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return frozenset(name for name, bit in _STATES.items() if bits >> bit & 1)

    @property
    def children(self) -> "list[Node]":
        """What it is made of."""
        found = self._bus.ask(self.reference, _ACCESSIBLE, "GetChildren")[0]
        return [Node(self._bus, (name, path)) for name, path in found]

    @property
    def text(self) -> str:
        """All of its text."""
        span = ("ii", (0, -1))
        return str(self._bus.ask(self.reference, "org.a11y.atspi.Text", "GetText", *span)[0])

    def walk(self) -> "Iterator[Node]":
        """It and all that is in it, whether it is seen or not."""
        yield self
        for child in self.children:
            yield from child.walk()

    def seen(self) -> "Iterator[Node]":
        """It and what of it is shown."""
        return (node for node in self.walk() if "showing" in node.states)


class AccessibilityBus:
    """A D-Bus daemon with AT-SPI; leave the context to end both."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._folder = tempfile.TemporaryDirectory(prefix="galley-bus-")
        self._daemon: subprocess.Popen[bytes] | None = None
        self._connections: list[Any] = []
        self.address = ""

    def __enter__(self) -> Self:
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._start_daemon()
            session = open_dbus_connection(bus=self.address)
            self._connections.append(session)
            launcher = ("org.a11y.Bus", "/org/a11y/bus")
            found = self._send(session, launcher, "org.a11y.Bus", "GetAddress")
            self._connections.append(open_dbus_connection(bus=found[0]))
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up, and end the daemon; the accessibility bus ends with it."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait(timeout=_PATIENCE)
            self._daemon = None
        self._folder.cleanup()

    def _start_daemon(self) -> None:
        # A place of its own for the sockets, or another session's bus would be met.
        here = self._folder.name
        self._environment |= {"XDG_RUNTIME_DIR": here, "XDG_CACHE_HOME": here}
        self._environment.pop("AT_SPI_BUS_ADDRESS", None)
        read, write = os.pipe()
        with (Path(self._folder.name) / "dbus.log").open("wb") as log:
            self._daemon = subprocess.Popen(
                ["dbus-daemon", "--session", "--nofork", f"--print-address={write}"],
                stdout=log,
                stderr=log,
                pass_fds=(write,),
                env=self._environment,
            )
        os.close(write)
        with os.fdopen(read) as said:
            self.address = said.readline().strip()
        assert self.address, "the bus did not start"

    @property
    def variables(self) -> dict[str, str]:
        """What a program needs in its environment to be found here."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": self._folder.name,
        }

    def application(self, name: str) -> Node:
        """A program that is on the bus; waits for it."""
        found: list[Node] = []

        def is_there() -> bool:
            programs = Node(self, _REGISTRY).children
            found[:] = [program for program in programs if program.name == name]
            return bool(found)

        wait_for(f"{name} on the accessibility bus", is_there)
        return found[0]

    def ask(
        self,
        reference: tuple[str, str],
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> Any:  # noqa: ANN401 - whatever the method answers
        """Call a method; its answer."""
        return self._send(self._connections[-1], reference, interface, method, signature, body)

    def read(self, reference: tuple[str, str], interface: str, name: str) -> Any:  # noqa: ANN401 - see above
        """A property's value."""
        properties = "org.freedesktop.DBus.Properties"
        ((_signature, value),) = self.ask(reference, properties, "Get", "ss", (interface, name))
        return value

    @staticmethod
    def _send(
        connection: Any,  # noqa: ANN401 - jeepney is imported when needed
        reference: tuple[str, str],
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> Any:  # noqa: ANN401 - whatever the method answers
        from jeepney import DBusAddress, MessageType, new_method_call

        address = DBusAddress(reference[1], reference[0], interface)
        message = new_method_call(address, method, signature or None, body)
        reply = connection.send_and_get_reply(message, timeout=_PATIENCE)
        assert reply.header.message_type is MessageType.method_return, (method, reply.body)
        return reply.body
