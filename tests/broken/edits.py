"""Every way to break a rule: in base.toml this becomes that, and is refused at the ^, or the top.

Where there are two problems, they come in the order of the file.
"""

KEY = "lower-case letters, digits and single hyphens"
DIGITS = "not a number of at most 18 digits; write it as printed [impossible-number]"
SORT = "sort them and drop repeats [impossible-line]"
CHECK = "check the id [dangling-reference]"
WRITE = "write it, save the file as UTF-8 [one-language]"
SAME = "merge the two or tell them apart [duplicate]"
STAFF = "[topics.staff]\n"
TOTAL = "stats.pupils.total"
OTHER = 'value = 9\nunit = "student"\nperiod = "year"\n'
COUNTED = "of something that is counted; write a whole number from 0 [impossible-number]"


def topic(key):
    return {STAFF: f"[topics.^{key}]\nzh = '甲'\nen = 'A'\n{STAFF}"}


def other(*lines):
    """One figure with these lines instead of its value, unit and period."""
    return {OTHER: "\n".join((*lines, "period = 'year'", ""))}


ONE = {'version = "1.0"\n': 'version = "1.0"\nlanguages = ["zh"]\n'}
SHAPE = [
    (
        {
            "[stats.pupils.other]": "[stats.pupils.^other]",
            OTHER: 'unit = "student"\nperiod = "year"\n',
        },
        "missing key 'value' or 'low' or 'high'; add one [missing-key]",
    ),
    (
        {"[organisations.staff.desk]": "[organisations.staff.^desk]", 'en = "Desk A"\n': ""},
        "missing key 'en'; add it [missing-key]",
    ),
    (
        ONE
        | {
            "[organisations.staff.desk]": "[organisations.staff.^desk]",
            'zh = "甲科"\n': "",
        },
        "missing key 'zh'; add it [missing-key]",
    ),
    (
        ONE
        | {
            "[organisations.staff.desk]": "[organisations.staff.^desk]",
            'zh = "甲科"\nen = "Desk A"\n': "",
        },
        "missing key 'zh'; add it [missing-key]",
    ),
    (
        {'version = "1.0"\n': 'version = "1.0"\nlanguages = [^"de"]\n'},
        "'de' is not allowed; use 'zh', 'en' [wrong-value]",
    ),
    (
        {'version = "1.0"\n': 'version = "1.0"\n^languages = []\n'},
        "list of length 0; make it at least 1 [wrong-value]",
    ),
    ({"schema = 1\n": ""}, "missing key 'schema'; add it [missing-key]"),
    ({"schema = 1": "^schema = 2"}, "2 is not allowed; use 1 [wrong-value]"),
    ({"schema = 1": "^schema = true"}, "true is not allowed; use 1 [wrong-value]"),
    (
        {"[report]\n": "[^report]\n", 'id = "school-a"\n': ""},
        "missing key 'id'; add it [missing-key]",
    ),
    ({"year = 2021": "^yaer = 2021"}, "unknown key 'yaer'; did you mean 'year'? [unknown-key]"),
    (
        {"heading = 2": "heading = 2\n^q = 1"},
        "unknown key 'q'; use one of zh, en, heading, body [unknown-key]",
    ),
    (topic("Staff"), f"bad key 'Staff'; use at most 40 {KEY} [bad-key]"),
    (topic("a" * 41), f"bad key '{'a' * 41}'; use at most 40 {KEY} [bad-key]"),
    (topic("a" * 61), f"bad key '{'a' * 57}...'; use at most 40 {KEY} [bad-key]"),
    (topic("'a b'"), f"bad key 'a b'; use at most 40 {KEY} [bad-key]"),
]

TYPES = [
    (
        {"year = 2021": '^year = "2021"'},
        "'2021' is a string; write a whole number [wrong-type]",
    ),
    ({"year = 2021": "^year = true"}, "true is a boolean; write a whole number [wrong-type]"),
    ({"year = 2021": "^year = [1]"}, "the value is a list; write a whole number [wrong-type]"),
    ({"year = 2021": "^year = {}"}, "the value is a table; write a whole number [wrong-type]"),
    (
        {"year = 2021": "^year = 2021-01-02"},
        "2021-01-02 is a date or time; write a whole number [wrong-type]",
    ),
    (
        {"year = 2021": "^year = 07:32"},
        "07:32:00 is a date or time; write a whole number [wrong-type]",
    ),
    (
        {"year = 2021": "^year = 1979-05-27T07:32Z"},
        "1979-05-27 07:32:00+00:00 is a date or time; write a whole number [wrong-type]",
    ),
    (
        {"year = 2021": "^year = nan"},
        "NaN is a decimal number; write a whole number [wrong-type]",
    ),
    ({"value = 9": '^value = "9"'}, "'9' is a string; write a number [wrong-type]"),
    ({"whole = true": "^whole = 1"}, "1 is a whole number; write true or false [wrong-type]"),
    ({"whole = true": "^en_one = 2"}, "2 is a whole number; write a string [wrong-type]"),
    ({"[4, 5]": "[4, ^'5']"}, "'5' is a string; write a whole number [wrong-type]"),
    ({'["甲报"]': '["甲报", ^7]'}, "7 is a whole number; write a string [wrong-type]"),
    ({"lines = [3]": "^lines = 3"}, "3 is a whole number; write a list [wrong-type]"),
    (
        {'glossary.one = { zh = "学生", en = "student" }': "glossary.^one = 1"},
        "1 is a whole number; write a table [wrong-type]",
    ),
]

