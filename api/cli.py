"""`verifier serve`: found by the command line through the entry point group `verifier.commands`."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.errors import AddressUnusable
from verifier.cli.failures import warn
from verifier.cli.options import CollectionFolder

if TYPE_CHECKING:
    from api.settings import ApiSettings


def serve(
    collection: CollectionFolder,
    *,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes one that is free.")
    ] = 8000,
    create: Annotated[bool, typer.Option("--create", help="Make an empty collection where there is none.")] = False,
) -> None:
    """Serve a collection over HTTP. There is no authentication: by default only this machine is answered.

    /openapi.json describes the routes. Models load in the background; /readyz tells when they are there. Limits and
    places are settings in the environment (VERIFIER_API_...), see api/README.md.
    """
    from api.settings import ApiSettings  # pydantic is slow to import; --help must not

    settings = ApiSettings(collection=collection)
    _require_usable(settings, create=create)
    with listening_socket(host, port) as listener:
        if not is_loopback(host):
            warn(
                f"listening on {host}: whoever reaches this address can read and change the collection.",
                "There is no authentication; put one in front, or leave --host out.",
            )
        _run(settings, listener)


def _require_usable(settings: ApiSettings, *, create: bool) -> None:
    """Raise now, where a person reads it, what would otherwise only be told by /readyz."""
    from api.batches.store import BatchStore
    from verifier.assembly import open_collection  # loads torch; --help must not
    from verifier.settings import Settings

    with open_collection(settings.collection, settings=Settings(collection=settings.collection), create=create):
        pass
    BatchStore.open(settings.state_folder).close()


def _run(settings: ApiSettings, listener: socket.socket) -> None:
    import uvicorn  # as above

    from api.app import create_app
    from api.logs import log_to_stderr

    log_to_stderr()
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Serving {settings.collection} on http://{shown}:{port} (routes: /openapi.json). Ctrl-C ends it.")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None, access_log=False, lifespan="on"))
    server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(1)


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens; AddressUnusable where the address is taken or none of ours."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _unusable(host, port, error) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise _unusable(host, port, error) from error
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unusable(host: str, port: int, error: OSError) -> AddressUnusable:
    return AddressUnusable(
        f"expected to listen on {host} port {port}, found: {error.strerror or error}",
        hint="Give another --port (0 takes one that is free), or stop the program that uses this one.",
    )
