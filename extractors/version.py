"""The version of the extractor: of its code, its lexicons and its weights together."""

#: raised whenever the same abstract may give other facts; every run in a database names it
VERSION = "0.4.0"
