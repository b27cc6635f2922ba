"""Properties of the grammar: what is written out is read back; names hold no quantities."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.link_types import NO_OWNERS
from extractors.links import clean, host_of, repository_of
from extractors.quantities import find_quantities
from extractors.quantity_patterns import HYPHENED
from extractors.urls import find_urls

#: unit -> (styles of writing a number with it, what the unit multiplies the number by)
STYLES: dict[str, tuple[str, float]] = {
    "times": (
        "{}x|{} x|{}X|{}×|{} ×|{} times|{}times|{}-fold|{}\\times|${}\\times$|{}$\\times$"
        "|{}{{\\texttimes}}|$\\mathbf{{{}\\times}}$|**{}x**",
        1,
    ),
    "percent": ("{}%|{} %|{}\\%|${}\\%$|{}$\\%$|{}~\\%|{} percent", 1),
    "points": ("{} points|{} percentage points|{} pp", 1),
    "count": ("{}B|{} B|{} billion|{}-billion|${}$B|{}bn", 1e9),
    "time": ("{} ms|{}ms|{} hours|{} GPU hours", 1),
    "bytes": ("{} MB|{}GB|{} bytes", 1),
}
BEFORE = {
    "exact": ("",),
    "up_to": ("up to ", "as much as ", "at most ", "less than ", "<", "$\\leq$ "),
    "at_least": ("at least ", "over ", "more than ", "as few as ", ">", "$\\geq$ "),
    "approximate": ("about ", "roughly ", "~", "$\\sim$", "≈", "nearly "),
    "average": ("on average ", "an average of "),
}
BEHIND = {"at_least": (" or more", " or higher"), "up_to": (" or less", " or fewer")}
RANGES = ("{}-{}", "{}--{}", "{}–{}", "{} to {}", "between {} and {}", "{}~{}", "{}$-${}")

numbers = st.one_of(
    st.integers(2, 1800).map(str),
    st.decimals(1, 999, places=1).map(str),
    st.decimals(0, 9, places=3).map(str),
    st.integers(1_000, 9_999_999).map("{:,}".format),
)
small_numbers = st.integers(2, 900)
words = st.text("abcdefghijklmnopqrstuvwyz", min_size=4, max_size=9)
#: words that are no number ("half"), and that no number is hyphenated to ("near-1")
name_words = words.filter(
    lambda word: not find_quantities(word.capitalize()) and not HYPHENED.search(word + "-")
)


def value_of(number: str) -> float:
    return float(number.replace(",", ""))


@st.composite
def written(draw):
    """A quantity in some style, with what should be read from it."""
    unit = draw(st.sampled_from(sorted(STYLES)))
    styles, scale = STYLES[unit]
    number = draw(numbers)
    surface = draw(st.sampled_from(styles.split("|"))).format(number)
    return surface, value_of(number) * scale, unit


@given(written(), st.sampled_from(sorted(BEFORE)), st.data())
def test_a_quantity_with_a_bound_before_it_is_read_back(quantity, bound, data):
    surface, value, unit = quantity
    mark = data.draw(st.sampled_from(BEFORE[bound]))
    (found,) = find_quantities(f"The outcome: {mark}{surface} for this.")
    assert (found.value, found.unit, found.bound) == (pytest.approx(value), unit, bound)


@given(written(), st.sampled_from(sorted(BEHIND)), st.data())
def test_a_quantity_with_a_bound_behind_it_is_read_back(quantity, bound, data):
    surface, value, unit = quantity
    if unit == "points" or "**" in surface or surface.endswith("$"):
        return  # the noun or the mark-up stands between
    mark = data.draw(st.sampled_from(BEHIND[bound]))
    (found,) = find_quantities(f"The outcome: {surface}{mark}.")
    assert (found.value, found.unit, found.bound) == (pytest.approx(value), unit, bound)


@given(
    st.sampled_from(("{}x", "{}×", "{}%", "{}\\%", "{}B", "{} times", "{}\\times")),
    st.sampled_from(RANGES),
    small_numbers,
    small_numbers,
    st.booleans(),
)
def test_a_range_is_read_back(style, form, low, more, unit_once):
    high = low + more
    first = str(low) if unit_once else style.format(low)
    found = find_quantities("We measured " + form.format(first, style.format(high)) + " there.")
    scale = 1e9 if "B" in style else 1
    assert [one.value for one in found] == [low * scale, high * scale]
    assert [one.bound for one in found] == ["range", "range"]
    assert found[0].unit == found[1].unit
    assert found[0].group == found[1].group is not None


@given(
    st.sampled_from(("{}x", "{}%", "{}\\%", "{}B", "{} times", "${}\\times$")),
    st.lists(small_numbers, min_size=2, max_size=5),
    st.booleans(),
)
def test_a_list_is_read_back(style, values, unit_once):
    items = [str(one) if unit_once else style.format(one) for one in values[:-1]]
    surface = ", ".join(items) + " and " + style.format(values[-1])
    found = find_quantities(f"We measured {surface} there.")
    scale = 1e9 if "B" in style else 1
    assert [one.value for one in found] == [value * scale for value in values]
    assert {one.relation for one in found} == {"list"}
    assert len({one.unit for one in found}) == 1
    assert [one.place for one in found] == list(range(len(values)))


@given(
    name_words, st.integers(1, 999), st.sampled_from(("{}-{}", "{}{}", "{}@{}", "{}_{}", "{}/{}"))
)
def test_nothing_is_found_inside_a_name(word, number, shape):
    name = shape.format(word.capitalize(), number)
    assert find_quantities(f"We compare with {name} and {name}-style ones.") == []


@given(words, st.integers(1, 99), st.sampled_from(("x", "%", "B", "times", "ms")))
def test_nothing_is_found_inside_a_url(word, number, unit):
    path = f"{word}/{number}{unit}-{word}-{number}{unit}"
    assert find_quantities(f"It is at https://{word}.org/{path} and github.com/{path}.") == []


@given(st.text(alphabet="0123456789.,-–/%xX×$\\{}()[]~^_ +±BMKabtimes", max_size=60))
def test_surfaces_are_substrings_in_order_and_disjoint(text):
    found = find_quantities(text)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.left <= one.start for one in found)


@given(words.filter(lambda owner: owner not in NO_OWNERS), words)
def test_a_url_is_found_in_any_wrapping(owner, name):
    url = f"github.com/{owner}/{name}"
    for shape in ("{}", "https://{}", "(https://{}).", "[here](https://{})", "\\url{{https://{}}}"):
        text = "Code at " + shape.format(url) + " now"
        (span,) = find_urls(text)
        cleaned = clean(text[slice(*span)])
        assert cleaned == "https://" + url
        assert repository_of(cleaned) == f"{owner}/{name}"
        assert host_of(cleaned) == "github.com"


#: pieces that are repeated to texts a careless pattern would take forever on
HOSTILE = [
    *("1", "1.", "1,", "1,000", "(", "((", "-", "--", " ", "a", "x ", "1x ", "1 x ", "1 ", "$"),
    *("$1$", "\\times", "\\textbf{", "{", "1{", "1-", "1/", "1:", "1^", "10^", "1e", "±1", "1±1"),
    *(
        "~1",
        "[1,",
        "[1] ",
        "one ",
        "two times ",
        "a hundred ",
        "one to ",
        "half ",
        "up to ",
        "about ",
    ),
    *("up to 1 ", "of 2 ", "average of ", "and 1% ", "1% and ", "order of magnitude ", "1B-"),
    *("from 1 to 2 ", "https://", "http://a.b/c ", "a.", "a.com/", "www.", "[a](", "https://x)"),
    *("github.com/ ", "github.com/a- "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_not_its_square(piece):
    """Four times the text takes about four times as long; sixteen times would be quadratic."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            find_urls.cache_clear()
            began = time.process_time()
            find_quantities(text)
            best = min(best, time.process_time() - began)
        return best

    short, long = seconds(4_000), seconds(16_000)
    assert long < 9 * short + 0.05
