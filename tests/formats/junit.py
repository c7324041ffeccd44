"""Reads a report of JUnit with `junitparser`, and compares it with the findings that JSON holds.

    python3 junit.py REPORT.xml FINDINGS.json
"""

import json
import sys

from junitparser import Failure, JUnitXml

suites = JUnitXml.fromfile(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    findings = json.load(file)

cases = [(suite.name, case) for suite in suites for case in suite]
read = sorted((name, case.classname, case.name) for name, case in cases)
expected = sorted(
    (found["file"], found["file"], "{} at {line}:{column}".format(found["rule"], **found["range"]["start"]))
    for found in findings
)
assert read == expected, (read, expected)

failed = [case for _, case in cases if any(isinstance(result, Failure) for result in case.result)]
grave = [found for found in findings if found["severity"] in ("error", "warning")]
counted = (suites.tests, suites.failures, suites.errors)
assert counted == (len(findings), len(grave), 0) and len(failed) == len(grave), (counted, len(failed))
messages = sorted(result.message for case in failed for result in case.result)
assert len(messages) == len(grave) and all(messages), messages
print(f"{len(cases)} cases are read by junitparser, {len(failed)} of them failed")
