"""What to say when a page can't be fetched: what was wrong and what to do. Fetches nothing."""

import http.client
import socket
import ssl
import zlib

__all__ = ["NOT_ASKED", "broken", "empty", "other_scheme", "refused", "too_large"]

NOT_ASKED = "Nothing is fetched unasked: choose “Import more” and fetch this address there."


def too_large(limit: int) -> str:
    """For a page beyond the limit, in bytes."""
    return f"The page is larger than {limit // (1024 * 1024)} MB: save it without its extras."


def empty(host: str) -> str:
    """For an answer without a word in it."""
    return f"“{host}” sent an empty page: open it in a browser."


def other_scheme(scheme: str) -> str:
    """An address that begins with something else than http or https."""
    only = "Only http and https addresses can be fetched"
    if scheme == "file":
        return f"{only}: import the file by its name."
    return f"{only}, not {scheme}: save the page in a browser and import the file."


def refused(code: int, host: str) -> str:
    """For an answer that is an error, by its HTTP status."""
    if 300 <= code < 400:
        return f"“{host}” leads on to something that is not fetched: open it in a browser."
    if code in {401, 402, 407}:
        return f"“{host}” shows this page to subscribers only: open it in a browser and save it."
    if code in {403, 406, 451}:
        return f"“{host}” refused to send this page: open it in a browser and save it."
    if code in {404, 410}:
        return f"“{host}” has no such page: check the address."
    if code == 429 or code >= 500:
        return f"“{host}” can’t send this page now (error {code}): try again later."
    return f"“{host}” answered with error {code}: check the address."


def broken(error: Exception, host: str) -> str:
    """For a connection that was not made or broke off, by the exception that it ended in."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"“{host}” can’t prove that it is itself, so nothing was fetched: use a browser."
    if isinstance(error, ssl.SSLError):
        return f"There is no secure connection to “{host}”: check the address."
    if isinstance(error, socket.gaierror):
        return f"“{host}” was not found: check the address and the connection."
    if isinstance(error, TimeoutError):
        return f"“{host}” did not answer in time: try again, or save the page in a browser."
    if isinstance(error, ConnectionRefusedError):
        return f"“{host}” does not answer: check the address."
    if isinstance(error, http.client.IncompleteRead):
        return f"The connection to “{host}” broke off: try again."
    if isinstance(error, http.client.HTTPException | zlib.error):
        return f"“{host}” sent something that is no page: check the address."
    return f"“{host}” can’t be reached: check the connection and try again."
