"""`query` and `ask`: SPARQL on the store or on an endpoint, and the stored questions."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import click

from api.commands.building import table
from api.commands.options import lang_option, settings, store_option
from graph.formats import GRAPH, TABLES, find
from graph.generations import Generations
from graph.grounds import FORMS
from graph.remote import RemoteStore
from graph.store import FormatMismatch, QuerySyntaxError, Store, Table
from ontology.terms import CP, curie

__all__ = ["ask", "query"]

#: A value of a column in the words of a language.
Said = Callable[[str, str], str]

_FORMATS = click.Choice(["table", "json", "xml", "csv", "csv-excel", "tsv", "turtle", "ntriples", "jsonld"])
_ENDPOINT = click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the store.")
_EMPTY = click.option("--fail-empty", is_flag=True, help="Exit with 1 where the answer is empty.")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE.rq]")
@click.option("-e", "text", metavar="TEXT", help="The query itself.")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@_ENDPOINT
@_EMPTY
@store_option
def query(
    file: Path | None, text: str | None, form: str, endpoint: str | None, fail_empty: bool, store: Path | None
) -> int:
    """Run a SPARQL 1.1 query: of a file, of -e, or of standard input.

    The default graph is the union of all named graphs.

    Example: crossplan query -e 'SELECT ?title { ?p a cp:Plan ; dcterms:title ?title }'
    """
    if text is None:
        try:
            text = sys.stdin.read() if file is None or str(file) == "-" else file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise click.UsageError(f"{file}: the query cannot be read ({error})") from error
    whole = _with_prefixes(text)
    try:
        return _answer(_open(endpoint, store), whole, form, fail_empty)
    except QuerySyntaxError as error:
        added = len(whole) - len(text)
        if error.line != 1 or error.column is None or not added:
            raise
        # the place in the query as it was written, without the prefixes put before it
        raise QuerySyntaxError(error.reason, 1, max(1, error.column - added), error.zh) from error


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[key=value ...]")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@_ENDPOINT
@_EMPTY
@click.option(
    "--iris", is_flag=True, help="Show the IRIs of what a table names too; other formats always have them."
)
@click.option(
    "--grounds",
    type=click.Choice(FORMS),
    help="What the answer rests on, instead of it: the share of inherited and inferred facts, or source words.",
)
@store_option
@lang_option
def ask(
    name: str | None,
    values: tuple[str, ...],
    form: str,
    iris: bool,
    endpoint: str | None,
    fail_empty: bool,
    grounds: str | None,
    store: Path | None,
    lang: str,
) -> int:
    """Answer a stored question; without a NAME, list them with their parameters.

    Example: crossplan ask agency-leads agency=省大数据局
    What it rests on: crossplan ask agency-leads --grounds words
    """
    from api.vocabulary import ontology
    from graph.ask import BadParameter, in_language, questions

    known = questions()
    if name is None:
        rows = [
            (
                q.name,
                q.title_zh if lang == "zh" else q.title_en,
                " ".join(f"{p.name}={p.default}" for p in q.parameters),
            )
            for q in known.values()
        ]
        click.echo(table(rows))
        return 0
    if name not in known:
        raise click.UsageError(f"no stored question is called “{name}”; crossplan ask lists them")
    given: dict[str, str] = {}
    for value in values:
        key, sign, rest = value.partition("=")
        if not sign:
            raise click.UsageError(f"“{value}” is not of the form key=value")
        given[key] = rest
    try:
        text = known[name].grounded(grounds, **given) if grounds else known[name].query(**given)
    except BadParameter as error:
        raise click.UsageError(error.zh if lang == "zh" else error.en) from error

    def said(column: str, value: str) -> str:
        if value.startswith("cp:") and not iris:  # a term, which the ontology names in both languages
            value = (
                ontology().label(f"{CP}{value.removeprefix('cp:')}", "zh" if lang == "zh" else "en") or value
            )
        return known[name].said(column, value, lang)

    source = _open(endpoint, store)

    def why_none() -> str:
        if grounds and source.select(f"{known[name].query(**given)}LIMIT 1\n").rows:
            return known[name].why_no_words(lang)
        unknown = [one for one, lookup in known[name].lookups(**given) if not source.select(lookup).rows]
        return known[name].why_none(unknown, lang, **given)

    whole = in_language(text, lang)
    return _answer(source, whole, form, fail_empty, named=not iris, said=said, none=why_none)


def _open(endpoint: str | None, store: Path | None) -> Store:
    if endpoint is not None:
        return RemoteStore(endpoint)
    return Generations(settings(store).store).current().open()


def _with_prefixes(text: str) -> str:
    """The query with the project's prefixes before it, for those that it uses and does not declare."""
    from ontology.terms import PREFIXES

    lower = text.lower()
    lines = [
        f"PREFIX {p}: <{iri}>"
        for p, iri in PREFIXES.items()
        if f"{p}:" in text and f"prefix {p}:" not in lower
    ]
    return " ".join([*lines, text])  # on the first line, so that the lines of errors are the writer's


def _as_it_is(_column: str, value: str) -> str:
    return value


def _nothing() -> str:
    return ""


def _answer(
    store: Store,
    text: str,
    form: str,
    fail_empty: bool,
    *,
    named: bool = False,
    said: Said = _as_it_is,
    none: Callable[[], str] = _nothing,
) -> int:
    """Prints the answer; `named` leaves the columns of mere IRIs out of a table, `said` words the values of one.

    What `none` says of an empty table goes where messages go.
    """
    if form == "table":
        empty = _table(store, text, named, said)
        if empty and (why := none()):
            click.echo(why, err=True)
    else:
        out = io.BytesIO()
        asked = find(form, (*TABLES, *GRAPH))
        store.write(text, out, [asked])
        body = out.getvalue()
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")
        sys.stdout.buffer.flush()
        empty = fail_empty and not _any(store, text)
    return 1 if fail_empty and empty else 0


def _any(store: Store, text: str) -> bool:
    try:
        return bool(store.select(text).rows)
    except FormatMismatch:
        return bool(store.construct(text))


def _rows(answer: Table, said: Said) -> list[tuple[str, ...]]:
    return [
        tuple(
            "" if t is None else said(column, _shown(t))
            for column, t in zip(answer.columns, row, strict=True)
        )
        for row in answer.rows
    ]


def _shown(term: object) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    return term.value if isinstance(term, ox.Literal | ox.BlankNode) else str(term)


def _table(store: Store, text: str, named: bool, said: Said) -> bool:
    """Prints a table, or the triples of a graph; whether there was nothing to print."""
    try:
        answer = store.select(text)
    except FormatMismatch:
        triples = store.construct(text)
        shown = [(_shown(t.subject), _shown(t.predicate), _shown(t.object)) for t in triples]
        click.echo(table(shown or [("(no triples)",)]))
        return not triples
    rows = _rows(answer, said)
    kept = [i for i in range(len(answer.columns)) if not (named and _all_iris(answer, i))]
    kept = kept or list(range(len(answer.columns)))
    click.echo(table([[answer.columns[i] for i in kept], *([row[i] for i in kept] for row in rows)]))
    return not rows


def _all_iris(answer: Table, column: int) -> bool:
    """Whether a column holds nothing but IRIs, of data or of terms that the column beside it names."""
    import pyoxigraph as ox

    terms = [row[column] for row in answer.rows if row[column] is not None]
    named = f"{answer.columns[column]}_label" in answer.columns
    return bool(terms) and all(
        isinstance(t, ox.NamedNode) and (named or curie(t.value) == t.value) for t in terms
    )
