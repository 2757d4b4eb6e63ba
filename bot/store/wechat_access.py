"""The account's access token, shared by all processes, and whether its interface may be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.database import engine
from bot.store.wechat_tables import AccessRow


@dataclass(frozen=True)
class Access:
    """The state of the interface. `proven`: a message has gone out by it; `shut_until`: it was refused."""

    token: str | None
    ends_at: datetime | None
    shut_until: datetime | None
    proven: bool

    def open(self, at: datetime) -> bool:
        return self.shut_until is None or self.shut_until <= at


class AccessBook:
    """The row of one account, inside one unit of work."""

    def __init__(self, session: Session, app_id: str) -> None:
        self._session, self._app_id = session, app_id

    def read(self) -> Access:
        row = self._row()
        return Access(row.token, row.ends_at, row.shut_until, bool(row.proven))

    def claim(self, until: datetime, at: datetime) -> bool:
        """Makes the caller the one who fetches a token; false while somebody else does."""
        self._row()
        self._session.expire_all()
        free = or_(AccessRow.fetching_until.is_(None), AccessRow.fetching_until <= at)
        claimed = self._session.execute(
            update(AccessRow).where(AccessRow.app_id == self._app_id, free).values(fetching_until=until),
            execution_options={"synchronize_session": False},
        )
        return bool(claimed.rowcount)

    def release(self) -> None:
        self._row().fetching_until = None

    def keep(self, token: str, ends_at: datetime) -> None:
        row = self._row()
        row.token, row.ends_at, row.fetching_until = token, ends_at, None

    def shut(self, until: datetime) -> None:
        row = self._row()
        row.shut_until, row.proven, row.fetching_until = until, False, None

    def prove(self) -> None:
        row = self._row()
        if not row.proven or row.shut_until:
            row.proven, row.shut_until = True, None

    def _row(self) -> Any:
        row = self._session.get(AccessRow, self._app_id)
        if row is None:
            row = AccessRow(app_id=self._app_id, proven=False)
            try:
                with self._session.begin_nested():
                    self._session.add(row)
            except IntegrityError:  # another process was first
                row = self._session.get(AccessRow, self._app_id)
        return row


@contextmanager
def access_book(app_id: str) -> Iterator[AccessBook]:
    """One unit of work: commits at the end, rolls back on any error."""
    with Session(engine(), future=True, expire_on_commit=False) as session, session.begin():
        yield AccessBook(session, app_id)
