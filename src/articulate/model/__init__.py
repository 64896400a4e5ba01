"""Frozen values: what a school writes, and what we say back."""