VALUES = [
    (
        {'formula = "implied-base"': '^formula = "base"'},
        "'base' is not allowed; use 'sum', 'implied-base', 'implied-total' [wrong-value]",
    ),
    (
        {"lines = [3]": "^lines = []"},
        "list of length 0; make it at least 1 [wrong-value]",
    ),
    (
        {"body = [3, 8]": "^body = [3, 5, 8]"},
        "list of length 3; make it at most 2 [wrong-value]",
    ),
    (
        {'en = "Desk A"': '^en = ""'},
        "text of length 0; make it at least 1 [wrong-value]",
    ),
    (
        {'en = "Desk A"': '^en = "  "'},
        "'  ' does not fit; write more than spaces [wrong-value]",
    ),
    (
        {'zh = "甲科"': '^zh = "\u3000"'},
        "'\u3000' does not fit; write more than spaces [wrong-value]",
    ),
    (
        {'en = "Desk A"': f'^en = "{"A" * 1001}"'},
        "text of length 1001; make it at most 1000 [wrong-value]",
    ),
    (
        {'date = "--05-01"': '^date = "--05-32"'},
        "'--05-32' does not fit; write a month, perhaps with a day, --MM or --MM-DD [wrong-value]",
    ),
    (
        {'id = "school-a"': '^id = "School A"'},
        f"'School A' does not fit; write {KEY} [wrong-value]",
    ),
    (
        {'version = "1.0"': '^version = "1."'},
        "'1.' does not fit; write numbers with dots between them [wrong-value]",
    ),
    (
        {f'sha256 = "{"0" * 64}"': '^sha256 = "ABC"'},
        "'ABC' does not fit; write 64 hexadecimal digits, in lower case [wrong-value]",
    ),
    ({"year = 2021": "^year = 0"}, "0 is below 1; write at least 1 [impossible-number]"),
    (
        {"year = 2021": "^year = 10000"},
        "10000 is above 9999; write at most 9999 [impossible-number]",
    ),
    (
        {"year = 2021": "^year = 0xfffffffffffffffff"},
        "an integer of more than 64 bits is above 9999; write at most 9999 [impossible-number]",
    ),
]

TEXTS = [
    (
        {'zh = "甲科"': '^zh = "甲\\u202e科"'},
        "control character \\u202e in a text; delete it [control-character]",
    ),
    (
        {'zh = "甲科"': '^zh = """甲\n科"""'},
        "control character \\x0a in a text; delete it [control-character]",
    ),
    (
        {'evidence = ["甲科"]': 'evidence = ["甲科", ^"\x9b"]'},
        "control character \\x9b in a text; delete it [control-character]",
    ),
    (
        {'zh = "甲校年报"': '^zh = "ѧУ"'},
        f"no Chinese character in the report's zh name; {WRITE}",
    ),
    (
        {'note_zh = "据甲报"\nnote_en': "^note_en"},
        "note_en without note_zh; add the other language [one-language]",
    ),
    (
        {'["part_of"]': '["part_of", ^"date"]'},
        "'date' is no field of this fact; name one that is set [inferred-field]",
    ),
]

