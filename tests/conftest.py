"""What several test rooms share: the bundled corpus, built once as `crossplan build` builds it."""

from pathlib import Path

import pytest

from api.build import build, inputs
from graph.generations import Generation
from graph.local import LocalStore
from loaders.catalogue import bundled_corpus
from ontology.terms import DEFAULT_BASE


@pytest.fixture(scope="session")
def corpus_generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The generation built from the bundled corpus."""
    documents, refused = inputs([bundled_corpus()])
    outcome = build(tmp_path_factory.mktemp("store"), documents, DEFAULT_BASE, refused=refused)
    assert outcome.generation is not None
    return outcome.generation


@pytest.fixture(scope="session")
def corpus_store(corpus_generation: Generation) -> LocalStore:
    """The quads of the bundled corpus, open for reading."""
    return corpus_generation.open()


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The folder of the bundled corpus."""
    return bundled_corpus()
