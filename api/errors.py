"""What can go wrong for a caller, in one shape: RFC 9457 problem details, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.languages import Language, Words
from api.negotiation import Medium
from api.workers.limits import (
    MadeRoom,
    NoRoom,
    NothingInService,
    Overloaded,
    QueryTimeout,
    ResultTooLarge,
    Stopping,
    WorkerLost,
)
from graph.store import (
    EngineError,
    FormatMismatch,
    NoSearch,
    QueryRefused,
    QuerySyntaxError,
    StoreError,
    TooManyRows,
    Unwritable,
    WordsTooLong,
    WordsTooShort,
)

__all__ = ["KINDS", "MEDIUM", "Problem", "of_status", "of_store"]

MEDIUM = Medium(
    "problem", "application/problem+json", "json", ("application/problem+json", "application/json")
)

#: Every kind of problem: its status code and title. The page of the API lists them.
KINDS: dict[str, tuple[int, Words]] = {
    "bad-request": (400, Words("请求有误", "Bad request")),
    "query-syntax": (400, Words("查询语法错误", "Query syntax error")),
    "query-refused": (403, Words("查询被拒绝", "Query refused")),
    "update-refused": (403, Words("不接受更新", "Update refused")),
    "not-found": (404, Words("没有这个页面或资源", "Not found")),
    "method-not-allowed": (405, Words("不支持这种请求方法", "Method not allowed")),
    "not-acceptable": (406, Words("没有所要的格式", "Not acceptable")),
    "request-timeout": (408, Words("请求发送太慢", "Request too slow")),
    "withdrawn": (410, Words("已撤下", "Withdrawn")),
    "request-too-large": (413, Words("请求内容太大", "Request too large")),
    "address-too-long": (414, Words("地址太长", "Address too long")),
    "unsupported-media-type": (415, Words("不支持这种内容类型", "Unsupported media type")),
    "range-not-satisfiable": (416, Words("文件没有这一段", "No such part of the file")),
    "result-too-large": (422, Words("结果太大", "Result too large")),
    "unusable-words": (422, Words("无法搜索这些文字", "Words that cannot be searched for")),
    "unusable-parameter": (422, Words("参数无法使用", "Unusable parameter")),
    "headers-too-large": (431, Words("请求头太大", "Headers too large")),
    "internal-error": (500, Words("服务器内部错误", "Internal error")),
    "engine-failed": (500, Words("查询引擎出错", "Query engine failed")),
    "no-search": (503, Words("没有全文检索", "No text search")),
    "nothing-in-service": (503, Words("还没有可用的数据", "Nothing in service")),
    "overloaded": (503, Words("服务器繁忙", "Server busy")),
    "worker-lost": (503, Words("查询进程意外结束", "Query process ended")),
    "query-timeout": (504, Words("查询超时", "Query timed out")),
}


class Problem(Exception):
    """Something a caller did or met that ends the request.

    Args:
        kind: a key of `KINDS`.
        detail: what happened in this case and what to do, in both languages.
        members: further members of the problem document, such as the line of a syntax error.
        headers: further headers of the answer.
    """

    def __init__(
        self,
        kind: str,
        detail: Words,
        *,
        members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail.en)
        self.kind, self.detail = kind, detail
        self.status, self.title = KINDS[kind]
        self.members, self.headers = dict(members or {}), dict(headers or {})

    def document(self, language: Language, path: str, manual: str) -> dict[str, Any]:
        """The problem document (RFC 9457, section 3.1).

        Args:
            language: that of its words.
            path: what was asked for, as a link.
            manual: the address of the page that explains every kind of problem.
        """
        return {
            "type": f"{manual}#{self.kind}",
            "title": self.title.said(language),
            "status": self.status,
            "detail": self.detail.said(language),
            "instance": path,
            **self.members,
        }


def of_store(error: StoreError) -> Problem:
    """The problem that a store's error is to the caller."""
    match error:
        case QuerySyntaxError():
            return _of_syntax(error)
        case QueryRefused():
            return Problem(
                "query-refused",
                Words(
                    "本服务不执行 SERVICE：服务器不会连接查询中写明的其他地址。",
                    "SERVICE is refused: the server opens no connection that a query names.",
                ),
            )
        case WordsTooShort() | WordsTooLong() | NoSearch():
            return _of_search(error)
        case FormatMismatch():
            return Problem(
                "not-acceptable",
                Words(
                    "所要的格式装不下这种结果：SELECT、ASK 得到表，CONSTRUCT、DESCRIBE 得到图。",
                    "The formats asked for cannot hold this result: SELECT and ASK make a table, "
                    "CONSTRUCT and DESCRIBE a graph.",
                ),
            )
        case Unwritable():
            return Problem(
                "not-acceptable",
                Words(
                    "结果中有 XML 无法表示的字符（如控制字符）或属性，没有发送。请改用其他格式：表用 JSON、CSV、TSV，"
                    "图用 Turtle、N-Triples、JSON-LD。",
                    "The result holds characters (such as control characters) or properties that XML has no place for, "
                    "and was not sent. Ask for another format: JSON, CSV or TSV for a table, Turtle, N-Triples or "
                    "JSON-LD for a graph.",
                ),
            )
        case QueryTimeout():
            return Problem(
                "query-timeout",
                Words(
                    f"查询运行超过 {error.seconds:g} 秒，已被终止。请加限制条件或 LIMIT。",
                    f"The query ran longer than {error.seconds:g} seconds and was killed. "
                    "Narrow it down or add a LIMIT.",
                ),
                members={"seconds": error.seconds},
            )
        case ResultTooLarge():
            return Problem(
                "result-too-large",
                Words(
                    f"结果超过 {error.limit} 字节，没有发送。请加 LIMIT，或分批查询。",
                    f"The result is larger than {error.limit} bytes and was not sent. "
                    "Add a LIMIT or ask for it in parts.",
                ),
                members={"bytes": error.limit},
            )
        case TooManyRows():
            return Problem(
                "result-too-large",
                Words(
                    f"结果超过 {error.limit} 行，没有发送。请加 LIMIT，或分批查询。",
                    f"The result has more than {error.limit} rows and was not sent. "
                    "Add a LIMIT or ask for it in parts.",
                ),
                members={"rows": error.limit},
            )
    return _of_service(error)


