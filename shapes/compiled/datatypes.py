"""Which literals are well-formed: the lexical spaces of XML Schema's datatypes as SPARQL expressions.

SHACL wants sh:datatype to find ill-typed literals of the datatypes that SPARQL knows (section 4.1.2). A cast does not
tell: the engine's numbers and dates have limits that the standard's have not. So the lexical form is held against the
patterns of XML Schema 1.1 part 2 (section 3.3 and 3.4), and against the bounds of the integers with bounds.
"""

from __future__ import annotations

__all__ = ["well_formed"]

_XSD = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"-?([1-9][0-9]{3,}|0[0-9]{3})"
#: Years that end in 04, 08, … 96, and those of centuries that 4 divides.
_LEAP = r"-?([1-9][0-9]*)?([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12][0-9]|3[01])"
#: The days of the months, but for the 29th of February.
_MONTH_DAY = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DATE = rf"({_YEAR}-{_MONTH_DAY}|{_LEAP}-02-29)"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_DECIMAL = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_FLOATING = rf"({_DECIMAL}([eE][+-]?[0-9]+)?|[+-]?INF|NaN)"
_DAYS = r"(([0-9]+Y)?([0-9]+M)?([0-9]+D)?)"
_NAME_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = _NAME_START + r"0-9.\u00B7\u0300-\u036F\u203F-\u2040-"

#: For each datatype by local name the patterns that a well-formed literal matches, all of them.
_PATTERNS: dict[str, tuple[str, ...]] = {
    "boolean": ("true|false|0|1",),
    "decimal": (_DECIMAL,),
    "integer": (r"[+-]?[0-9]+",),
    "double": (_FLOATING,),
    "float": (_FLOATING,),
    "date": (rf"{_DATE}{_ZONE}",),
    "time": (rf"{_TIME}{_ZONE}",),
    "dateTime": (rf"{_DATE}T{_TIME}{_ZONE}",),
    "dateTimeStamp": (rf"{_DATE}T{_TIME}{_ZONE[:-1]}",),
    "gYear": (rf"{_YEAR}{_ZONE}",),
    "gMonth": (rf"--{_MONTH}{_ZONE}",),
    "gDay": (rf"---{_DAY}{_ZONE}",),
    "gYearMonth": (rf"{_YEAR}-{_MONTH}{_ZONE}",),
    "gMonthDay": (rf"--({_MONTH_DAY}|02-29){_ZONE}",),
    "duration": (rf"-?P{_DAYS}(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?", ".*[0-9][YMDHS]", ".*[^T]"),
    "yearMonthDuration": (r"-?P([0-9]+Y([0-9]+M)?|[0-9]+M)",),
    "dayTimeDuration": (
        r"-?P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?", ".*[0-9][DHMS]", ".*[^T]"),
    "hexBinary": (r"([0-9A-Fa-f]{2})*",),
    "base64Binary": (
        r"(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?="
        r"|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",),
    "language": (r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",),
    "normalizedString": (r"[^\t\n\r]*",),
    "token": (r"([^ \t\n\r]+( [^ \t\n\r]+)*)?",),
    "NMTOKEN": (rf"[{_NAME}:]+",),
    "Name": (rf"[{_NAME_START}:][{_NAME}:]*",),
    "NCName": (rf"[{_NAME_START}][{_NAME}]*",),
}  # fmt: skip

#: Integers with bounds, both inclusive.
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
#: Those without a bound on one side, whose numbers may be larger than the engine's.
_SIGNED = {
    "nonNegativeInteger": r"\+?[0-9]+|-0+",
    "positiveInteger": r"\+?0*[1-9][0-9]*",
    "nonPositiveInteger": r"-[0-9]+|\+?0+",
    "negativeInteger": r"-0*[1-9][0-9]*",
}


def well_formed(datatype: str, value: str) -> str:
    """That the literal `value` of the datatype with the IRI `datatype` is well-formed, as an expression.

    Empty where every literal of the datatype is, or where nothing is known of it. The expression may fail.

    Args:
        datatype: an IRI.
        value: a SPARQL variable.
    """
    name = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
    if name in _SIGNED:
        return _matching(value, _SIGNED[name])
    if name in _BOUNDS:
        least, most = _BOUNDS[name]
        # the engine's xsd:integer ends at 2^63, also in the query; its xsd:decimal holds all that have a bound
        number = f"<{_XSD}decimal>(STR({value}))"
        return f"{_matching(value, *_PATTERNS['integer'])} && {number} >= {least}.0 && {number} <= {most}.0"
    return _matching(value, *_PATTERNS[name]) if name in _PATTERNS else ""


def _matching(value: str, *patterns: str) -> str:
    return " && ".join(f"REGEX(STR({value}), {_quoted(f'^({pattern})$')}, 's')" for pattern in patterns)


def _quoted(pattern: str) -> str:
    r"""A pattern as a string of SPARQL; \u escapes are the query's own."""
    escaped = pattern.replace("\\", "\\\\").replace("\\\\u", "\\u").replace("\\\\U", "\\U")
    return f"'{escaped}'"
