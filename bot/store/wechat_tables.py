"""The tables of the WeChat channel. The openid stands in an encrypted column, and as a keyed hash to find it by."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String

from bot.store.crypto import EncryptedJSON
from bot.store.tables import AwareTime, Base


class PersonRow(Base):
    """One person of the account: how far the answers were delivered, and what the platform still lets us send.

    `talk_…` is the allowance that a message of theirs gives, `tap_…` the shorter one of a tap or a scan.
    """

    __tablename__ = "wechat_people"

    conversation_id = Column(String(255), ForeignKey("talks.conversation_id", ondelete="CASCADE"), primary_key=True)
    person = Column(String(64), nullable=False, unique=True)
    openid = Column(EncryptedJSON, nullable=False)
    following = Column(Boolean, nullable=False, default=True)
    delivered_seq = Column(Integer, nullable=False, default=0)
    delivered_chars = Column(Integer, nullable=False, default=0)
    delivering_until = Column(AwareTime)
    talk_left = Column(Integer, nullable=False, default=0)
    talk_until = Column(AwareTime)
    tap_left = Column(Integer, nullable=False, default=0)
    tap_until = Column(AwareTime)


class ReplyRow(Base):
    """What a message got as its direct reply, for the platform's repeats; kept for a minute."""

    __tablename__ = "wechat_replies"

    message_id = Column(String(64), primary_key=True)
    conversation_id = Column(
        String(255), ForeignKey("talks.conversation_id", ondelete="CASCADE"), nullable=False, index=True
    )
    text = Column(EncryptedJSON, nullable=False)
    at = Column(AwareTime, nullable=False, index=True)


class RequestRow(Base):
    """A signed request that was seen, and the message it brought: the same again with another one is a forgery."""

    __tablename__ = "wechat_requests"

    seal = Column(String(64), primary_key=True)
    message_id = Column(String(64), nullable=False)
    at = Column(AwareTime, nullable=False, index=True)


class AccessRow(Base):
    """The access token that all processes share, who is fetching a new one, and whether the interface is shut."""

    __tablename__ = "wechat_access"

    app_id = Column(String(64), primary_key=True)
    token = Column(EncryptedJSON)
    ends_at = Column(AwareTime)
    fetching_until = Column(AwareTime)
    shut_until = Column(AwareTime)
    proven = Column(Boolean, nullable=False, default=False)
