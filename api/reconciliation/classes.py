"""The types of what can be reconciled: classes of the ontology, each with the kind that the text search knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.languages import Language
from api.vocabulary import ontology
from ontology.terms import CP

__all__ = ["DEFAULT", "TYPES", "Type", "type_of"]


@dataclass(frozen=True, slots=True)
class Type:
    """A class: `id` is its local name, `kind` as in `graph.gathering.KINDS`, `broader` the type above it, or ""."""

    id: str
    kind: str
    broader: str = ""

    def name(self, language: Language) -> str:
        """What the class is called."""
        return ontology().label(f"{CP}{self.id}", language) or self.id

    def about(self, language: Language) -> str:
        """What belongs to it: its definition."""
        return ontology().terms[f"{CP}{self.id}"].explains.get(language, "")

    def told(self, language: Language) -> dict[str, Any]:
        """The type as the API has it (section 3.2 of the specification)."""
        broader = [TYPES[self.broader].told(language)] if self.broader else []
        return {
            "id": self.id,
            "name": self.name(language),
            "description": self.about(language),
            **({"broader": broader} if broader else {}),
        }

    def brief(self, language: Language) -> dict[str, str]:
        """The type by identifier and name alone."""
        return {"id": self.id, "name": self.name(language)}


#: All types by their identifiers.
TYPES: dict[str, Type] = {
    one.id: one
    for one in (
        Type("Agency", "Agency"),
        Type("AgencyGroup", "Agency", "Agency"),
        Type("Region", "Region"),
        Type("Zone", "Region", "Region"),
        Type("Project", "Project"),
        Type("Indicator", "Indicator"),
    )
}

#: The types that are proposed where none was chosen.
DEFAULT: tuple[Type, ...] = tuple(one for one in TYPES.values() if not one.broader)


def type_of(given: str) -> Type | None:
    """The type of that identifier, which may be written as the IRI of its class too."""
    return TYPES.get(given.removeprefix(str(CP)).removeprefix("cp:"))
