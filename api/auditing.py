"""The audit of what is in service, as the command `crossplan audit` reports it."""

from __future__ import annotations

import asyncio
import json
import logging
import multiprocessing
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import Stamp
from api.cache import Cache
from api.errors import Problem
from api.headers import EVERYWHERE
from api.languages import Words
from api.negotiation import HTML, Medium
from api.openapi import described, parameter
from api.reporting import write
from api.site import Site
from api.visit import Visit
from graph.generations import Generations
from shapes.reports import FORMATS

__all__ = ["Reports", "router"]

_LOG = logging.getLogger("crossplan")

#: Processes are forked from one that has loaded all that a report needs: that takes longer than most reports.
_WARM = multiprocessing.get_context("forkserver")
_WARM.set_forkserver_preload(["api.warm"])
#: The parameters that choose a part of the report or how it is made; each is the option of the command of that name.
_OPTIONS = ("plan", "agency", "rule", "severity", "profile", "facts", "since")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "severity": ("violation", "warning", "info"),
    "profile": ("default", "strict"),
    "facts": ("stated", "all"),
}
#: Requests for reports that wait at most, before further ones are told to come again.
_MOST_WAITING = 16
_RETRY_SECONDS = 5

#: The page brings the style of the report with it; it runs no scripts either.
_POLICY = EVERYWHERE["Content-Security-Policy"].replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)

_MEDIA: tuple[Medium, ...] = (
    HTML,
    *(
        Medium(form.name, form.media, form.ending, (form.media.partition(";")[0],))
        for form in FORMATS.values()
        if form.name != HTML.name
    ),
)


