"""Subcommands with much to say: each module adds its arguments (``add``) and runs (``run``)."""
