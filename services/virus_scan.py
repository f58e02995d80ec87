"""The office's virus scanner, if it has set one up: a file goes there in pieces, a verdict back."""

import socket
from contextlib import closing

from domain.attachments import FileFault
from domain.errors import FileRefused

_PIECE = 64 * 1024
_SECONDS = 30.0
_LONGEST_VERDICT = 4096


class VirusScanner:
    """ClamAV at `host:port` or `unix:/path`, spoken to by its command INSTREAM."""

    def __init__(self, address: str) -> None:
        self._address = address

    def check(self, content: bytes) -> None:
        """Make sure that the scanner finds nothing in a file.

        Raises:
            FileRefused: it finds something, or gives no verdict; without one nothing is taken.
        """
        try:
            with closing(self._open()) as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), _PIECE):
                    piece = content[start : start + _PIECE]
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                line.sendall(bytes(4))
                verdict = _verdict(line)
        except OSError:
            raise FileRefused(FileFault.UNSCANNED) from None
        if verdict.endswith(b"FOUND"):
            raise FileRefused(FileFault.INFECTED)
        if not verdict.endswith(b"OK"):
            raise FileRefused(FileFault.UNSCANNED)

    def _open(self) -> socket.socket:
        if self._address.startswith("unix:"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(_SECONDS)
            line.connect(self._address.removeprefix("unix:"))
            return line
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host, int(port)), _SECONDS)


def _verdict(line: socket.socket) -> bytes:
    read = b""
    while not read.endswith(b"\0") and len(read) < _LONGEST_VERDICT:
        piece = line.recv(1024)
        if not piece:
            break
        read += piece
    return read.rstrip(b"\0\r\n ")
