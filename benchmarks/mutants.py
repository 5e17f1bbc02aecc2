"""Every small change of a module that its tests should notice: from its syntax tree, in order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FLIPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_UNSEEN: Final = {"annotation", "returns", "decorator_list", "type_comment", "bases", "keywords"}
"""Of a definition: what says of what type it is, or how a class is made."""
_LONGEST: Final = 90


@dataclass(frozen=True)
class Mutant:
    """One change of one file. What it is called stays the same when lines move."""

    file: str
    line: int
    scope: str
    """The class or function that it is in, '' for the module."""
    change: str
    """'year >= end → year > end'."""
    number: int
    """Its place among the changes of the file."""

    @property
    def name(self) -> str:
        """What it is called in the list of equivalent ones."""
        return f"{self.file}: {self.scope}: {self.change}"

    def source(self, root: Path) -> str:
        """Return the file with the change."""
        tree = ast.parse((root / self.file).read_bytes())
        site = list(_sites(tree))[self.number]
        return ast.unparse(_Swap(site.old, site.new).visit(tree))


def mutants_of(root: Path, file: str) -> tuple[Mutant, ...]:
    """Return every mutant of a file."""
    tree = ast.parse((root / file).read_bytes())
    return tuple(
        Mutant(file, site.line, site.scope, site.change, number)
        for number, site in enumerate(_sites(tree))
    )


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Visit a node."""
        return self._new if node is self._old else super().visit(node)


# where a change can be ---------------------------------------------------------------------
@dataclass(frozen=True)
class _Site:
    """A node, and what stands in its place."""

    old: ast.AST
    new: ast.AST
    parent: ast.AST
    scope: str

    @property
    def line(self) -> int:
        """The line of the file."""
        return int(getattr(self.old, "lineno", 0))

    @property
    def change(self) -> str:
        """What is changed, in words of the language; a number with what it stands in."""
        inside = f" in {_shown(self.parent)}" if isinstance(self.old, ast.Constant) else ""
        return f"{_shown(self.old)} → {_shown(self.new)}{inside}"


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _sites(node: ast.AST, scope: str = "") -> Iterator[_Site]:
    """Yield every change below a node, in the order of the source."""
    inner = scope
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        inner = f"{scope}.{node.name}" if scope else node.name
    for condition in _conditions(node):
        yield _Site(condition, ast.UnaryOp(ast.Not(), condition), node, inner)
    for field, value in ast.iter_fields(node):
        if field in _UNSEEN and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_for_readers(child):
                yield from (_Site(child, new, node, inner) for new in _instead_of(child))
                yield from _sites(child, inner)


def _is_for_readers(node: ast.AST) -> bool:
    """Whether it is a docstring, an import for types only, or the list of public names."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


# which changes there are -------------------------------------------------------------------
def _instead_of(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp():
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield ast.BoolOp(other, node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool(given)):
            yield ast.Constant(not given)
        case ast.Constant(value=int(given)):
            yield from (ast.Constant(given + 1), ast.Constant(given - 1))
        case ast.Return():
            yield from _nothing_returned(node)
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Raise():
            yield ast.Pass()
        case ast.Call(args=[first, second, *rest]):
            if not any(isinstance(arg, ast.Starred) for arg in node.args):
                yield ast.Call(node.func, [second, first, *rest], node.keywords)


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for at, op in enumerate(node.ops):
        ops = [*node.ops]
        ops[at] = _FLIPPED[type(op)]()
        yield ast.Compare(node.left, ops, node.comparators)


def _conditions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what is asked here, unless it is changed by itself."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            asked = [test]
        case ast.comprehension(ifs=ifs):
            asked = ifs
        case _:
            asked = []
    itself = ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant
    yield from (each for each in asked if not isinstance(each, itself))


def _nothing_returned(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is None or isinstance(node.value, ast.Constant):
        return
    empty: ast.expr
    match node.value:
        case ast.List() | ast.ListComp():
            empty = ast.List([], ast.Load())
        case ast.Tuple() | ast.Call(func=ast.Name(id="tuple")):
            empty = ast.Tuple([], ast.Load())
        case ast.Dict() | ast.DictComp() | ast.Call(func=ast.Name(id="dict")):
            empty = ast.Dict([], [])
        case ast.JoinedStr():
            empty = ast.Constant("")
        case _:
            empty = ast.Constant(None)
    if ast.dump(empty) != ast.dump(node.value):
        yield ast.Return(empty)
