"""A YAML text as mappings with line numbers, and the questions one asks of them.

Enters: the text of book.yaml, of a header, of corrections. Leaves: strings, flags and lists,
and a Problem for each thing that is wrong, at its line. Values stay the text that the author wrote:
YAML's guesses (dates, numbers, yes and no) are not made.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

import yaml

from thaibook.messages import MAX_TOLD, BookError, Phrase, Problem, name_of_character, problem
from thaibook.text import CONTROL

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_VALUE = 20_000  # letters: the longest blurb has 4 000
MAX_ITEMS = 5_000  # of one list: a collection of a thousand articles is large
MAX_DEPTH = 50  # of lists and mappings within one another; the book's own go four deep
NO_TOKEN = "found character that cannot start any token"  # libyaml, src/scanner.c
TRUE, FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


class YamlMapping:
    """One mapping of a YAML text: each question names a key and gives its value.

    Every fault is added to the list of problems that the caller passes in.
    """

    def __init__(
        self,
        node: yaml.Node | None,
        where: str,
        known: tuple[str, ...],
        path: Path,
        problems: list[Problem],
        unknown: str = "unknown-key",
    ) -> None:
        self._where, self._path, self._problems = where, path, problems
        self.line = _line(node) if node else 1
        self._nodes: dict[str, yaml.Node] = {}
        if node is None or _is_empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, where, " ".join(f"{key}: …" for key in known[:2]))
            return
        for key_node, value in node.value:
            if len(problems) > MAX_TOLD:
                return
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in self._nodes:
                self._report("double-key", key_node, key=key)
            elif key not in known:
                nearest = get_close_matches(key, known, 1, 0.0)[0]
                known_keys = ", ".join(known)
                self._report(
                    unknown, key_node, key=key, where=where, nearest=nearest, known=known_keys
                )
            else:
                self._nodes[key] = value

    def tell(self, problems: list[Problem]) -> None:
        """Add what is found from now on to another list."""
        self._problems = problems

    def _report(self, code: str, node: yaml.Node, **words: object) -> None:
        self._problems.append(problem(code, self._path, _line(node), **words))

    def wrong(self, node: yaml.Node, key: str, wanted: str) -> None:
        """Report that the value at `node` cannot be used."""
        value = str(node.value)[:60] if isinstance(node, yaml.ScalarNode) else "…"
        self._report("wrong-value", node, key=key, value=value, wanted=Phrase(wanted))

    def refuse(self, key: str, wanted: str) -> None:
        """Report that the value at `key`, though well-formed, cannot be used."""
        self.wrong(self._nodes[key], key, wanted)

    def has(self, key: str) -> bool:
        """Whether the author wrote something at `key`."""
        return key in self._nodes and not _is_empty(self._nodes[key])

    def is_bare(self, key: str) -> bool:
        """Whether the author wrote `key` and nothing behind it."""
        return key in self._nodes and _is_empty(self._nodes[key])

    def line_of(self, key: str) -> int:
        """The line of a key's value, or of the mapping where the key is missing."""
        return _line(self._nodes[key]) if key in self._nodes else self.line

    def text(
        self, key: str, default: str = "", accept: str = "", wanted: str = "text in one line"
    ) -> str:
        """The text at `key`; with `accept`, only one that the pattern matches whole."""
        node = self._nodes.get(key)
        if node is None or _is_empty(node):
            return default
        if self._is_strange(node):
            return default
        value = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else None
        if value is None or (accept and not re.fullmatch(accept, value)):
            self.wrong(node, key, wanted)
            return default
        return value

    def _is_strange(self, node: yaml.Node) -> bool:
        """Whether a text cannot be part of a book; then the fault is reported."""
        if not isinstance(node, yaml.ScalarNode):
            return False
        if strange := CONTROL.search(node.value):  # out of an escape such as "\\0"
            self._report("control-character", node, character=name_of_character(strange[0]))
        elif len(node.value) > MAX_VALUE:
            words = {
                "what": Phrase("letters in one value"),
                "count": len(node.value),
                "limit": MAX_VALUE,
            }
            self._report("too-much", node, **words)
        else:
            return False
        return True

    def _items(self, key: str) -> list[yaml.Node]:
        """The entries of the list at `key`; one value is a list of one."""
        node = self._nodes.get(key)
        if node is None or _is_empty(node):
            return []
        items: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if len(items) > MAX_ITEMS:
            words = {"what": Phrase(f"entries of {key}"), "count": len(items), "limit": MAX_ITEMS}
            self._report("too-much", items[MAX_ITEMS], **words)
        return items[:MAX_ITEMS]

    def names(self, key: str) -> tuple[str, ...]:
        """The names at `key`: one text, or a list of texts, or of mappings that have a `name`,
        which may again be one of its parts (as Quarto has authors)."""
        found = (self._name(item, key) for item in self._items(key))
        return tuple(name for name in found if name)

    def _name(self, node: yaml.Node, key: str) -> str:
        if isinstance(node, yaml.MappingNode):
            values = {each.value: value for each, value in node.value if each.value}
            if "name" in values:
                return self._name(values["name"], key)
            parts = [values[part] for part in ("given", "family", "literal") if part in values]
            return " ".join(filter(None, (self._name(part, key) for part in parts)))
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, key, "text in one line")
            return ""
        return "" if self._is_strange(node) else " ".join(node.value.split())

    def verbatim(self, key: str) -> str:
        """The text at `key` with its spaces and line ends as they are."""
        node = self._nodes.get(key)
        if node is None or _is_empty(node):
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, key, '"text"')
            return ""
        return str(node.value)

    def lines(self, key: str) -> str:
        """The text at `key`, line by line."""
        node = self._nodes.get(key)
        if not self.text(key) or not isinstance(node, yaml.ScalarNode):
            return ""
        lines = (" ".join(line.split()) for line in node.value.strip().split("\n"))
        return "\n".join(lines)

    def is_text(self, key: str) -> bool:
        """Whether one text stands at `key`, and no list or mapping."""
        return isinstance(self._nodes.get(key), yaml.ScalarNode)

    def is_mapping(self, key: str) -> bool:
        """Whether keys and values stand at `key`."""
        return isinstance(self._nodes.get(key), yaml.MappingNode)

    def block(self, key: str) -> str:
        """The text at `key`, line by line, each with the spaces that it begins with."""
        if not self.text(key):
            return ""
        lines = self.verbatim(key).expandtabs().split("\n")
        return "\n".join(line.rstrip() for line in lines).strip("\n")

    def block_of_lines(self, key: str) -> tuple[str, ...]:
        """The lines at `key`: those of one text, or of a list of texts."""
        return self._lines_of(self._nodes.get(key), key)

    def _lines_of(self, node: yaml.Node | None, key: str) -> tuple[str, ...]:
        if node is None or _is_empty(node):
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        lines: list[str] = []
        for item in items[:MAX_ITEMS]:
            if not isinstance(item, yaml.ScalarNode):
                self.wrong(item, key, '"text"')
            elif not self._is_strange(item):
                lines += (" ".join(line.split()) for line in item.value.strip().split("\n"))
        return tuple(lines)

    def pairs(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(name, lines) of what stands at `key` by names of the author's own: a mapping, a list
        of mappings, or texts, whose name is ""."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for item in self._items(key):
            if not isinstance(item, yaml.MappingNode):
                found.append(("", self._lines_of(item, key)))
                continue
            values = {str(name.value): value for name, value in item.value}
            if set(values) == {"role", "name"}:
                roles = self._lines_of(values["role"], key)
                found.append((" ".join(roles), self._lines_of(values["name"], key)))
                continue
            for name, value in item.value:
                roles = self._lines_of(name, key)
                found.append((" ".join(roles), self._lines_of(value, key)))
        return tuple((name, lines) for name, lines in found if any(lines))

    def required(self, key: str, example: str = "…") -> str:
        """The text at `key`, which the author has to give; example: such a text."""
        told = len(self._problems)
        value = self.text(key)
        if not value and len(self._problems) == told:
            words = {"key": key, "example": example}
            self._problems.append(problem("missing-key", self._path, self.line, **words))
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false at `key`."""
        value = self.text(key, "", "(?i:true|false|yes|no|on|off)", "true | false").lower()
        return default if not value else value in TRUE

    def choice(self, key: str, options: tuple[str, ...], wanted: str = "") -> str:
        """One of `options`; the first is the default."""
        pattern = "|".join(re.escape(option) for option in options)
        return self.text(key, options[0], pattern, wanted or " | ".join(options))

    def texts(self, key: str, wanted: str) -> tuple[tuple[str, int], ...]:
        """The list at `key` (or the one text) as pairs of text and line."""
        texts = []
        for item in self._items(key):
            if self._is_strange(item):
                continue
            if isinstance(item, yaml.ScalarNode) and item.value.strip():
                texts.append((" ".join(item.value.split()), _line(item)))
            else:
                self.wrong(item, key, wanted)
        return tuple(texts)

    def mapping(self, key: str, known: tuple[str, ...], plain: str = "") -> YamlMapping:
        """The mapping at `key`, empty where there is none; a plain text stands for
        `{plain: text}`."""
        node = self._nodes.get(key)
        node = _as_mapping(node, plain) if node is not None and plain else node
        return YamlMapping(node, key, known, self._path, self._problems)

    def mappings(self, key: str, known: tuple[str, ...], plain: str) -> tuple[YamlMapping, ...]:
        """The list of mappings at `key`; a plain text stands for `{plain: text}`."""
        return tuple(
            YamlMapping(_as_mapping(item, plain), key, known, self._path, self._problems)
            for item in self._items(key)
        )


def read_yaml(
    text: str,
    path: Path,
    known: tuple[str, ...],
    problems: list[Problem],
    unknown: str = "unknown-key",
) -> YamlMapping:
    """The top mapping of a YAML text; unknown is the code for a key that is not `known`.

    Raises BookError: yaml-broken, yaml-tab, yaml-quote, yaml-alias, too-much.
    """
    try:
        _refuse_bombs(text, path)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line + 1, text.count("\n") + 1) if mark else 0
        raise BookError([_broken(error, text, path, line)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        words = {"reason": name_of_character(chr(int(error.character))), "where": path.name}
        raise BookError([problem("yaml-broken", path, line, **words)]) from None
    return YamlMapping(node, path.name, known, path, problems, unknown)


def _broken(error: yaml.MarkedYAMLError, text: str, path: Path, line: int) -> Problem:
    """What is wrong with a line, in an author's words where it is one of the usual slips."""
    written = text.split("\n")[line - 1] if line else ""
    if re.match(r"[ \t]*\t", written):
        return problem("yaml-tab", path, line, where=path.name)
    column = error.problem_mark.column if error.problem_mark else 0
    if error.problem == NO_TOKEN and written[column : column + 1] in ("@", "`", "%"):
        sign, value = written[column], written[column:].partition(" #")[0].strip()
        return problem("yaml-quote", path, line, sign=sign, value=value)
    said = Phrase(" ".join(part for part in (error.problem, error.context) if part))
    return problem("yaml-broken", path, line, reason=said, where=path.name)


def _refuse_bombs(text: str, path: Path) -> None:
    """Refuse what would unfold to gigabytes (aliases) or fill the stack (deep nesting).

    The parser gives events one by one; only what builds nodes of them goes down and down.
    """
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise BookError([problem("yaml-alias", path, line, name=event.anchor)])
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            words = {
                "what": Phrase("levels within one another"),
                "count": depth,
                "limit": MAX_DEPTH,
            }
            raise BookError([problem("too-much", path, line, **words)])


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _is_empty(node: yaml.Node) -> bool:
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return plain and node.value in ("", "~", "null")


def _as_mapping(node: yaml.Node, plain: str) -> yaml.Node:
    if not isinstance(node, yaml.ScalarNode):
        return node
    key = yaml.ScalarNode("tag:yaml.org,2002:str", plain, node.start_mark, node.end_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)
