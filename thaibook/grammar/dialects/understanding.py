"""The text of a chapter with what other programs add to Markdown made into our own.

Enters: the text. Leaves: the text, with as many lines, so that every message keeps its line;
and Remarks on what was left as it was typed, or left out. All that reads the text afterwards
(markup, lint, the proof) reads the one that leaves here, so that none can disagree.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import Remark
from thaibook.grammar.dialects.wiki_links import Find

# What no construct can do without: a text that has none of these is as it should be.
SIGNS = re.compile(
    r"\[\[|\[!|%%|\{[%{:#=/-]|\^\[|^\^|[ \t]\^[A-Za-z0-9]|^ {0,3}~ |@[A-Za-z0-9_{]|\[(?:toc|TOC)\]"
    r"|(?<!:):{3,}+[ \t]*(?:\{|[^\s:{][^\n]*?(?:[{\[]|title=|:{3}))"
    r"|^ {0,3}\|(?: |$)|^ {0,3}\+[-=:]|^ {0,3}-{2,}[ \t]+-|^ {0,12}#\.|\(@|\(ref:"
    r"|[^\s:]:: \S|`r [a-z]|`\{\{?(?:r|python|julia)\}|`\$?= ?[a-z]"
    r"|\]:[ \t]*<[^<>\n]* |\] \(https?:"
    r"|^---\n[a-z][\w-]*:"
    r"|[`~]admonish|[`~] +admonish|=\{|\{(?:props|frontMatter)\."
    r"|\$[^$\n|]{1,80}\|[^$\n|]{1,80}\$|\$`"
    r"|\{[a-z_]+=\"|<%|^[ \t>]*[-*+] \[[^ xX\]\w]\]|\|\d+(?:x\d+)?\]\(|\\[A-Za-z \\]|data:image"
    r"|^[ \t>]*\{[.#a-z][^{}\n]*\}[ \t]*$|<[a-z]+[^<>\n]*$|^[ \t>]+<!--|<a\s[^<>\n]*></a>"
    r"|<(?:center|aside|div|p|h[1-6]|td|th|tr|table|details|summary|li|section|blockquote|ul|ol|dl|dd|article|figure|tabs|tabitem|tab)[\s>]"
    r"|(?P<eye>[@;.°・¬'\"$%#!?~+|])_+(?P=eye)|<[a-z]\w* [^<>=\n]*[\u0e01-\u0e5b][^<>=\n]*>"
    r"|¯\\_|>_|\^_|=_|\*_|<_|-_+-|\*[-^.´`_=▽ω∀°]{1,5}\*|>\.<|>o<|\^o\^"
    r"|^[ \t>]*(?:[-*+] +)?#[A-Za-z0-9\u0e01-\u0e5b]"
    r"|^ {0,3}~{3,}[ \t]*$|^[^\s\n][^\t\n]*\t[^\t\n]*\t"
    r"|^[ \t>]*\*\*+ ?[^*\n]+$|[^\s*]\*(?:\s|$)"
    r"|[\u0e01-\u0e5bA-Z]\*\*?[\u0e01-\u0e5bA-Z]|[0-9๐-๙]\*[0-9๐-๙]"
    r"|\S \*\*|(?<![\w:/]):[a-z0-9+-][a-z0-9_+-]*:",
    re.MULTILINE | re.IGNORECASE,
)
# No such line without one of these, which most lines of prose lack.
SIGN = re.compile(r"[\[%{^@:|+\-#<\\*_>~$`\t]")
# Chords of a song: the only construct without a sign.
CHORDS = re.compile(r"^(?:[ \t]+[A-G]|[A-G]\S{0,6}[ \t]+[A-G])[#a-z0-9/ \t]", re.MULTILINE)
RESERVED = ("\x02", "\x03")  # marks of a Draft; the text is refused for them later


def understood(text: str, find: Find = lambda name: None) -> tuple[str, tuple[Remark, ...]]:
    """The text in our own Markdown, and what could not be said in it.

    find: the address, from this text, of the file of the book that a wiki link names.
    """
    signed = "\n".join(line for line in text.split("\n") if SIGN.search(line))
    if not (SIGNS.search(signed) or CHORDS.search(text)) or any(sign in text for sign in RESERVED):
        return text, ()
    # Imported late: most chapters have no such sign, and a start takes 5 ms less.
    from thaibook.grammar.dialects.translating import translated

    return translated(text, find)
