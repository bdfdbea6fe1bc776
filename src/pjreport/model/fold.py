"""One way to compare names: what differs only in width, case or spaces is the same."""


def fold(name: str) -> str:
    """A name as it is compared, never as it is shown.

    >>> fold("Vocational  Training"), fold("１５批")
    ('vocationaltraining', '15批')
    """
    import unicodedata  # only where names are compared

    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
