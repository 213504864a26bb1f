"""The manifest: what the service can do, and where (section 3.1 of the specification)."""

from __future__ import annotations

from typing import Any

from api.languages import Words
from api.reconciliation.classes import DEFAULT
from api.reconciliation.entities import space
from api.reconciliation.extension import settings
from api.reconciliation.queries import BATCH
from api.visit import Visit
from api.workers.lease import Lease
from ontology.terms import CP
from ontology.version import VERSION

__all__ = ["PATH", "manifest"]

PATH = "/reconcile"

#: Pixels of a preview.
_WIDTH, _HEIGHT = 420, 220
_NAME = Words(
    "crossplan：政府规划中的机构、区域、项目、指标",
    "crossplan: agencies, regions, projects, indicators of plans",
)


def manifest(visit: Visit, lease: Lease) -> dict[str, Any]:
    """The manifest of the service at the address that the client knows it by."""
    here = f"{visit.site}{PATH[1:]}"
    language = f"&lang={visit.language}" if visit.asked_language else ""

    def suggest(what: str) -> dict[str, str]:
        return {
            "service_url": here,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": here,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }

    return {
        "versions": ["0.1", "0.2"],
        "name": _NAME.said(visit.language),
        "identifierSpace": space(lease),
        "schemaSpace": str(CP),
        "documentation": f"{visit.site}docs#{PATH}",
        "logo": f"{visit.site}static/icon.svg",
        "serviceVersion": VERSION,
        "defaultTypes": [one.told(visit.language) for one in DEFAULT],
        "view": {"url": f"{visit.site}id/{{{{id}}}}"},
        "preview": {
            "url": f"{here}/preview?id={{{{id}}}}{language}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": settings(visit.language),
        },
        "batchSize": BATCH,
    }
