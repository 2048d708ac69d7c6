"""Small exports as the platforms hand them out, sound and broken."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

TWEETS: list[dict[str, Any]] = [
    {
        "tweet": {
            "id_str": "1001",
            "id": "1001",
            "created_at": "Sat Oct 28 20:15:00 +0000 2017",
            "full_text": "Road &amp; rail closed in Lingen https://t.co/abc",
            "entities": {
                "urls": [{"url": "https://t.co/abc", "expanded_url": "https://police.example/p/x"}]
            },
            "edit_info": {"initial": {"editTweetIds": ["1001"]}},
            "a_column_of_tomorrow": {"deep": [1, 2, 3]},
        }
    },
    {
        "tweet": {
            "id_str": "1002",
            "created_at": "Sun Oct 29 08:00:00 +0000 2017",
            "full_text": "@robin The B70 is open again \U0001f600",
            "in_reply_to_status_id_str": "77",
        }
    },
    {
        "tweet": {
            "id_str": "1003",
            "created_at": "Mon Oct 30 08:00:00 +0000 2017",
            "full_text": "With a picture",
        }
    },
]
DIRECT = [
    {
        "dmConversation": {
            "conversationId": "5-9",
            "messages": [
                {
                    "messageCreate": {
                        "id": "70",
                        "senderId": "9",
                        "recipientId": "5",
                        "text": "Where can I park?",
                        "createdAt": "2017-10-30T09:00:00.000Z",
                    }
                },
                {"participantsLeave": {"userIds": ["9"]}},
            ],
        }
    }
]
ACCOUNT = [{"account": {"username": "PolizeiEL", "accountId": "5"}}]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def script(name: str, things: object) -> bytes:
    """A script that sets a variable, as X's archive holds them."""
    return f"window.YTD.{name}.part0 = {json.dumps(things, indent=2)}".encode()


def x_files(tweets: object = None) -> dict[str, bytes]:
    """X's archive."""
    return {
        "data/account.js": script("account", ACCOUNT),
        "data/tweets.js": script("tweets", TWEETS if tweets is None else tweets),
        "data/direct-messages.js": script("direct_messages", DIRECT),
        "data/tweets_media/1003-photo.png": PNG,
        "data/ad-impressions.js": script("ad_impressions", [{"ad": {}}]),
        "Your archive.html": b"<html></html>",
    }


def broken_text(text: str) -> str:
    """A text as Facebook writes it: UTF-8 that was read as Latin-1."""
    return text.encode().decode("latin-1")


COMMENTS = {
    "comments_v2": [
        {
            "timestamp": 1509222800,
            "data": [{"comment": {"timestamp": 1509222800, "author": "Us", "comment": "Yes"}}],
        }
    ]
}
TALK = {
    "participants": [{"name": "Robin"}],
    "messages": [
        {
            "sender_name": "Robin",
            "timestamp_ms": 1509222900123,
            "content": broken_text("Öffnung?"),
        }
    ],
    "title": "Robin",
}


def facebook_files() -> dict[str, bytes]:
    """Facebook's export of a page."""
    root = "facebook-PolizeiEL-2026/your_facebook_activity"
    posts = [
        {
            "timestamp": 1509222600,
            "data": [{"post": broken_text("Grüße aus Lingen – „alles gut“ 🚓")}],
            "attachments": [
                {"data": [{"media": {
                    "uri": "your_facebook_activity/posts/media/1.png",
                    "description": broken_text("Ein Bär"),
                }}]}
            ],
        },
        {"timestamp": 1509222700, "data": [{"post": "Plain words"}, {"update_timestamp": 1}]},
    ]  # fmt: skip
    return {
        f"{root}/posts/your_posts_1.json": json.dumps(posts).encode(),
        f"{root}/posts/media/1.png": PNG,
        f"{root}/comments_and_reactions/comments.json": json.dumps(COMMENTS).encode(),
        f"{root}/messages/inbox/robin_1/message_1.json": json.dumps(TALK).encode(),
        "facebook-PolizeiEL-2026/ads_information/ads.json": b'{"ads": [1]}',
    }


def instagram_files() -> dict[str, bytes]:
    """Instagram's export."""
    root = "your_instagram_activity"
    posts = [
        {"media": [{"uri": "media/posts/1.png", "creation_timestamp": 1600000000,
                    "title": broken_text("Fahrradprüfung für Kinder")}]},
        {"media": [{"uri": "media/posts/1.png", "creation_timestamp": 1600000001},
                   {"uri": "media/posts/2.png", "creation_timestamp": 1600000001}],
         "title": "Two pictures", "creation_timestamp": 1600000002},
    ]  # fmt: skip
    return {
        f"{root}/media/posts_1.json": json.dumps(posts).encode(),
        "media/posts/1.png": PNG,
    }


CHANNEL = [
    {"id": 1, "type": "service", "date": "2023-01-01T10:00:00", "action": "create_channel"},
    {
        "id": 2,
        "type": "message",
        "date": "2023-01-01T10:05:00",
        "date_unixtime": "1672567500",
        "from": "Polizei Emsland",
        "from_id": "channel1234",
        "text": ["Vollsperrung ", {"type": "bold", "text": "A31"}, " bis 18 Uhr"],
        "photo": "photos/photo_1.png",
    },
    {
        "id": 3,
        "type": "message",
        "date": "2023-01-01T10:06:00",
        "from": "Robin",
        "from_id": "user99",
        "text": 'They wrote "messages": [ yesterday',
        "file": "(File not included. Change data exporting settings to download.)",
    },
]


def telegram_files(**more: object) -> dict[str, bytes]:
    """Telegram's export of a channel with a discussion."""
    told = {
        "name": "Polizei Emsland",
        "type": "public_channel",
        "id": 1234,
        "messages": CHANNEL,
    } | more
    return {
        "ChatExport/result.json": json.dumps(told, ensure_ascii=False, indent=1).encode(),
        "ChatExport/photos/photo_1.png": PNG,
    }


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip file of them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def unpacked(root: Path, files: dict[str, bytes]) -> Path:
    """A folder with them."""
    for name, data in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root
