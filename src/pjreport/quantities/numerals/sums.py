"""A number as its English words are read one by one."""

from decimal import Decimal
from fractions import Fraction

from .form import HUNDRED, step_of

THOUSAND, MILLION = 1000, 10**6


class Sum:
    """A number as its words are read one by one."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.current: Fraction | None = None  # the part below the next thousand or million
        self.last = 10**15  # the scale that the next one must be smaller than
        self.step = Fraction(1)
        self.scale = 1  # the scales at the end
        self.digits = False

    @property
    def value(self) -> Fraction:
        """The number so far."""
        return self.total + (self.current or 0)

    @property
    def begun(self) -> bool:
        """Whether anything was read."""
        return self.current is not None or bool(self.total)

    def small(self, number: int) -> bool:
        """Add a word below a hundred; False if it cannot follow."""
        if self.current is not None:
            room = self.current % 100
            tens = room >= 20 and room % 10 == 0 and 0 < number < 10
            if self.current == 0 or self.digits or not (room == 0 or tens):
                return False
        self.current = (self.current or Fraction(0)) + number
        self.step, self.scale = Fraction(1), 1
        return True

    def figures(self, number: Decimal) -> bool:
        """Add a number in digits; False if it cannot follow."""
        if self.current is not None and (self.current % 100 or number >= HUNDRED):
            return False
        self.current = (self.current or Fraction(0)) + Fraction(number)
        self.step, self.scale, self.digits = Fraction(step_of(number)), 1, True
        return True

    def times(self, scale: int) -> bool:
        """Multiply by a scale; False if it cannot follow."""
        if self.current is None and self.total:
            if scale < self.last:
                return False
            self.total, self.last = self.total * scale, scale  # three lakh crore
        elif scale < THOUSAND:
            self.current = (1 if self.current is None else self.current) * Fraction(scale)
        elif scale >= self.last:
            return False
        else:
            self.total += (1 if self.current is None else self.current) * scale
            self.current, self.last = None, scale
        self.step, self.scale = self.step * scale, self.scale * scale
        self.digits = False
        return True
