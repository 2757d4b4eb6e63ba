"""Who answers a conversation; the people of the WeChat account, what they were sent, and the account's token."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talks", sa.Column("held_by", sa.String(32)))
    op.add_column("talks", _moment("held_until"))
    op.create_table(
        "wechat_people",
        _conversation(primary_key=True),
        sa.Column("person", sa.String(64), nullable=False, unique=True),
        sa.Column("openid", sa.LargeBinary, nullable=False),
        sa.Column("following", sa.Boolean, nullable=False),
        sa.Column("delivered_seq", sa.Integer, nullable=False),
        sa.Column("delivered_chars", sa.Integer, nullable=False),
        _moment("delivering_until"),
        sa.Column("talk_left", sa.Integer, nullable=False),
        _moment("talk_until"),
        sa.Column("tap_left", sa.Integer, nullable=False),
        _moment("tap_until"),
    )
    op.create_table(
        "wechat_replies",
        sa.Column("message_id", sa.String(64), primary_key=True),
        _conversation(index=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
        _moment("at", nullable=False, index=True),
    )
    op.create_table(
        "wechat_requests",
        sa.Column("seal", sa.String(64), primary_key=True),
        sa.Column("message_id", sa.String(64), nullable=False),
        _moment("at", nullable=False, index=True),
    )
    op.create_table(
        "wechat_access",
        sa.Column("app_id", sa.String(64), primary_key=True),
        sa.Column("token", sa.LargeBinary),
        _moment("ends_at"),
        _moment("fetching_until"),
        _moment("shut_until"),
        sa.Column("proven", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    for table in ("wechat_access", "wechat_requests", "wechat_replies", "wechat_people"):
        op.drop_table(table)
    op.drop_column("talks", "held_until")
    op.drop_column("talks", "held_by")


def _moment(name: str, nullable: bool = True, index: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, index=index)


def _conversation(**about: bool) -> sa.Column:
    talk = sa.ForeignKey("talks.conversation_id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(255), talk, nullable=False, **about)
