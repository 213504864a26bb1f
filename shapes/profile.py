"""Profiles: what each rule weighs, one file a profile; the project's own, or somebody's.

```toml
[title]             # may be left out
zh = "省里的"
en = "the province's"

[severity]          # the rules that weigh otherwise than they say themselves
measure-has-lead = "violation"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from shapes.data import UnreadableData
from shapes.rules import SEVERITIES, Rule, Severity, Text, rules

__all__ = ["Profile", "profile_of", "profiles"]


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
    """The project's profiles by name, from the files in `profiles/`."""
    found = {}
    for file in sorted(package_files("shapes").joinpath("profiles").iterdir(), key=lambda file: file.name):
        name, _, ending = file.name.partition(".")
        if ending == "toml":
            found[name] = _profile(file.read_text(encoding="utf-8"), name, file.name, _ours())
    return found


def profile_of(name: str, known: Collection[str] | None = None) -> Profile:
    """The profile called `name`, or the one in the TOML file at the path `name`.

    Args:
        name: one of `profiles()`; whatever else is taken for a path.
        known: the names of the rules that a file may speak of; by default those of the project.

    Raises:
        UnreadableData: there is no such profile or file, the file is no TOML, or it speaks of a rule or a severity
            that is not known; the text is one line that names what is.
    """
    ours = profiles()
    if name in ours:
        return ours[name]
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableData(f"{name}: {reason}; no profile of that name ({', '.join(ours)})") from error
    except ValueError as error:  # no UTF-8, or no path
        raise UnreadableData(f"{name}: {error}") from error
    return _profile(text, path.stem, name, _ours() if known is None else known)


def _ours() -> set[str]:
    return {rule.name for facts in ("stated", "all") for rule in rules(facts)}


def _profile(text: str, name: str, where: str, known: Collection[str]) -> Profile:
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableData(f"{where}: no TOML: {error}") from error
    title, severities = content.pop("title", {"zh": name, "en": name}), content.pop("severity", None)
    if content or severities is None:
        raise UnreadableData(f"{where}: a profile has [severity] and perhaps [title], and nothing else")
    return Profile(name, _title(title, where), _severities(severities, where, known))


def _title(title: Any, where: str) -> Text:
    if isinstance(title, str):
        return Text(title, title)
    if not isinstance(title, dict) or set(title) != {"zh", "en"} or not all(map(_words, title.values())):
        raise UnreadableData(f"{where}: title has zh and en, each words in quotation marks")
    return Text(title["zh"], title["en"])


def _words(value: object) -> bool:
    return isinstance(value, str)


def _severities(said: Any, where: str, known: Collection[str]) -> Mapping[str, Severity]:
    if not isinstance(said, dict):
        raise UnreadableData(f"{where}: severity is a table, [severity], of rules and what they weigh")
    unknown = sorted(said.keys() - set(known))
    if unknown:
        raise UnreadableData(
            f"{where}: no rule is called {', '.join(unknown)} (known: {', '.join(sorted(known))})"
        )
    levels: dict[object, Severity] = {severity: severity for severity in SEVERITIES}
    for rule, level in said.items():
        if not isinstance(level, str) or level not in levels:
            raise UnreadableData(f"{where}: {rule} cannot weigh {level!r} (known: {', '.join(SEVERITIES)})")
    return {rule: levels[level] for rule, level in said.items()}
