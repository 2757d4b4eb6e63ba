"""The tables. Personal data stands in encrypted columns only; the rest may be read for statistics."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy.types import TypeDecorator

from bot.store.crypto import EncryptedJSON

Base: Any = declarative_base()


class AwareTime(TypeDecorator):
    """A moment, stored in UTC and aware of its zone on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        return value and value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and (value if value.tzinfo else value.replace(tzinfo=timezone.utc))


class CaseRow(Base):
    """One matter of one person, from the first description to the outcome."""

    __tablename__ = "cases"

    id = Column(Integer, primary_key=True)
    case_no = Column(String(12), nullable=False, unique=True)
    status = Column(String(20), nullable=False, default="collecting", index=True)
    channel = Column(String(20), nullable=False)
    category = Column(String(40), index=True)
    operator = Column(String(40), index=True)
    province = Column(String(20), index=True)
    facts = Column(EncryptedJSON, nullable=False)
    progress = Column(EncryptedJSON, nullable=False)
    code_hash = Column(String(200))
    wrong_tries = Column(Integer, nullable=False, default=0)
    locked_until = Column(AwareTime)
    version = Column(Integer, nullable=False)
    created_at = Column(AwareTime, nullable=False)
    updated_at = Column(AwareTime, nullable=False)

    timeline = relationship("TimelineRow", order_by="TimelineRow.id", cascade="all, delete-orphan")
    drafts = relationship("DraftRow", order_by="DraftRow.id", cascade="all, delete-orphan")
    conversations = relationship("ConversationRow", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy on the class


class ConversationRow(Base):
    """Which case a conversation is about now; a case may be taken up on several channels."""

    __tablename__ = "case_conversations"

    conversation_id = Column(String(255), primary_key=True)
    case_id = Column(Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)


class TimelineRow(Base):
    """What happened to a case, in order; never changed afterwards."""

    __tablename__ = "timeline"

    id = Column(Integer, primary_key=True)
    case_id = Column(Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)
    at = Column(AwareTime, nullable=False)
    event = Column(String(40), nullable=False)
    detail = Column(EncryptedJSON)


class DraftRow(Base):
    """A letter as it was given, with its day and the versions of the rules it relied on."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id = Column(Integer, primary_key=True)
    case_id = Column(Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)
    number = Column(Integer, nullable=False)
    day = Column(String(10), nullable=False)
    text = Column(EncryptedJSON, nullable=False)
    letter = Column(EncryptedJSON, nullable=False)  # with the versions of the rules it relied on
    created_at = Column(AwareTime, nullable=False)
