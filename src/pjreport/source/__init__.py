"""The text of a report: repaired, and searched for quotations."""