NAMES = [
    (
        {"coverage.staff": "coverage.^qqq"},
        "no topic 'qqq'; declare it under [topics] [unknown-topic]",
    ),
    (
        {'section = "first"': '^section = "q"'},
        "no section 'q'; declare it under [sections] [unknown-section]",
    ),
    (
        {'role = "unit"\nlines': '^role = "q"\nlines'},
        "no term 'q' in [vocabulary.roles]; declare it under [vocabulary.roles] [unknown-term]",
    ),
    (
        {'version = "1.0"\nperiod = "year"': 'version = "1.0"\n^period = "yaer"'},
        "no term 'yaer' in [vocabulary.periods]; did you mean 'year'? [unknown-term]",
    ),
    (
        other("value = 9", "^unit = '人'"),
        "no term '人' in [vocabulary.units]; that is what 'student' is called; write the key [unknown-term]",
    ),
    (
        {'version = "1.0"\nperiod = "year"': 'version = "1.0"\n^period = "学年"'},
        "no term '学年' in [vocabulary.periods]; that is what 'year' is called; write the key [unknown-term]",
    ),
    (
        {'key = ["stats.pupils.total"]': 'key = ["stats.pupils.total", ^"people.q.q"]'},
        "no fact 'people.q.q'; add the fact or mend the id [dangling-reference]",
    ),
    (
        other("value = 9", "unit = 'student'", "^part_of = 'stats.pupils.locals'"),
        "no fact 'stats.pupils.locals'; did you mean 'stats.pupils.local'? [dangling-reference]",
    ),
    (
        {'medium = "organisations.staff.office"': '^medium = "stats.pupils.total"'},
        f"'{TOTAL}' is not one of organisations; {CHECK}",
    ),
    (
        {'part_of = "organisations.staff.office"': '^part_of = "organisations.staff.desk"'},
        "'organisations.staff.desk' refers to itself; name another fact [dangling-reference]",
    ),
    ({'zh = "教职工"': '^zh = "学 生"'}, f"same as the zh label of 'pupils'; {SAME}"),
    (
        {'en = "Desk A"': '^en = "OFFICE Ａ"'},
        f"same as the en label of 'organisations.staff.office'; {SAME}",
    ),
    ({'zh = "学员"': '^zh = "学生"'}, f"same as the zh label of 'one'; {SAME}"),
    (
        {
            'units.percent = { zh = "%", en = "%" }': 'units.percent = { zh = "%", ^en = "STUDENTS" }'
        },
        f"same as the en label of 'student'; {SAME}",
    ),
    (
        {
            "stats.pupils.other": "stats.pupils.^other",
            OTHER: OTHER.replace("9", "120"),
            'lines = [9]\nevidence = ["9人"]': 'lines = [3]\nevidence = ["120人"]',
        },
        f"same as all that is stated of '{TOTAL}'; {SAME}",
    ),
    (
        {
            'zh = "甲处"': '^part_of = "organisations.staff.desk"\nzh = "甲处"',
            'part_of = "organisations.staff.office"': '^part_of = "organisations.staff.office"',
        },
        "'organisations.staff.office' is part of itself; break the circle [cycle]",
        "'organisations.staff.desk' is part of itself; break the circle [cycle]",
    ),
]

FIGURES = [
    (other("^value = inf", "unit = 'percent'"), DIGITS),
    (other("^value = 1e9999999999999999999", "unit = 'percent'"), DIGITS),
    (other("^value = 1e-400", "unit = 'percent'"), DIGITS),
    (other("^value = 1000000000000000000", "unit = 'student'"), DIGITS),
    (other("^value = 0xffffffffffffffffffff", "unit = 'student'"), DIGITS),
    (other("^value = -1", "unit = 'student'"), f"-1 {COUNTED}"),
    (other("^value = -0.0", "unit = 'student'"), f"-0.0 {COUNTED}"),
    (
        other("^value = -1.5", "unit = 'student'", f"growth_of = ['{TOTAL}']"),
        "-1.5 of something that is counted; write a whole number [impossible-number]",
    ),
    (other("low = 1", "^high = -inf", "unit = 'percent'"), DIGITS),
    (other("value = 1", "^step = nan", "unit = 'percent'"), DIGITS),
    (other("^low = 1.5", "high = 2", "unit = 'student'"), f"1.5 {COUNTED}"),
    (other("^value = 1.5", "unit = 'student'"), f"1.5 {COUNTED}"),
    (
        other("^value = 100.1", "unit = 'percent'", f"rate_of = ['{TOTAL}']"),
        "a rate of 100.1 %; a share lies between 0 and 100 [impossible-number]",
    ),
    (
        other("^value = -100.1", "unit = 'percent'", f"growth_of = ['{TOTAL}']"),
        "a growth of -100.1 %; nothing shrinks by more than all of itself [impossible-number]",
    ),
    (
        other("^value = 121", "unit = 'student'", f"part_of = '{TOTAL}'"),
        f"121 is more than the 120 of '{TOTAL}' it is part of; check both [impossible-number]",
    ),
    (
        other("value = 9", "unit = 'student'", f"rate_of = ['{TOTAL}']", f"^part_of = '{TOTAL}'"),
        "both rate_of and part_of; a figure is one of them, split it [relations]",
    ),
    (
        other("^value = 121", "unit = 'student'", f"part_of = '{TOTAL}'")
        | {"value = 120": "low = 100\nhigh = 120"},
        f"121 is more than the 120 of '{TOTAL}' it is part of; check both [impossible-number]",
    ),
    ({"lines = [4, 5]": "^lines = [5, 4]"}, f"line numbers do not rise; {SORT}"),
    ({"lines = [4, 5]": "^lines = [5, 5]"}, f"line numbers do not rise; {SORT}"),
    (
        {"lines = [4, 5]": "^lines = [4, 10]"},
        "line 10 of a source with 9 lines; check the number [impossible-line]",
    ),
]

