"""Listens for other starts of Galley on the same library, which hand their files over and end."""

import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from galley.services.one_window import (
    LONGEST_MESSAGE,
    Answer,
    NoAddress,
    address_of,
    read_request,
)

__all__ = ["Listener"]

log = logging.getLogger(__name__)


class Listener(QObject):
    """One window's ear. Begin only once the library is this window's own.

    Attributes:
        asked: Another start asks for something: a Request.
    """

    asked = Signal(object)

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connections)
        self._library = library

    def start(self) -> bool:
        """Listen; whether it can. A socket that a killed window left is nobody's any more."""
        try:
            address = address_of(self._library)
        except NoAddress as error:
            log.warning("a second start will open no files here: %s", error)
            return False
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            log.warning("a second start will open no files here: %s", self._server.errorString())
            return False
        return True

    def stop(self) -> None:
        """Listen no more, and leave nothing behind."""
        self._server.close()

    def _on_connections(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # No lambda that holds the socket: in a circle, any thread could come to destroy it.
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_MESSAGE:
                socket.abort()
            return
        request = read_request(bytes(socket.readLine(LONGEST_MESSAGE).data()))
        if request is None:
            socket.abort()
            return
        socket.write(Answer(os.getpid()).to_bytes())
        socket.flush()
        socket.disconnectFromServer()
        self.asked.emit(request)
