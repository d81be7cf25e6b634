"""SQLite at the border of the room: connections, transactions, and its errors in the room's own words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from indexes.errors import CollectionBusy, CollectionClosed, CollectionDamaged, CollectionError, CollectionFull

DEFAULT_BUSY_TIMEOUT_S: Final = 30.0

_FULL: Final = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC", "SQLITE_TOOBIG")
_BUSY: Final = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")
_WAL_LIMIT_BYTES: Final = 64 * 2**20
_RETRY_S: Final = 0.01


class Database:
    """One SQLite connection in autocommit mode whose transactions are opened by hand.

    The connection may be handed from thread to thread, but only one thread may use it at a time: the caller locks.
    """

    def __init__(self, path: Path, *, create: bool, busy_timeout_s: float) -> None:
        self.path = path
        self._busy_timeout_s = busy_timeout_s
        self._closed = False
        mode = "rwc" if create else "rw"
        with self.errors():
            self.connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=busy_timeout_s,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with self.errors():
                self.connection.execute("PRAGMA foreign_keys = ON")
                self.connection.execute("PRAGMA synchronous = FULL")
                self.connection.execute("PRAGMA cache_size = -65536")
                self.connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
        except CollectionError:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connection; the last one to close folds the write-ahead log into the file."""
        self._closed = True
        with self.errors():
            self.connection.close()

    def write_ahead(self) -> None:
        """Switches the file to a write-ahead log; does nothing where it has one. Raises CollectionBusy.

        Two processes that make one catalog together meet here: SQLite refuses the switch at once where another
        connection writes, instead of waiting its busy timeout.
        """
        deadline = time.monotonic() + self._busy_timeout_s
        with self.errors():
            while True:
                try:
                    self.connection.execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    if not error.sqlite_errorname.startswith(_BUSY) or time.monotonic() > deadline:
                        raise
                    time.sleep(_RETRY_S)
                else:
                    return

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turns errors of SQLite into errors of this room."""
        try:
            yield
        except sqlite3.ProgrammingError as error:
            if not self._closed:
                raise  # a defect of this room, which says nothing of the data
            raise CollectionClosed(
                f"expected an open collection, found that of {self.path.parent} closed",
                hint="Open the collection again, and close it only after the last use.",
            ) from error
        except sqlite3.Error as error:
            raise self._translate(error) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one state of the catalog, whatever other processes write meanwhile."""
        yield from self._transaction("BEGIN", "COMMIT")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Takes the write lock first (CollectionBusy past the timeout); commits whole, or leaves nothing behind."""
        yield from self._transaction("BEGIN IMMEDIATE", "COMMIT")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """As `writing`, but never keeps anything."""
        yield from self._transaction("BEGIN IMMEDIATE", "ROLLBACK")

    def _transaction(self, begin: str, end: str) -> Iterator[None]:
        with self.errors():
            self.connection.execute(begin)
            try:
                yield
                self.connection.execute(end)
            finally:
                # SQLite has already rolled back where the disk was full.
                if self.connection.in_transaction:
                    self.connection.rollback()

    def _translate(self, error: sqlite3.Error) -> CollectionError:
        name = getattr(error, "sqlite_errorname", None) or type(error).__name__
        found = f"{self.path.name} in {self.path.parent}: {error} ({name})"
        if name.startswith(_BUSY):
            return CollectionBusy(
                f"expected to write within {self._busy_timeout_s:g} s, but another process holds {found}",
                hint="Wait until the other process has finished, then try again.",
            )
        if name.startswith(_FULL):
            return CollectionFull(
                f"expected room to write, found none for {found}; nothing of this change was kept",
                hint="Free some disk space or lift the limit, then add the documents again.",
            )
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            return CollectionError(
                f"expected a catalog that can be opened and written, found {found}",
                hint="Check that the folder exists and that its owner and permissions allow writing.",
            )
        return CollectionDamaged(
            f"expected a readable catalog, found {found}",
            hint="Restore the folder from a backup, or build the collection again from its documents.",
        )
