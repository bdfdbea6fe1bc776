"""Every fact of a published report, one command away, carrying the evidence it rests on."""

__version__ = "0.1.0"
