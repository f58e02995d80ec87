"""The work that a sentence names, without who does it and by when."""

import re

from domain.register import Unit
from knowledge.parser.bodies import mentions_in
from knowledge.parser.fields import read_labelled
from knowledge.parser.timings import dues_in

_OPENING_WORDS = re.compile(
    r"^[\s,;:–-]*(?:(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|phân công|yêu cầu|chủ trì|phối hợp|với|"
    r"cùng|đồng|và|nêu trên|nói trên|các|là cơ quan|cơ quan|đơn vị|thường trực|có trách nhiệm|"
    r"tham mưu)[\s,:]*)*$",
    re.IGNORECASE,
)
_OPENING_TAIL = re.compile(
    r"^\s*(?:là (?:cơ quan|đơn vị) [^,;.]*,\s*)?"
    r"(?:(?:và các (?:cơ quan|đơn vị|địa phương|sở, ban, ngành)(?:, (?:đơn vị|địa phương))?"
    r"(?: có)? liên quan|có trách nhiệm|nêu trên|nói trên|(?:đồng |cùng )?chủ trì|"
    r",?\s*phối hợp với các (?:cơ quan|đơn vị)"
    r"(?:, (?:đơn vị|địa phương))?(?: có)? liên quan)[\s,:]*)*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"(?:(?:và|để)\s+)?(?:tổ chức|triển khai|thực hiện|\s)*", re.IGNORECASE)
_PARTNERS = re.compile(
    r"(?:(?:chủ trì,? )?phối hợp (?:chặt chẽ )?(?:với|cùng)|cùng với|và|nêu trên|nói trên)\b",
    re.IGNORECASE,
)


def title_of(text: str, units: tuple[Unit, ...]) -> str:
    """Return what a task that has no heading is called: its work, be it with some partners."""
    return work_of(text, units) or _capital(_clause(text[_opening_end(text, units) :]))


def work_of(text: str, units: tuple[Unit, ...]) -> str:
    """Return the work that a sentence names, without who does it and by when; "" for none."""
    labels = read_labelled(text)
    sentence = text[: labels[0].start] if labels and labels[0].start else text
    opening = _opening_end(sentence, units)
    work = _clause(sentence[opening:])
    return "" if _EMPTY.fullmatch(work) else _capital(_without_partners(work))


def _capital(work: str) -> str:
    return work[:1].upper() + work[1:]


def _clause(text: str) -> str:
    """Return the first clause up to a parenthesis or the wording of its time."""
    first = re.split(r"\s*[;(]\s*|\.(?:\s|/|$)", text.strip(" ,:"))[0]
    dues = dues_in(first)
    return (dues[0].what if dues else first).strip(" ,.;:–-(")


def _without_partners(work: str) -> str:
    """Return `work` after a list of bodies that was not read to its end."""
    if _PARTNERS.match(work) is None:
        return work
    _, comma, rest = work.rpartition(", ")
    is_verb = rest[:1].islower() and not _PARTNERS.match(rest) and len(rest.split()) > 1
    return rest if comma and is_verb else ""


def _opening_end(text: str, units: tuple[Unit, ...]) -> int:
    """Return where "Giao Sở A chủ trì, phối hợp với Sở B" ends, 0 without such an opening."""
    end = 0
    for mention in mentions_in(text, units):
        if not _OPENING_WORDS.match(text[end : mention.start]):
            break
        end = mention.end
    if end == 0:
        return 0
    after = _OPENING_TAIL.match(text[end:])
    return end + (after.end() if after else 0)
