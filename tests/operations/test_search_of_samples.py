"""Real documents of another program, attached as files: its rarest words find each."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from iwtlink.operations.attaching import NewFile, attach
from iwtlink.operations.searching import ask, question_from_words
from iwtlink.store.folding import bare
from iwtlink.store.ids import Item
from tests.store.stores import new_store

TEXTS = ("title", "fileName", "bodyText", "indexText", "name", "email")


def said(sample: dict[str, dict[str, list[str]]]) -> str:
    """Give all that a document says."""
    return "\n".join(words for name in TEXTS for words in sample["properties"].get(name, []))


def rarest_words(texts: list[str]) -> list[list[str]]:
    """Give the five words of each text that stand in the fewest others, the longest first."""
    words = [set(re.findall(r"[^\W\d_]{3,}", bare(text))) for text in texts]
    known = Counter(word for each in words for word in each)
    return [sorted(each, key=lambda w: (known[w], -len(w), w))[:5] for each in words]


def test_each_of_the_21_documents_is_found_by_its_rarest_words(
    shared_data: Path, tmp_path: Path
) -> None:
    lines = (shared_data / "ftm" / "aleph-samples.ijson").read_text("utf-8").splitlines()
    texts = [said(json.loads(line)) for line in lines if line.strip()]
    assert len(texts) == 21
    with new_store(tmp_path) as store:
        kept = attach(store, [NewFile(f"{n}.txt", text.encode()) for n, text in enumerate(texts)])
        assert len({one.document_id for one in kept}) == 21
        for one, words in zip(kept, rarest_words(texts), strict=True):
            assert words
            for word in words:
                hits = ask(store, question_from_words(store.ontology, word)).answer.hits
                having = sum(word in bare(text) for text in texts)
                exact = {hit.item: hit for hit in hits[:having]}
                hit = exact[Item("document", one.document_id)]
                assert word in bare(hit.snippet), word
