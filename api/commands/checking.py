"""`check-ontology`: profile, consistency and competency of the ontology."""

from __future__ import annotations

from importlib.resources import files

import click

__all__ = ["check_ontology"]

_SOUND = (
    "The ontology keeps to OWL 2 RL and DL, is consistent, every class can have members, "
    "and every stored question uses declared terms."
)


@click.command("check-ontology")
def check_ontology() -> int:
    """Check the ontology: within OWL 2 RL and DL, consistent (HermiT, needs Java), and fit for the stored questions.

    Java comes with: pip install 'crossplan[reason]'
    """
    from rdflib import Graph

    from graph.ask import questions
    from ontology.check import JavaMissing, ReasonerFailed, competency_problems, profile_problems, reason

    graph = Graph()
    graph.parse(data=files("ontology").joinpath("crossplan.ttl").read_text(encoding="utf-8"), format="turtle")
    problems = profile_problems(graph)
    problems += competency_problems(graph, {name: q.text for name, q in questions().items()})
    try:
        verdict = reason(graph)
    except JavaMissing as error:
        raise click.UsageError(str(error)) from error
    except ReasonerFailed as error:
        click.echo(f"crossplan: {error}", err=True)
        return 3
    if not verdict.consistent:
        problems.append(f"inconsistent: {verdict.explanation}")
    problems += [f"{name}: unsatisfiable" for name in verdict.unsatisfiable]
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo(_SOUND)
    return 1 if problems else 0
