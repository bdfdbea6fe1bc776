"""The rows of the rules, one group a file: name, summary, explanation and function of each."""
