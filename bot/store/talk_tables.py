"""The tables of what was said and sent: numbered messages, who has been answered, and files.

Texts and names stand in encrypted columns; the files themselves lie encrypted beside the database.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, UniqueConstraint

from bot.store.crypto import EncryptedJSON
from bot.store.tables import AwareTime, Base


class TalkRow(Base):
    """One conversation on a channel that replays: the last number given, what lies before a removal, who answers."""

    __tablename__ = "talks"

    conversation_id = Column(String(255), primary_key=True)
    channel = Column(String(20), nullable=False)
    last_seq = Column(Integer, nullable=False, default=0)
    cleared_seq = Column(Integer, nullable=False, default=0)
    used_at = Column(AwareTime, nullable=False, index=True)
    held_by = Column(String(32))
    held_until = Column(AwareTime)


class OutboxRow(Base):
    """A message with its number; `author` is person, assistant or service."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)

    id = Column(Integer, primary_key=True)
    conversation_id = Column(
        String(255), ForeignKey("talks.conversation_id", ondelete="CASCADE"), nullable=False, index=True
    )
    seq = Column(Integer, nullable=False)
    author = Column(String(20), nullable=False)
    body = Column(EncryptedJSON, nullable=False)
    created_at = Column(AwareTime, nullable=False)


class InboxRow(Base):
    """A message taken in, by the id its sender gave it. The text goes once it is answered."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("conversation_id", "message_id"),)

    id = Column(Integer, primary_key=True)
    conversation_id = Column(
        String(255), ForeignKey("talks.conversation_id", ondelete="CASCADE"), nullable=False, index=True
    )
    message_id = Column(String(80), nullable=False)
    content = Column(EncryptedJSON)
    received_at = Column(AwareTime, nullable=False)
    answered = Column(Boolean, nullable=False, default=False, index=True)


class AttachmentRow(Base):
    """A file a person gave as evidence; `listed` once its name stands in the case's evidence."""

    __tablename__ = "attachments"

    id = Column(String(32), primary_key=True)
    conversation_id = Column(String(255), nullable=False, index=True)
    name = Column(EncryptedJSON, nullable=False)
    kind = Column(String(40), nullable=False)
    size = Column(Integer, nullable=False)
    sent = Column(Boolean, nullable=False, default=False)
    listed = Column(Boolean, nullable=False, default=False)
    created_at = Column(AwareTime, nullable=False)
