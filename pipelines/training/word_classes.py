"""Finding classes of words by the company they keep, in unlabelled abstracts.

Every word is described by how much more often than by chance each frequent word stands one or two
places beside it (positive pointwise mutual information), brought down to a few dimensions, and
clustered.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from extractors.word_classes import normal

CLASSES = 256
_FEWEST = 8  # occurrences of a word that gets a class
_NEIGHBOURS = 6000  # most frequent words, which neighbours are counted among
_OFFSETS = (-2, -1, 1, 2)
_DIMENSIONS = 120
_SEED = 0


def find_word_classes(texts: Iterable[Sequence[str]], classes: int = CLASSES) -> dict[str, int]:
    """Class by word, frequent words first; `texts` are the words of abstracts, in lower case."""
    documents = [[normal(word) for word in words] for words in texts]
    counts = Counter(word for words in documents for word in words)
    frequent = sorted((-count, word) for word, count in counts.items() if count >= _FEWEST)
    vocabulary = [word for _, word in frequent]
    table = _mutual_information(_neighbours(documents, vocabulary))
    left, scale, _ = randomized_svd(table, _DIMENSIONS, n_iter=3, random_state=_SEED)
    vectors = left * np.sqrt(scale)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    weights = np.minimum(np.sqrt([-count for count, _ in frequent]), 30)
    means = MiniBatchKMeans(classes, batch_size=4096, n_init=3, max_iter=100, random_state=_SEED)
    labels = means.fit(vectors, sample_weight=weights).labels_
    return dict(zip(vocabulary, labels.tolist(), strict=True))


def _neighbours(documents: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> sp.csr_matrix:
    """How often each word (row) has each frequent word at each offset (column)."""
    number = {word: at for at, word in enumerate(vocabulary)}
    rows: list[int] = []
    columns: list[int] = []
    for words in documents:
        numbers = [number.get(word, -1) for word in words]
        for place, offset in enumerate(_OFFSETS):
            beside = numbers[offset:] if offset > 0 else numbers[:offset]
            here = numbers[:-offset] if offset > 0 else numbers[-offset:]
            for one, other in zip(here, beside, strict=True):
                if one >= 0 and 0 <= other < _NEIGHBOURS:
                    rows.append(one)
                    columns.append(other * len(_OFFSETS) + place)
    shape = (len(vocabulary), _NEIGHBOURS * len(_OFFSETS))
    table = sp.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    table.sum_duplicates()
    return table


def _mutual_information(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Positive pointwise mutual information, rare neighbours damped."""
    total = counts.sum()
    row_sums = np.asarray(counts.sum(axis=1)).ravel()
    column_sums = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    column_sums *= total / column_sums.sum()
    cells = counts.tocoo()
    values = np.log(cells.data * total / (row_sums[cells.row] * column_sums[cells.col]))
    kept = values > 0
    return sp.csr_matrix((values[kept], (cells.row[kept], cells.col[kept])), shape=counts.shape)
