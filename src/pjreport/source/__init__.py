"""The text of a report: put together, searched for quotations."""
