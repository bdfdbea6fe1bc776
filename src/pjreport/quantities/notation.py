"""The number of a figure as people print it: with its sign, its scale, as a range or a ratio."""

from decimal import Decimal, localcontext

from ..model.base import Record
from ..model.formula import PRECISION, Figure, digits, plain

FORMS = {  # of figures that are no plain numbers; a rank has another form for its range
    "ratio": ("{0}:{1}", "{0}:{1}"),
    "fraction": ("{0}/{1}", "{0}/{1}"),
    "rank": ("第{0}", "no. {0}"),
    "rank of": ("第{0}/{1}", "no. {0} of {1}"),
    "first ranks": ("前{0}", "top {0}"),
    "first ranks of": ("前{0}/{1}", "top {0} of {1}"),
}
RANGE = "–"
ENDS = ("value", "low", "high")


def said(record: Record, lang: str) -> str:
    """The number of a figure without its qualifier and unit: `5228`, `+46.15`, `20.58万`, `1:15`."""
    english = lang == "en"
    form, of, step = (record.get(field) for field in ("form", "of", "step"))
    growth = bool(record.get("growth_of"))
    ends = [record.get(end) for end in ("low", "high")]
    if record["value"] is not None:
        number = one(record["value"], step, lang, growth=growth)
    else:
        stated = [end for end in ends if end is not None]
        number = span(stated, step, lang, growth=growth)
    if form is None:
        return number
    if form == "rank":
        form = "first ranks" if record["value"] is None and ends[0] is None else form
        form += " of" if of is not None else ""
    return FORMS[form][english].format(number, "" if of is None else plain(of))


def span(ends: list[Figure], step: Figure | None, lang: str, *, growth: bool) -> str:
    """A range; only the end that is there, if the other is open. The scale is said once."""
    texts = [one(end, step, lang, growth=growth) for end in ends]
    return RANGE.join(texts)


def one(value: Figure, step: Figure | None, lang: str, *, growth: bool) -> str:
    """One number, with a plus if it is a growth."""
    number, scale = scaled(value, step, lang)
    return f"{'+' if growth and value > 0 else ''}{number}{scale}"


def scaled(value: Figure, step: Figure | None, lang: str) -> tuple[str, str]:
    """The digits of a figure, and the word of the scale in which its last printed digit shows.

    A number with a `step` is never written with zeros that the report does not print. The scale is
    the greatest in which a digit stands before the point.

    >>> scaled(205800, 100, "zh"), scaled(205800, 100, "en"), scaled(5228, None, "en")
    (('20.58', '万'), ('205.8', ' thousand'), ('5228', ''))
    """
    if step is None:
        return plain(value), ""
    fitting = {worth: word for worth, word in scales(lang).items() if Decimal(worth) >= step}
    before = [worth for worth in fitting if abs(Decimal(value)) >= worth]
    worth = max(before) if before else min(fitting, default=1)
    with localcontext(prec=PRECISION):
        places = digits((Decimal(step) / worth).normalize())
        number = (Decimal(value) / worth).quantize(Decimal(1).scaleb(-places))
    return plain(number), fitting.get(worth, "")


def scales(lang: str) -> dict[int, str]:
    """The words of scales in a language by what they are worth, with the space before them."""
    from ..vocabulary import group  # most figures need none

    gap = "" if lang == "zh" else " "
    return {int(worth): gap + word for worth, [word] in group("printed-scales", lang).items()}


def texts(record: Record) -> list[str]:
    """The numbers of a figure as people may look for them: plain, and as they are printed."""
    stated = [record[end] for end in ENDS if record.get(end) is not None]
    return list(dict.fromkeys([*map(plain, stated), said(record, "zh"), said(record, "en")]))