FORMULAS = [
    (
        {
            'growth_of = ["stats.pupils.total"]': 'growth_of = ["stats.pupils.pass-rate"]',
            'formula = "implied-base"': '^formula = "implied-base"',
            'inputs = ["stats.pupils.growth"]\nunit = "student"': (
                'inputs = ["stats.pupils.growth"]\nunit = "percent"'
            ),
            f'inputs = ["{TOTAL}", "derived.pupils.before"]': f'inputs = ["{TOTAL}"]',
        },
        "a growth in % of a figure in % may be in points; leave it out [formula]",
    ),
    (
        {'"derived.pupils.before"]': '^"organisations.staff.desk"]'},
        f"'organisations.staff.desk' is not one of stats, derived; {CHECK}",
    ),
    (
        {'formula = "implied-total"': '^formula = "implied-base"'},
        "'implied-base' needs one input, a stat with growth_of; check the inputs [formula]",
    ),
    (
        {
            'formula = "implied-total"\ninputs = [': f'^formula = "implied-total"\ninputs = ["{TOTAL}", '
        },
        "'implied-total' needs one input, a stat with rate_of; check the inputs [formula]",
    ),
    (
        {
            'formula = "implied-total"': '^formula = "sum"',
            '["stats.pupils.pass-rate"]': '["derived.pupils.sum"]',
            'formula = "sum"': '^formula = "sum"',
            '"derived.pupils.before"]': '"derived.pupils.examined"]',
        },
        "'derived.pupils.examined' is computed from itself; check the inputs [formula]",
        "'derived.pupils.sum' is computed from itself; check the inputs [formula]",
    ),
    (
        {f'inputs = ["{TOTAL}", "derived.pupils.before"]': f'^inputs = ["{TOTAL}", "{TOTAL}"]'},
        "an input named twice; name each once [formula]",
    ),
    (
        {
            '"derived.pupils.before"]\nunit = "student"': (
                '"stats.pupils.growth"]\n^unit = "student"'
            )
        },
        "'stats.pupils.growth' is in percent, the result is not; use one unit [formula]",
    ),
]


def figure(*lines, unit="percent"):
    """One figure with these lines instead of its value, in per cent."""
    return other(*lines, *([f"unit = '{unit}'"] if unit else []))


FORM = "[figure-form]"
FORMS = [
    (figure("value = 9", "^low = 8"), f"both value and low; write one number or a range {FORM}"),
    (
        figure("low = 9", "^high = 8"),
        f"a range from 9 to 8; write the smaller number as low {FORM}",
    ),
    (
        figure("^low = 9"),
        f"a range without high; add it, or a qualifier, over or at-least {FORM}",
    ),
    (
        figure("^high = 9", "qualifier = 'over'"),
        f"a range without low; add it, or a qualifier, under or at-most or nearly {FORM}",
    ),
    (figure("value = 1", "^form = 'ratio'"), f"a ratio without its second number; add of {FORM}"),
    (
        figure("value = 1", "form = 'fraction'", "^of = 0"),
        f"0 is no number of things; write one above 0 {FORM}",
    ),
    (
        figure("value = 9", "form = 'rank'", "^of = 8", unit=None),
        f"a rank below the last of 8; check both {FORM}",
    ),
    (
        figure("value = 9", "^step = 0"),
        f"a step of 0; write what one unit of the last printed digit is worth {FORM}",
    ),
    (figure("value = 9", "^step = 10"), f"the figure is no multiple of 10; check both {FORM}"),
    (
        figure("value = 9.50", "^step = 0.01"),
        f"the digits of the figure say so already; delete it {FORM}",
    ),
    (
        figure("value = 9", "^unit_from = '(%)'", unit=None),
        f"unit_from without a unit; add the unit that these words say {FORM}",
    ),
    (
        figure("value = 9", "^unit_from_line = 2"),
        f"unit_from_line without unit_from; add the words on that line {FORM}",
    ),
    (
        figure("value = 9", f"part_of = '{TOTAL}'", f"^share_of = '{TOTAL}'", unit="student"),
        f"both part_of and share_of; a count is a part, a rate is a share {FORM}",
    ),
    (
        figure("value = 9", f"growth_of = ['{TOTAL}']", f"^share_of = '{TOTAL}'"),
        f"both growth_of and share_of; a figure is one of them, split it {FORM}",
    ),
]

EDITS = [*SHAPE, *TYPES, *VALUES, *TEXTS, *NAMES, *FIGURES, *FORMS, *FORMULAS]
