"""`python scripts/make_templates [--out templates]`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from make_templates import boxes, indicators, ledgers, plans, reports
from make_templates.package import Template, write

TEMPLATES: dict[str, Template] = {
    **reports.TEMPLATES,
    **indicators.TEMPLATES,
    **plans.TEMPLATES,
    **ledgers.TEMPLATES,
    **boxes.TEMPLATES,
}


def main() -> None:
    """Write every template into the folder that is asked for."""
    parser = argparse.ArgumentParser(description="make the Word templates as they are shipped")
    parser.add_argument("--out", type=Path, default=Path("templates"))
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, template in TEMPLATES.items():
        write(template, out / name)
        print(out / name)


if __name__ == "__main__":
    main()
