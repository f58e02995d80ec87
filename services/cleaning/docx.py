"""DOCX files are packed anew: no macros, nothing embedded, no author, pictures drawn anew."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from domain.attachments import FileFault
from services.cleaning.pictures import clean_picture
from services.cleaning.refusal import Refused

_MOST_PARTS = 1000
_MOST_UNPACKED = 60 * 1024 * 1024
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(r"vbaproject|vbadata|/embeddings/|/activex/|\.bin$|\.exe$|/ctrlprops/", re.I)
_DROPPED = re.compile(
    r"^(?:docProps/|customXml/)|people\.xml$|comments(?:Ids|Extended|Extensible)\.xml$", re.I
)
_PICTURE = re.compile(r"\.(?:png|jpe?g)$", re.I)
_COPIED = re.compile(r"\.(?:xml|rels|odttf)$", re.I)
# Names of people and moments of their work, in whatever namespace.
_PERSONAL = re.compile(r"^(?:author|initials|date|dateUtc|userId|providerId|rsid\w*)$")
_NAMED = re.compile(r"^(?:author|initials)$")


def clean_docx(content: bytes) -> bytes:
    """Return the document without what could act and without who wrote it.

    Raises:
        Refused: it is no such document, holds something active, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = _parts(package, len(content))
            return _packed({name: package.read(name) for name in parts})
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError):
        raise Refused(FileFault.BROKEN) from None
    except RuntimeError:
        # What zipfile raises for a part that wants a password.
        raise Refused(FileFault.LOCKED) from None


def _parts(package: zipfile.ZipFile, size: int) -> list[str]:
    members = [one for one in package.infolist() if not one.is_dir()]
    names = [one.filename for one in members]
    if len(members) > _MOST_PARTS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise Refused(FileFault.HEAVY)
    if len(set(map(str.lower, names))) != len(names) or package.comment:
        raise Refused(FileFault.MIXED)
    if any(_ACTIVE.search(f"/{name}") for name in names):
        raise Refused(FileFault.ACTIVE)
    if _TYPES not in names or "word/document.xml" not in names:
        raise Refused(FileFault.UNKNOWN_KIND)
    return [name for name in names if not _DROPPED.search(name)]


def _packed(parts: dict[str, bytes]) -> bytes:
    if _MAIN.encode() not in parts[_TYPES]:
        raise Refused(FileFault.ACTIVE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), _cleaned(name, content, parts))
    return out.getvalue()


def _cleaned(name: str, content: bytes, parts: Iterable[str]) -> bytes:
    if _PICTURE.search(name):
        return clean_picture(content, keeps_format=True)[0]
    if not _COPIED.search(name):
        raise Refused(FileFault.ACTIVE)
    if name.endswith(".odttf"):
        return content
    root = _read(content)
    if name == _TYPES:
        _keep(root, "PartName", lambda part: part.lstrip("/") in parts)
    elif name.endswith(".rels"):
        _clean_relations(root, name, parts)
    else:
        _forget_people(root)
    return _write(root)


def _read(content: bytes) -> Any:
    from lxml import etree

    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused(FileFault.ACTIVE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Refused(FileFault.BROKEN) from None


def _write(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _keep(root: Any, attribute: str, is_kept: Any) -> None:
    for one in list(root):
        value = one.get(attribute)
        if value is not None and not is_kept(value):
            root.remove(one)


def _clean_relations(root: Any, name: str, parts: Iterable[str]) -> None:
    """Keep what leads to parts of the document and links that a reader may press."""
    folder = name.partition("_rels/")[0]
    for one in list(root):
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        if one.get("TargetMode") == "External":
            if kind == "attachedTemplate":
                root.remove(one)
            elif kind != "hyperlink":
                raise Refused(FileFault.ACTIVE)
        elif _resolved(folder, target) not in parts:
            root.remove(one)


def _resolved(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else folder + target
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _forget_people(root: Any) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.rpartition("}")[2] == "attachedTemplate":
            element.getparent().remove(element)
            continue
        for key in list(element.attrib):
            bare = key.rpartition("}")[2]
            if _NAMED.match(bare):
                # The format wants a name here, so none in particular is given.
                element.attrib[key] = "-"
            elif _PERSONAL.match(bare) and "wordprocessingml" in key:
                del element.attrib[key]
