"""Dates and years at a place of a flat text."""

import re
from decimal import Decimal
from typing import NamedTuple

from ...text.numerals import DIGITS, value
from ...vocabulary import entries, expression, words

YEAR_HAN = f"[{''.join(DIGITS)}]{{4}}"
HAN = f"[{''.join(DIGITS)}{words('scales.10')[0]}]{{1,3}}"
YEAR = r"(?:1[0-9]|20)[0-9]{2}"
DASH = "(?: ?[–—~/-] ?| ?{} ?| (?:{}|{}) )".format(
    expression("ranges.joined", "zh"),
    expression("ranges.joined", "en"),
    expression("ranges.through", "en"),
)
UNIT = expression("days.of-year", "zh")
MONTH, DAY = expression("days.month", "zh"), expression("days.day", "zh")
# Behind the word for month, where it is a part of another word: 月球.
NO_MONTH = "|".join(
    each
    for entry in entries("units.time", "zh")
    if entry[2] == words("days.month")[0]
    for each in entry[4].split()
)
MONTHS = words("months")
NAMES = "|".join(sorted({*MONTHS, *words("months.short")}, key=len, reverse=True))
ENDING = "(?:{})?".format("|".join(words("ordinals.endings", "en")))
DATE = re.compile(
    "|".join(
        (
            (
                rf"(?P<year>{YEAR}|{YEAR_HAN}) ?(?:{words('days.year')[0]})? ?(?P<to>{DASH}(?P<year2>{YEAR}|[0-9]{{2}}(?![0-9])) ?)?"
                rf"(?P<unit>{UNIT})(?: ?(?P<month>[0-9]{{1,2}}|{HAN}) ?{MONTH}(?: ?(?P<day>[0-9]{{1,2}}|{HAN}) ?{DAY})?)?"
            ),
            (
                rf"(?P<month2>1?[0-9]|{HAN}) ?{MONTH}(?: ?(?P<day2>[0-9]{{1,2}}|{HAN}) ?{DAY})?(?![a-z]|{NO_MONTH})"
                rf"|(?P<month3>1?[0-9]|{HAN}) ?{MONTH} ?(?:[0-9]{{1,2}}|{HAN}) ?{DAY}"
            ),
            rf"(?P<iso>{YEAR})(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)(?:[0-3]?[0-9])(?![0-9])",
            rf"(?P<school>{YEAR})[/–-](?P<next>[0-9]{{2}})(?![0-9/.,-])",
            rf"(?P<first>{YEAR}){DASH}(?P<last>{YEAR})(?![0-9.,%])",
            rf"[0-3]?[0-9]{ENDING}(?: {words('days.of', 'en')[0]})? (?:{NAMES})(?![a-z]),?(?: (?P<year3>{YEAR})(?![0-9]))?",
            rf"(?:{NAMES})\.? [0-3]?[0-9]{ENDING}(?![0-9])(?:,? (?P<year4>{YEAR})(?![0-9]))?",
            rf"(?:{NAMES})\.?,? (?P<year5>{YEAR})(?![0-9,])",
        )
    )
)
# A number that may be a year, if nothing says what it counts.
PLAIN = re.compile(r"(?:19|20)[0-9]{2}(?![0-9]|,[0-9]|\.[0-9])")


FIRST = 1900  # an earlier number is no year, unless a word says so
COUNTED = re.compile(
    rf"(?!{UNIT})(?:{'|'.join(sorted(map(re.escape, words('measures', 'zh')), key=lambda each: (-len(each), each)))})"
)


class Date(NamedTuple):
    """A date or years. `value` is the year, if it is known; `low` and `high` are the ends of several years."""

    end: int
    value: Decimal | None
    kind: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


def date(text: str, start: int) -> Date | None:
    """The date that begins at a place of a flat text.

    >>> for each in ("2016年4月23日", "二〇二一年", "9月1日", "2021/22", "2023—2024年度", "21 october 2022", "may 19"):
    ...     print(each, *date(each, 0)[1:])
    2016年4月23日 2016 date 年 None None
    二〇二一年 2021 year 年 None None
    9月1日 None date  None None
    2021/22 2021 year  None None
    2023—2024年度 None year 年度 2023 2024
    21 october 2022 2022 date  None None
    may 19 None date  None None
    """
    found = DATE.match(text, start)
    if found is None:
        return None
    end = found.end()
    if found["year"]:
        year = year_of(found["year"])
        if found["year2"]:
            last = Decimal(found["year2"])
            last += year // 100 * 100 if last < 100 else 0
            if last <= year or found["month"]:
                return None
            return Date(end, None, "year", found["unit"], year, last)
        return Date(end, year, "date" if found["month"] else "year", found["unit"])
    if found["school"]:
        year = Decimal(found["school"])
        if (year + 1) % 100 != int(found["next"]):
            return None
        return Date(end, year, "year")
    if found["first"]:
        low, high = Decimal(found["first"]), Decimal(found["last"])
        # 1200～1500张 counts, and so does 1900—2000人.
        if low >= high or low < FIRST or COUNTED.match(text, end):
            return None
        return Date(end, None, "year", "", low, high)
    month = found["month2"] or found["month3"]
    if month and not 1 <= (value(month) or 0 if not month[0].isascii() else int(month)) <= 12:
        return None
    printed = (found[name] for name in ("iso", "year3", "year4", "year5"))
    known = next((Decimal(each) for each in printed if each), None)
    return Date(end, known, "date")


def year_of(written: str) -> Decimal:
    """A year in digits or in Han digits, one by one."""
    return Decimal("".join(str(DIGITS.get(each, each)) for each in written))