#: What a browser is to keep and not to show.
_FILES = ("csv", "csv-excel", "xlsx", "html")
#: What can be downloaded from the page.
_DOWNLOADS = tuple(form.name for form in FORMATS.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A report: of which generation, in which format and language, with which options, and the server that its links
    lead to. The format `page` is the parts of a page of this site.
    """

    generation: str
    form: str
    language: str
    options: tuple[tuple[str, str], ...]
    site: str


class Reports:
    """Reports by what was asked for: made one at a time, each by a process of its own.

    A report of a hundred thousand findings takes seconds and much memory to write, which the server does not lend; the
    findings themselves were found when the generation was built, or are found then (see `shapes.stored`).

    Args:
        store: the folder of the store.
        seconds: how long one report may take.
        cache_bytes: how much is kept of those that were made.
    """

    def __init__(self, store: Path, seconds: float, cache_bytes: int) -> None:
        self._store, self._seconds = store, seconds
        self._cache: Cache[bytes] = Cache(cache_bytes)
        self._under_way: dict[Asked, asyncio.Task[bytes]] = {}
        self._turn = asyncio.Semaphore(1)

    async def get(self, asked: Asked) -> bytes:
        """The report.

        Raises:
            Problem: what was asked for is not to be had (404), too many wait (503), or it takes too long (504).
        """
        kept = self._cache.get(asked)
        if kept is not None:
            return kept
        task = self._under_way.get(asked)
        if task is None:
            if len(self._under_way) >= _MOST_WAITING:
                raise Problem(
                    "overloaded",
                    Words(
                        "正在生成的审计报告太多，请稍后再试。",
                        "Too many reports are being made; try again later.",
                    ),
                    headers={"Retry-After": str(_RETRY_SECONDS)},
                )
            task = asyncio.create_task(self._made(asked))
            self._under_way[asked] = task
            task.add_done_callback(lambda done: self._ended(asked, done))
        return await asyncio.shield(task)

    def _ended(self, asked: Asked, task: asyncio.Task[bytes]) -> None:
        del self._under_way[asked]
        if not task.cancelled():
            task.exception()  # whoever waited has it; nobody need have waited to the end

    async def close(self) -> None:
        """Ends what is being made."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _made(self, asked: Asked) -> bytes:
        async with self._turn:
            body = await self._run(asked)
        if self._cache.wants(asked, len(body)):
            self._cache.put(asked, body, len(body))
        return body

    async def _run(self, asked: Asked) -> bytes:
        request = {
            "store": str(self._store),
            "site": asked.site,
            "form": asked.form,
            "language": asked.language,
            "wanted": {"generation": asked.generation, **dict(asked.options)},
        }
        with tempfile.TemporaryDirectory() as folder:
            out, said = Path(folder) / "report", Path(folder) / "said"
            process = _WARM.Process(target=write, args=(request, str(out), str(said)), daemon=True)
            await asyncio.to_thread(process.start)
            try:
                async with asyncio.timeout(self._seconds):
                    await _ended(process)
            except TimeoutError as error:
                raise Problem(
                    "query-timeout",
                    Words(
                        f"审计报告在 {self._seconds:g} 秒内没有做完。",
                        f"The report was not made within {self._seconds:g} seconds.",
                    ),
                ) from error
            finally:
                process.kill()
                await asyncio.to_thread(process.join)
            if process.exitcode:
                raise _problem(process.exitcode, said.read_text(encoding="utf-8") if said.exists() else "")
            return await asyncio.to_thread(out.read_bytes)


async def _ended(process: ForkServerProcess) -> None:
    """Waits for the end of a process without a thread that waits for it."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


def _problem(code: int, said: str) -> Problem:
    """What was said of why there is no report: 2 is that there is none such, anything else a failure."""
    if code == 2:
        why = {language: " ".join(words.split()) for language, words in json.loads(said).items()}
        zh, en = f"没有这样的报告：{why['zh']}。", f"There is no such report: {why['en']}."
        return Problem("not-found", Words(zh, en))
    _LOG.error("the audit failed with code %s: %s", code, said)
    return Problem("engine-failed", Words("审计没有做成。", "The audit could not be made."))


def router(site: Site, reports: Reports) -> APIRouter:
    """The route of the report."""
    routes = APIRouter(tags=["audit"])

    @routes.get(
        "/audit",
        **described(
            Words(
                "审计报告：规划写明了什么、缺什么；可下载",
                "the audit: what the plans state and what they lack; with downloads",
            ),
            [one.media for one in _MEDIA],
            [
                parameter(
                    "format",
                    "格式，代替 Accept",
                    "the format, instead of Accept",
                    schema={"type": "string", "enum": [one.name for one in _MEDIA]},
                ),
                parameter("plan", "只看这个规划（IRI）", "only findings about this plan (IRI)"),
                parameter(
                    "agency",
                    "只看写明这个单位的措施（IRI）",
                    "only about measures that name this agency (IRI)",
                ),
                parameter("rule", "只看这条规则", "only this rule, by its name"),
                parameter("since", "与这一版数据的审计比较", "compare with the audit of this generation"),
                *(
                    parameter(name, *_ABOUT[name], schema={"type": "string", "enum": list(choices)})
                    for name, choices in _CHOICES.items()
                ),
            ],
            problems=["not-found", "unusable-parameter", "engine-failed"],
        ),
    )
    async def audit(request: Request) -> Response:
        return await _answered(site, site.visit(request), reports)

    return routes


_ABOUT = {
    "severity": ("只看这一级别", "only this severity"),
    "profile": ("各规则级别的配置", "what each rule weighs"),
    "facts": (
        "只算写明的事实，或连同承接、推断的",
        "stated facts alone, or also inherited and inferred ones",
    ),
}


async def _answered(site: Site, visit: Visit, reports: Reports) -> Response:
    named = visit.first("format")
    best = next((one for one in _MEDIA if one.name == named), None)
    if named and best is None:
        raise _unknown("format", named, [one.name for one in _MEDIA])
    best = best or visit.accepted(_MEDIA)[0]
    given = [name for name, _ in visit.parameters]
    for name in ("format", *_OPTIONS):
        if given.count(name) > 1:  # one of them would be passed over
            raise Problem(
                "unusable-parameter",
                Words(f"参数 {name} 给了不止一个。", f"The parameter {name} is given more than once."),
            )
    options = tuple((name, value) for name in _OPTIONS if (value := visit.first(name)))
    for name, value in visit.parameters:
        if name in _CHOICES and value.strip() not in _CHOICES[name]:
            raise _unknown(name, value, _CHOICES[name])
    since = dict(options).get("since")
    kept = [one.name for one in Generations(site.settings.store).kept()]
    if since and since not in kept:
        raise _unknown("since", since, kept, "not-found")
    crew = await site.pool.in_service()
    stamp = Stamp(crew.generation.name, best.media, visit.language, visit.address)
    if stamp.held_by(visit.request):
        return stamp.unchanged()
    # asked for by name it is one file, to be kept and sent on; else a page of this site
    form = "page" if best is HTML and not named else best.name
    body = await reports.get(Asked(crew.generation.name, form, visit.language, options, visit.site))
    if form == "page":
        page = site.pages.render(
            "audit.html", visit, part=json.loads(body), formats=_DOWNLOADS, options=dict(options)
        )
        return stamp.answer(page, {"Content-Security-Policy": _POLICY})
    headers = {"Content-Security-Policy": _POLICY}
    if form in _FILES:
        name = f"crossplan-audit-{crew.generation.name}.{best.ending}"
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return stamp.answer(body, headers)


def _unknown(name: str, value: str, known: Sequence[str], kind: str = "unusable-parameter") -> Problem:
    return Problem(
        kind,
        Words(
            f"参数 {name} 不能是“{value}”，可以是：{'、'.join(known)}。",
            f"The parameter {name} cannot be “{value}”; it can be: {', '.join(known)}.",
        ),
    )
