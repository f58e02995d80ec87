"""The last words of a plan, which belong to no part of it."""

import re

from knowledge.parser.outline import Node

_CLOSING = re.compile(
    r"^(?:Trong quá trình|Trên đây là|Yêu cầu|Đề nghị (?:các|thủ trưởng)|Kế hoạch này|"
    r"Quá trình|Nhận được|Căn cứ (?:nội dung )?(?:Kế hoạch|Chương trình|Chỉ thị) này|"
    r"Giao (?:Giám đốc|Thủ trưởng)|Nếu có|UBND .{0,60}yêu cầu)"
)


def take_closing(nodes: list[Node]) -> Node | None:
    """Move the closing paragraphs of the last part into a place of their own and return it."""
    if not nodes:
        return None
    last = nodes[-1]
    count = _closing_count(last)
    if not count:
        return None
    top = last
    while top.parent is not None:
        top = top.parent
    closing = Node(f"{top.path}.cuối", "", "", top)
    for text in last.paragraphs[-count:]:
        closing.add(text)
    del last.paragraphs[-count:], last.bullets[-count:]
    return closing


def _closing_count(node: Node) -> int:
    """Return how many of the last paragraphs close the document rather than the provision."""
    count = 0
    for index in range(len(node.paragraphs) - 1, -1, -1):
        text, is_bullet = node.paragraphs[index], node.bullets[index]
        others = node.bullets[:index]
        ends = text.endswith("./.") and bool(others) and all(others)
        if is_bullet or not (_CLOSING.match(text) or ends):
            break
        if index == 0 and not node.heading and len(node.paragraphs) == 1:
            break
        count += 1
    return count
