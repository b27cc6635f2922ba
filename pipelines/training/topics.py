"""Finding what words tell about the topic of an abstract, in unlabelled abstracts.

Every word is described by the abstracts it occurs in, brought down to a few dimensions (latent
semantic analysis): words of one topic come to lie in one direction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.utils.extmath import randomized_svd

DIMENSIONS = 200
_FEWEST = 20  # abstracts that a word must occur in
_SEED = 0


@dataclass(frozen=True)
class Topics:
    """Vectors of words, of shape (words, dimensions); rarer words have longer ones."""

    words: list[str]
    vectors: np.ndarray

    def vectors_of(self, texts: Sequence[Sequence[str]]) -> np.ndarray:
        """Of texts, given by the words of each once: shape (texts, dimensions)."""
        place = {word: at for at, word in enumerate(self.words)}
        known = [[place[word] for word in words if word in place] for words in texts]
        sums = [self.vectors[rows].sum(axis=0) / max(1, len(rows)) ** 0.5 for rows in known]
        return np.array(sums).reshape(len(texts), self.vectors.shape[1])


def find_topics(texts: Iterable[Sequence[str]], dimensions: int = DIMENSIONS) -> Topics:
    """The topics of unlabelled texts, given by the words of each."""
    frequency = TfidfVectorizer(analyzer=_with_meaning, binary=True, min_df=_FEWEST)
    table: sp.csr_matrix = frequency.fit_transform(texts).astype(np.float32)
    _, _, right = randomized_svd(table, dimensions, n_iter=5, random_state=_SEED)
    vectors = right.T * frequency.idf_[:, None]
    return Topics(frequency.get_feature_names_out().tolist(), vectors)


def _with_meaning(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in ENGLISH_STOP_WORDS]
