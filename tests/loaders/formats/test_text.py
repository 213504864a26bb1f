"""Bytes to text: encodings that plans come in, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.formats import Unreadable, decode, read
from loaders.load import load, load_bytes
from ontology.iri import Namer

PLAN = """江州市2024年数字政府建设工作要点
一、夯实基础
1.建设数据平台。建成市级数据共享平台，接入部门系统不少于60个，年底前全面投入使用。（牵头单位：市数据局；责任单位：市财政局、市教育局）
2.优化政务服务。推进政务服务事项全程网办，实现高频事项掌上可办，方便群众和企业办事。（牵头单位：市政务服务局；责任单位：各县（市、区）政府）
"""
TRADITIONAL = """江州市2024年數字政府建設工作要點
一、夯實基礎
1.建設數據平臺。建成市級數據共享平臺，接入部門系統不少於60個，年底前全面投入使用。（牽頭單位：市數據局；責任單位：市財政局、市教育局）
2.優化政務服務。推進政務服務事項全程網辦，實現高頻事項掌上可辦，方便羣衆和企業辦事。（牽頭單位：市政務服務局；責任單位：各縣（市、區）政府）
"""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PLAN, "utf-8"),
        (PLAN, "utf-8-sig"),
        (PLAN, "gb18030"),
        (PLAN, "utf-16"),
        (PLAN, "utf-16-le"),
        (PLAN, "utf-16-be"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "utf-8"),
    ],
)
def test_a_plan_is_read_alike_in_every_encoding(text: str, encoding: str) -> None:
    loaded = load_bytes(text.encode(encoding), "plan.txt", {}, Namer())
    assert loaded.received.lstrip("\ufeff") == text
    assert loaded.measures == 2


def test_line_ends_and_byte_order_mark_are_untouched() -> None:
    assert decode("\ufeff甲\r\n乙".encode()) == "\ufeff甲\r\n乙"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("damage", ["cut", "broken", "lost"])
def test_a_broken_byte_costs_its_character_and_is_named(encoding: str, damage: str) -> None:
    content = (PLAN if encoding != "big5hkscs" else TRADITIONAL).encode(encoding)
    at = content.index("60".encode(encoding)) - 1
    broken = {
        "cut": content[:-2],
        "broken": content[:at] + b"\xff" + content[at:],
        "lost": content[:at] + content[at + 1 :],
    }
    received = read(broken[damage], "plan.txt")
    count = received.text.count("\ufffd")
    assert 1 <= count <= 3
    assert received.gaps == (f"文件中有{count}个字符已损坏，无法读出",)
    assert received.text[:40] in (PLAN, TRADITIONAL)[encoding == "big5hkscs"]


UNREADABLE = [
    (b"", "empty"),
    (b" \n\t\r\n", "empty"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "Office"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
    (b"{\\rtf1\\ansi plan}", "rich text"),
    (b"\x1f\x8b\x08\x00", "archive"),
    ("\ufffd\u0871\ufffd>\ufffd 江州市方案".encode(), "Office"),
    (("江州市" + "\ufffd" * 40).encode(), "lost"),
    ("江州市数字政府建设方案".encode("gb18030").decode("latin-1").encode(), "wrongly"),
    (b"plain text\x00with a null byte", "null"),
    (bytes(range(256)) * 8, ""),
]


@pytest.mark.parametrize(("content", "reason"), UNREADABLE, ids=[r or "random bytes" for _, r in UNREADABLE])
def test_what_is_no_text_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        load_bytes(content, "file.txt", {}, Namer())
    message = str(error.value)
    assert reason in message
    assert "\n" not in message
    assert "Traceback" not in message


NOT_PLANS = [
    "今天天气很好。我们去了江边散步，晚上回家吃饭。",
    "购物清单\n1. 牛奶\n2. 面包\n3. 鸡蛋\n",
    "def main():\n    return 0\n",
    "江州市人民政府办公室关于召开全市大会的通知\n定于3月1日上午召开大会，请准时参加。\n江州市人民政府办公室\n2024年2月20日\n",
    "红烧肉的做法\n一、准备材料\n五花肉500克。\n二、开始烹饪\n小火炖煮40分钟以上。\n",
]


@pytest.mark.parametrize("text", NOT_PLANS)
def test_a_text_that_is_no_plan_gives_nothing(text: str) -> None:
    with pytest.raises(Unreadable):
        load_bytes(text.encode(), "note.txt", {}, Namer())


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        load(tmp_path / "absent.txt", {}, Namer())
    with pytest.raises(Unreadable, match="cannot be opened"):
        load(tmp_path, {}, Namer())
