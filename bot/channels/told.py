"""What a conversation's own record says: the open question, and the replies a message already got."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.assistant import Assistant

Reply = dict[str, Any]


async def asked(assistant: "Assistant", conversation_id: str) -> str | None:
    """The slot that the assistant waits for, if any."""
    tracker = await _tracker(assistant, conversation_id)
    return tracker.get_slot("requested_slot") if tracker else None


async def replies_to(assistant: "Assistant", conversation_id: str, message_id: str) -> list[Reply] | None:
    """The replies that a message got before this process or its connection ended; None if it got none."""
    tracker = await _tracker(assistant, conversation_id)
    if tracker is None:
        return None
    found: list[Reply] | None = None
    for event in tracker.events:
        data = event.as_dict()
        if data["event"] == "user":
            ours = (data.get("metadata") or {}).get("message_id") == message_id
            if found is not None and not ours:
                break
            found = [] if ours else None
        elif data["event"] == "bot" and found is not None:
            found.append(_reply(data))
    return found or None


async def drop(assistant: "Assistant", conversation_ids: Iterable[str]) -> None:
    """Removes the record of conversations."""
    agent = getattr(assistant, "agent", None)
    if agent is None:
        return
    for conversation_id in conversation_ids:
        await agent.tracker_store.delete(conversation_id)


def _reply(event: dict[str, Any]) -> Reply:
    data = event.get("data") or {}
    name = (event.get("metadata") or {}).get("utter_action")
    reply = {"text": event.get("text"), "buttons": data.get("buttons"), "custom": data.get("custom"), "response": name}
    return {key: value for key, value in reply.items() if value}


async def _tracker(assistant: "Assistant", conversation_id: str) -> Any:
    agent = getattr(assistant, "agent", None)
    return await agent.tracker_store.retrieve(conversation_id) if agent else None
