"""Profiles: what each rule weighs, one file a profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files

from shapes.rules import Rule, Severity, Text

__all__ = ["Profile", "profiles"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by the name of a rule, where they are not the rule's own."""

    name: str
    title: Text
    severities: Mapping[str, Severity]

    def severity(self, rule: Rule) -> Severity:
        """The severity of `rule` under this profile."""
        return self.severities.get(rule.name, rule.severity)


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles by name, from the files in `profiles/`."""
    found = {}
    for file in sorted(package_files("shapes").joinpath("profiles").iterdir(), key=lambda file: file.name):
        name, _, ending = file.name.partition(".")
        if ending == "toml":
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            found[name] = Profile(name, Text(**content["title"]), content["severity"])
    return found
