"""Pairs of numbers for each character of a long text, in eight bytes each."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar, overload


class Pair(NamedTuple):
    """The first and last offset of what a character stands for."""

    first: int
    last: int


T = TypeVar("T", bound=tuple[int, int])


class Pairs(Sequence[T], Generic[T]):
    """A list of places or spans that takes little memory. `ones` and `others` are its two columns.

    >>> from ..model.diagnostics import Place
    >>> some = Pairs(Place, [(1, 2), (1, 3)])
    >>> some.add(2, 1)
    >>> len(some), some[-1], some[1:], list(some.ones)
    (3, Place(line=2, column=1), [Place(line=1, column=3), Place(line=2, column=1)], [1, 1, 2])
    """

    def __init__(
        self, kind: Callable[[int, int], T], pairs: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.kind = kind
        self.ones: array[int] = array("I")
        self.others: array[int] = array("I")
        for one, other in pairs:
            self.add(one, other)

    def add(self, one: int, other: int) -> None:
        """Append a pair."""
        self.ones.append(one)
        self.others.append(other)

    def __len__(self) -> int:
        return len(self.ones)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [
                self.kind(*each) for each in zip(self.ones[index], self.others[index], strict=True)
            ]
        return self.kind(self.ones[index], self.others[index])
