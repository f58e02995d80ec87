"""Reading knowledge files: YAML into checked entries, with every fault named in its place."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.schema import DocumentFile, Entry, ProvisionEntry, WordingsEntry
from knowledge.tables import SAFE_LOADER

_WORDS = {
    "extra_forbidden": "khóa lạ, không có trong lược đồ",
    "missing": "thiếu khóa bắt buộc",
    "string_type": "phải là chữ (số thì đặt trong dấu nháy)",
    "string_too_short": "để trống",
    "date_from_datetime_parsing": "không phải ngày hợp lệ (viết YYYY-MM-DD)",
    "date_parsing": "không phải ngày hợp lệ (viết YYYY-MM-DD)",
    "date_type": "không phải ngày hợp lệ (viết YYYY-MM-DD)",
    "enum": "giá trị không có trong danh sách cho phép",
    "literal_error": "giá trị không có trong danh sách cho phép",
    "bool_parsing": "phải là true hoặc false",
    "tuple_type": "phải là một danh sách",
    "too_short": "có ít phần tử quá",
    "too_long": "có nhiều phần tử quá",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "greater_than_equal": "nhỏ quá",
    "bool_type": "phải là true hoặc false",
    "model_type": "phải là một mục gồm các khóa",
    "decimal_parsing": "không phải là số",
    "string_pattern_mismatch": "không đúng mẫu (mã xã, phường gồm 5 chữ số; mã câu hỏi như kh-001)",
}
_Model = TypeVar("_Model", bound=Entry)


class _StrictLoader(SAFE_LOADER):  # type: ignore[misc]
    """A safe loader that refuses a key written twice."""


def _strict_mapping(loader: Any, node: Any) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        if key_node.value in seen:
            raise yaml.MarkedYAMLError(
                problem=f"khóa “{key_node.value}” viết hai lần", problem_mark=key_node.start_mark
            )
        seen.add(key_node.value)
    return dict(yaml.SafeLoader.construct_mapping(loader, node, deep=True))


def _written_date(loader: Any, node: Any) -> str:
    """Leave dates as written: YAML would refuse 2026-13-01 without saying where it stands."""
    return str(loader.construct_scalar(node))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _strict_mapping)
_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _written_date)


def document_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of `root` that hold one document each, by name."""
    if not root.is_dir():
        return ()
    folders = (path for path in root.iterdir() if path.is_dir())
    return tuple(sorted(path for path in folders if not path.name.startswith((".", "_"))))


def read_info(folder: Path, faults: list[str]) -> DocumentFile | None:
    """Return `document.yaml` of `folder`; what is wrong goes to `faults`."""
    place = f"{folder.name}/document.yaml"
    content = read_yaml(folder / "document.yaml", place, faults)
    if content is None:
        return None
    return validate(DocumentFile, content, place, "", faults)


def read_provisions(folder: Path, faults: list[str]) -> tuple[ProvisionEntry, ...]:
    """Return the entries of `provisions.yaml` of `folder`; what is wrong goes to `faults`."""
    place = f"{folder.name}/provisions.yaml"
    content = read_yaml(folder / "provisions.yaml", place, faults)
    if content is None:
        return ()
    if not isinstance(content, list):
        faults.append(f"{place}: phải là một danh sách các mục")
        return ()
    entries = (
        validate(ProvisionEntry, item, place, _name_of(item, index), faults)
        for index, item in enumerate(content, start=1)
    )
    return tuple(entry for entry in entries if entry is not None)


def read_wordings(folder: Path, faults: list[str]) -> dict[str, tuple[str, ...]]:
    """Return `wordings.yaml` of `folder` by key, empty where there is no such file."""
    path, place = folder / "wordings.yaml", f"{folder.name}/wordings.yaml"
    if not path.exists():
        return {}
    content = read_yaml(path, place, faults)
    if content is None:
        return {}
    if not isinstance(content, dict):
        faults.append(f"{place}: phải gồm các khóa đoạn, mỗi khóa một danh sách cách nói")
        return {}
    read = {
        str(key): validate(WordingsEntry, {"said": said}, place, str(key), faults)
        for key, said in content.items()
    }
    return {key: entry.said for key, entry in read.items() if entry is not None}


def read_yaml(path: Path, place: str, faults: list[str]) -> Any:
    """Return the content of a YAML file, None when there is a fault."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except FileNotFoundError:
        faults.append(f"{place}: thiếu tệp")
        return None
    except UnicodeDecodeError:
        faults.append(f"{place}: không phải văn bản UTF-8")
        return None
    except OSError as error:
        faults.append(f"{place}: không đọc được ({error.strerror})")
        return None
    except yaml.YAMLError as error:
        faults.append(f"{place}: {_describe(error)}")
        return None
    except ValueError as error:
        faults.append(f"{place}: giá trị không hợp lệ ({error})")
        return None
    if content is None:
        faults.append(f"{place}: tệp trống")
    return content


def _describe(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "không đọc được"
    line = f"dòng {mark.line + 1}: " if mark is not None else ""
    return f"{line}lỗi cú pháp YAML ({problem})"


def _name_of(item: Any, index: int) -> str:
    """Return the path of an entry, or its place in the list when it has none."""
    path = item.get("path") if isinstance(item, dict) else None
    return str(path) if path else f"mục thứ {index}"


def validate(
    model: type[_Model], content: Any, place: str, name: str, faults: list[str]
) -> _Model | None:
    """Return `content` as an entry, None where it is none; `faults` gets file, name and key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        for fault in error.errors():
            spot = _spot(name, fault["loc"])
            words = _WORDS.get(fault["type"], f"giá trị không hợp lệ ({fault['msg']})")
            faults.append(": ".join(piece for piece in (place, spot, words) if piece))
        return None


def _spot(name: str, location: tuple[int | str, ...]) -> str:
    """Return a place such as `III.2.đ#2 milestones.1.due`; counting starts at 1."""
    pieces = list(location)
    if name and pieces[:1] == ["paragraphs"] and len(pieces) > 1:
        name = f"{name}#{int(pieces[1]) + 1}"
        pieces = pieces[2:]
    keys = ".".join(str(piece + 1) if isinstance(piece, int) else piece for piece in pieces)
    return " ".join(piece for piece in (name, keys) if piece)
