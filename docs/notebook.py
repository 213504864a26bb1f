"""Runs the worked example in docs/notebooks against a server of its own and writes its answers into it.

Run: python -m docs.notebook, with a store in service (`make notebook` builds one).
"""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

__all__ = ["EXAMPLE", "executed"]

EXAMPLE = Path(__file__).parent / "notebooks" / "across-plans.ipynb"


def executed(address: str) -> NotebookNode:
    """The worked example, run on the server at `address`, with what its cells answer.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    example = nbformat.read(EXAMPLE, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        # the kernel is spoken to within this machine, not over a port
        own = Config(ConnectionFileMixin={"transport": "ipc", "ip": f"{folder}/kernel"})
        client = NotebookClient(example, config=own, kernel_name="python3", timeout=120, record_timing=False)
        client.execute(env={**os.environ, "CROSSPLAN_ENDPOINT": address + "sparql"})
    # the version of the Python at hand is not part of the example
    example.metadata["language_info"] = {"name": "python"}
    return example


if __name__ == "__main__":
    from api.settings import Settings
    from tests.api.serving import Server

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Settings.load(os.environ).store, Path(folder))
        try:
            nbformat.write(executed(server.address), EXAMPLE)
        finally:
            server.stop()
    print(EXAMPLE)
