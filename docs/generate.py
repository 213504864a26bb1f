"""Writes the pages of docs/ that are made from the code: python -m docs.generate"""

from pathlib import Path

from api.settings import documentation
from graph.gaps import gaps_page
from graph.manual import questions_page
from shapes.compiled.coverage import coverage_page
from shapes.manual import rules_page

HERE = Path(__file__).parent

if __name__ == "__main__":
    pages = {
        "engine-gaps": gaps_page(),
        "questions": questions_page(),
        "rules": rules_page(),
        "settings": documentation(),
        "shacl": coverage_page(),
    }
    for name, page in pages.items():
        (HERE / f"{name}.md").write_text(page, encoding="utf-8")
        print(f"docs/{name}.md")