def _of_syntax(error: QuerySyntaxError) -> Problem:
    place = (
        Words(f"第 {error.line} 行第 {error.column} 列：", f"line {error.line}, column {error.column}: ")
        if error.line is not None
        else Words("", "")
    )
    members = {"line": error.line, "column": error.column} if error.line is not None else {}
    return Problem(
        "query-syntax",
        Words(f"{place.zh}{error.zh}", f"{place.en}{error.reason}"),
        members=members,
    )


def _of_search(error: StoreError) -> Problem:
    match error:
        case WordsTooShort():
            return Problem(
                "unusable-words",
                Words("请至少输入两个字。", "Search for at least two characters."),
            )
        case WordsTooLong():
            return Problem(
                "unusable-words",
                Words(
                    "要搜索的文字太长：最多 1000 个字符、50 个词。",
                    "That is too much to search for: 1,000 characters and 50 words at most.",
                ),
            )
    return Problem(
        "no-search",
        Words(
            "现用的数据是在有全文检索之前（或由另一版本）建成的，不能搜索。请用 crossplan build 重新建库。",
            "The data in service was built before there was a text search, or by another version. "
            "Build it again, with: crossplan build",
        ),
    )


def _of_service(error: StoreError) -> Problem:
    match error:
        case MadeRoom():
            return Problem(
                "overloaded",
                Words(
                    "查询的人太多，这个查询运行时间最长，已为其他查询让路。请缩小范围，或稍后再试。",
                    "Too many long queries are under way, and this one, the longest, was stopped for the others. "
                    "Narrow it down or try again later.",
                ),
                headers={"Retry-After": "10"},
            )
        case Overloaded():
            return Problem(
                "overloaded",
                Words(
                    "同时进行的查询太多，请稍后再试。", "Too many queries are under way. Try again shortly."
                ),
                headers={"Retry-After": "1"},
            )
        case NoRoom():
            return Problem(
                "overloaded",
                Words(
                    "服务器暂时没有地方存放这么大的结果，请稍后再试，或分批查询。",
                    "The server has no room for so large a result at the moment. Try again shortly, or ask for it in "
                    "parts.",
                ),
                headers={"Retry-After": "10"},
            )
        case WorkerLost():
            return Problem(
                "worker-lost",
                Words(
                    "运行该查询的进程中途结束，多半是用尽了内存：对很多行排序、分组、去重都要占内存。"
                    "请缩小查询范围；原样再查，结果多半相同。",
                    "The process that ran the query ended, most likely out of memory: sorting, grouping and DISTINCT "
                    "over many rows take it. Narrow the query down; as it is, it would most likely end the same way.",
                ),
            )
        case EngineError():
            return Problem(
                "engine-failed",
                Words("查询引擎在执行中出错。", "The engine failed while it ran the query."),
            )
        case Stopping():
            return Problem(
                "nothing-in-service",
                Words("服务器正在停止，请稍后再试。", "The server is stopping. Try again shortly."),
                headers={"Retry-After": "10"},
            )
        case NothingInService():
            return Problem(
                "nothing-in-service",
                Words(
                    "还没有可供查询的数据。请先用 crossplan build 建库。",
                    "There is no data to ask. Build a store first, with: crossplan build",
                ),
                headers={"Retry-After": "10"},
            )
    return Problem(
        "nothing-in-service",
        Words(
            "现在无法查询：查询进程启动不了。", "Queries cannot be run now: no worker process can be started."
        ),
        headers={"Retry-After": "10"},
    )


def of_status(status: int, path: str, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem for a bare status code, as the framework raises it."""
    if status == 404:
        return Problem("not-found", Words(f"这里没有 {path}。", f"There is no {path} here."), headers=headers)
    if status == 405:
        return Problem(
            "method-not-allowed",
            Words("这个地址不支持这种请求方法。", "This address does not answer to that method."),
            headers={"Allow": "GET, HEAD, OPTIONS"} if headers is None else headers,
        )
    if status >= 500:
        return Problem(
            "internal-error",
            Words("服务器出了错，不是您的请求有误。", "The server failed; your request was not at fault."),
            headers=headers,
        )
    return Problem(
        "bad-request", Words("请求无法理解。", "The request cannot be understood."), headers=headers
    )
