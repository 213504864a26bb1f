"""Web pages: the article, its title once, its tables; nothing of the site."""

from __future__ import annotations

import pytest

from loaders.formats import Unreadable, read
from loaders.load import load_bytes
from ontology.iri import Namer
from tests.loaders.formats.writing import PROSE, TITLE, html_of

PLAIN = [TITLE, *PROSE]


def lines(page: str, encoding: str = "utf-8") -> list[str]:
    return read(page.encode(encoding), "plan.html").text.splitlines()


LINKS = "".join(
    f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(["政务公开", "新闻动态", "互动交流"])
)
SITES = [
    ("a menu", f"<nav>{LINKS}</nav>"),
    ("a menu in a list", f"<ul>{LINKS}</ul>"),
    ("a breadcrumb", '<div class="crumbs">当前位置：首页 > 政府文件</div>'),
    ("a share bar", '<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div>'),
    ("a header", '<header><img src="logo.png" alt="标志"><p>江州市人民政府</p></header>'),
    ("a footer", "<footer>主办：江州市人民政府办公室。备案号12345678</footer>"),
    ("related links", f'<div class="related-news"><h3>相关文档</h3><ul>{LINKS}</ul></div>'),
    ("tools", '<div class="tools">字体：大 中 小 打印</div>'),
    ("a script", "<script>var words = '一、不是正文。';</script>"),
    ("a style", "<style>p { color: red }</style>"),
    ("a comment", "<!-- 一、不是正文。 -->"),
    ("what is hidden", '<div style="display: none">一、不是正文。</div>'),
    ("a frame", '<iframe src="http://frame.invalid/"></iframe>'),
]


@pytest.mark.parametrize("site", [s[1] for s in SITES], ids=[s[0] for s in SITES])
def test_the_site_around_an_article_is_left_out(site: str) -> None:
    assert lines(html_of(PLAIN, site=site)) == PLAIN


def test_a_block_called_like_a_part_of_the_site_but_with_the_article_in_it_stays() -> None:
    body = "".join(f"<p>{words}</p>" for words in PLAIN)
    assert (
        lines(
            f'<html><body><form id="form1"><div class="content header" id="print">{body}</div></form></body></html>'
        )
        == PLAIN
    )


TITLES = [
    ("of the window", f"<head><title>{TITLE}_通知公告_江州市人民政府</title></head>", ""),
    (
        "stated for the article",
        f'<head><meta name="ArticleTitle" content="{TITLE}"><title>江州市人民政府网站</title></head>',
        "",
    ),
    ("a heading", "<head><title>江州市人民政府网站</title></head>", f"<h1>{TITLE}</h1>"),
    (
        "a heading, and the article's own",
        f"<head><title>{TITLE}</title></head>",
        f"<h1>{TITLE}</h1><p>江政发〔2025〕3号</p><p>{TITLE}</p>",
    ),
    ("broken in two", "", f"<h1>{TITLE}</h1><p>{TITLE[:6]}</p><p>{TITLE[6:]}</p>"),
]


