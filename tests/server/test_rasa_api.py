"""Rasa's own API: as Rasa documents it where a token enables it, and nowhere else."""

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

CALLS = [("post", "/model/parse"), ("get", "/conversations/甲/tracker"), ("post", "/conversations/甲/messages")]


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_without_a_token_set_there_is_no_such_api(client: TestClient, method: str, path: str) -> None:
    for query in ("", "?token=", "?token=None"):
        assert (await getattr(client, method)(path + query, json={"text": "你好"})).status == 404


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_the_wrong_token_opens_nothing(rasa_api: str, client: TestClient, method: str, path: str) -> None:
    for query in ("", "?token=", "?token=%FF", "?token=令牌", f"?token={rasa_api}x", f"?token=x&token={rasa_api}"):
        response = await getattr(client, method)(path + query, json={"text": "你好"})
        assert response.status == 401
        assert "token" in (await response.json())["error"]


async def test_parse_gives_intent_and_entities(rasa_api: str, client: TestClient) -> None:
    response = await client.post("/model/parse", params={"token": rasa_api}, json={"text": "移动多扣了我94元话费"})
    data = await response.json()
    assert response.status == 200
    assert data["intent"]["name"] == "report"
    assert {"operator": "china_mobile", "amount": "94.00"}.items() <= {
        found["entity"]: found["value"] for found in data["entities"]
    }.items()


async def test_a_conversations_tracker_can_be_read(rasa_api: str, assistant: Any, client: TestClient) -> None:
    await assistant.reply("甲/乙", "移动多扣了我94元")
    response = await client.get("/conversations/甲%2F乙/tracker", params={"token": rasa_api})
    data = await response.json()
    assert (response.status, data["sender_id"]) == (200, "甲/乙")
    assert data["slots"]["operator"] == "china_mobile"
    assert data["slots"]["requested_slot"]
    assert [event["text"] for event in data["events"] if event["event"] == "user"] == ["移动多扣了我94元"]


async def test_a_message_can_be_logged_and_an_intent_triggered(rasa_api: str, client: TestClient) -> None:
    query = {"token": rasa_api}
    logged = await client.post("/conversations/丙/messages", params=query, json={"text": "你好", "sender": "user"})
    assert logged.status == 200
    triggered = await client.post("/conversations/丙/trigger_intent", params=query, json={"name": "greet"})
    messages = (await triggered.json())["messages"]
    assert any("电信申诉助手" in message["text"] for message in messages)


@pytest.mark.parametrize("path", ["/model", "/model/train", "/status", "/domain", "/model/predict", "/webhooks/rest/x"])
async def test_nothing_else_of_rasas_server_can_be_reached(rasa_api: str, client: TestClient, path: str) -> None:
    for method in ("get", "put", "post", "delete"):
        response = await getattr(client, method)(path, params={"token": rasa_api})
        assert response.status in (404, 405)


async def test_bad_input_to_it_is_no_fault_of_the_server(rasa_api: str, client: TestClient) -> None:
    response = await client.post("/conversations/丁/trigger_intent", params={"token": rasa_api}, json={"name": "nope"})
    assert response.status in (400, 404)
