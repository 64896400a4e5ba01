"""The papers that two schools file together: programme, the four standards, work plan, chain of abilities.

Each is written from the same pathway, plan and chain, so that names, hours, levels and terms agree.
"""