@pytest.mark.parametrize(("head", "first"), [t[1:] for t in TITLES], ids=[t[0] for t in TITLES])
def test_the_title_stands_once(head: str, first: str) -> None:
    body = "".join(f"<p>{words}</p>" for words in PROSE)
    found = lines(f'<html>{head}<body><div class="a">{first}{body}</div></body></html>')
    assert "".join(found).count(TITLE) == 1
    assert found[-len(PROSE) :] == list(PROSE)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("", "gb18030"), ("", "utf-8"), ("utf-8", "gb18030"),
     ("gb2312", "utf-8"), ("big5", "gb18030"), ("", "utf-8-sig"), ("", "utf-16"), ("no-such", "utf-8")],
)  # fmt: skip
def test_encodings(declared: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    body = "".join(f"<p>{words}</p>" for words in PLAIN)
    assert lines(f"<html><head>{meta}</head><body>{body}</body></html>", encoding) == PLAIN
    script = "var x = 1;" * 3000  # most of a page may be ASCII
    assert (
        lines(f"<html><head>{meta}<script>{script}</script></head><body>{body}</body></html>", encoding)
        == PLAIN
    )


BLOCKS = [
    ("a line break", "<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
    ("marks within words", "<p>不少于<b>60</b><span>个</span></p>", ["不少于60个"]),
    ("a line end of the source", "<p>公共数据\n      共享平台 of\n  data</p>", ["公共数据共享平台 of data"]),
    ("entities", "<p>&ldquo;一网通办&rdquo;&nbsp;&#65288;甲&#xFF09;</p>", ["“一网通办”\xa0（甲）"]),
    ("text without a paragraph", "<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
    (
        "a counted list",
        '<ol start="3"><li>甲<li>乙</ol><ol type="a"><li>丙</ol>',
        ["3. 甲", "4. 乙", "a. 丙"],
    ),
    (
        "a counted list of paragraphs, in Chinese",
        '<ol style="list-style-type:cjk-ideographic"><li><p>甲</p><p>乙</p><li><div>丙</div></ol>',
        ["一、甲", "乙", "二、丙"],
    ),
    ("a list that does not count", '<ul><li>甲</ul><ol style="list-style:none"><li>乙</ol>', ["甲", "乙"]),
    ("set text", "<pre>甲\n乙</pre>", ["甲", "乙"]),
    ("a table that arranges", "<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
    (
        "a table in one that arranges",
        "<table><tr><td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>",
        ["1\t2", "3\t4"],
    ),
    (
        "merged cells",
        '<table><tr><td rowspan="2">甲<td>乙<td colspan="2">丙<tr><td>丁<td>戊<td>己</table>',
        ["甲\t乙\t丙\t", "甲\t丁\t戊\t己"],
    ),
    (
        "a list of units as a table in a cell",
        "<table><tr><td>1<td>甲<td><table><tr><td>丙<tr><td>丁</table><tr><td>2<td>乙<td>戊</table>",
        ["1\t甲\t丙 丁", "2\t乙\t戊"],
    ),
    (
        "a page in a cell",
        f"<table><tr><td colspan=2>题<tr><td>栏<td>{''.join(f'<p>{words * 90}。</p>' for words in '甲乙丙丁戊')}</table>",
        [words * 90 + "。" for words in "甲乙丙丁戊"],
    ),
    ("a row by itself", "<table><tr><td>6<td>甲<td>乙</table>", ["6\t甲\t乙"]),
    ("a row across", '<table><tr><td colspan="2">一、甲<tr><td>1<td>乙</table>', ["一、甲", "1\t乙"]),
    (
        "lines within a cell",
        "<table><tr><td>1<td>甲<br>乙<tr><td>2<td><p>丙</p><p>丁</p></table>",
        ["1\t甲 乙", "2\t丙 丁"],
    ),
    (
        "a caption",
        "<table><caption>分工表</caption><tr><td>1<td>2<tr><td>3<td>4</table>",
        ["分工表", "1\t2", "3\t4"],
    ),
]


@pytest.mark.parametrize(("body", "wanted"), [b[1:] for b in BLOCKS], ids=[b[0] for b in BLOCKS])
def test_blocks(body: str, wanted: list[str]) -> None:
    assert lines(f"<!doctype html><body>{body}") == wanted


ROWS = "".join(f"<tr><td>{n}<td>建公园{n}个<td>园林局" for n in range(1, 5))
BESIDE = [
    ("a table", f"<table>{ROWS}</table>", "2\t建公园2个\t园林局"),
    ("items without a full stop", "<p>1.建公园</p><p>2.修道路三十公里（责任单位：交通局）</p>", "2.修道路三十公里（责任单位：交通局）"),
]  # fmt: skip


@pytest.mark.parametrize(("beside", "wanted"), [b[1:] for b in BESIDE], ids=[b[0] for b in BESIDE])
def test_what_has_no_sentences_is_text_too(beside: str, wanted: str) -> None:
    notice = "<p>各区人民政府：</p><p>现将分工印发给你们，请抓好落实。</p>"
    found = lines(
        f'<!doctype html><body><div><div class="a">{notice}</div><div class="b">{beside}</div></div>'
    )
    assert wanted in found


def test_what_hangs_on_a_page_and_was_not_read_is_named() -> None:
    page = (
        f'<h1>{TITLE}</h1><p>现印发给你们。</p><p><img src="1.jpg" width="900"></p><p>附件：<a href="a.asp?id=1">分工表.docx</a>'
        '<img src="icon.gif"></p><p><iframe src="plan.pdf"></iframe></p><nav><a href="manual.pdf">手册</a></nav>'
    )
    gaps = read(f"<!doctype html><body><div>{page}</div>".encode(), "a.html").gaps
    assert [next(w for w in ("分工表.docx", "文件", "图片") if w in gap) for gap in gaps] == [
        "分工表.docx",
        "文件",
        "图片",
    ]
    with pytest.raises(Unreadable, match="not all of the file was read: 网页的附件“分工表"):
        load_bytes(f"<!doctype html><body><div>{page}</div>".encode(), "a.html", {}, Namer())
    long = "".join(f"<p>{words * 12}</p>" for words in PROSE)
    with_copy = f'<!doctype html><body><h1>{TITLE}</h1>{long}<p><a href="1.pdf">{TITLE}.pdf</a></p>'
    assert read(with_copy.encode(), "a.html").gaps == ()
