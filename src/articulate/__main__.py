"""``python -m articulate``."""

from articulate.cli import main

raise SystemExit(main())
