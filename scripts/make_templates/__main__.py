"""`python scripts/make_templates [--out templates]`."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from make_templates import analysis, boxes, county, forms, indicators, ledgers, plans, reports
from make_templates.package import Template, write

TEMPLATES: dict[str, Template] = {
    **reports.TEMPLATES,
    **indicators.TEMPLATES,
    **plans.TEMPLATES,
    **ledgers.TEMPLATES,
    **boxes.TEMPLATES,
    **forms.TEMPLATES,
    **analysis.TEMPLATES,
}


COUNTY = Path(__file__).resolve().parents[2] / "src/dossier/county/县域报告.docx"


def main() -> None:
    """Write every template into the folder that is asked for."""
    parser = argparse.ArgumentParser(description="make the Word templates as they are shipped")
    parser.add_argument("--out", type=Path, default=Path("templates"))
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, template in TEMPLATES.items():
        write(template, out / name)
        print(out / name)
    # the county has no templates folder of its own
    write(county.TEMPLATE, COUNTY)
    print(COUNTY)


if __name__ == "__main__":
    main()
