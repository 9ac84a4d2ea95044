"""Say whether anything is known against the packages of requirements.lock: `audit.py PIP-AUDIT`.

The exit code is 1 where something is. Where no index answers, that is said: silence would look like
a clean bill.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"


def verdict(report: str) -> tuple[list[str], bool]:
    """What to print of pip-audit's JSON report, and whether anything is known against a package."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ["audit: not done, for no index of vulnerabilities answers"], False
    known = [
        f"audit: {one['name']} {one['version']}: {flaw['id']}"
        f" (mended in {', '.join(flaw['fix_versions']) or 'no version yet'})"
        for one in packages
        for flaw in one.get("vulns", ())
    ]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    lines = known or [f"audit: nothing is known against {len(packages) - len(skipped)} packages"]
    if skipped:
        lines.append(
            f"audit: {len(skipped)} of {len(packages)} packages not audited, for no index of "
            "vulnerabilities answers for them"
        )
    return lines, bool(known)


def main() -> int:
    """Run it, and say what came of it."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
    done = subprocess.run(
        [sys.argv[1], "-r", str(LOCK), *options], check=False, capture_output=True, text=True
    )
    lines, wrong = verdict(done.stdout)
    print("\n".join(lines))
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
