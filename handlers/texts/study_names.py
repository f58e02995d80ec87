"""What skills, types and states of study items are called."""

from domain.study import ItemState, ItemType, Skill

SKILLS = {
    Skill.PLAN: "Kế hoạch của tỉnh",
    Skill.DIGITAL: "Kỹ năng số",
    Skill.ADMINISTRATIVE: "Kỹ năng hành chính",
    Skill.ETHICS: "Đạo đức công vụ",
    Skill.RECEIVING_CITIZENS: "Kỹ năng tiếp công dân",
    Skill.SITUATIONS: "Kỹ năng xử lý tình huống",
}
TYPES = {
    ItemType.SINGLE: "chọn một",
    ItemType.SEVERAL: "chọn nhiều",
    ItemType.TRUE_FALSE: "đúng hay sai",
    ItemType.MATCH: "ghép cặp",
    ItemType.ORDER: "xếp thứ tự",
    ItemType.NUMBER: "điền số",
    ItemType.DATE: "điền ngày",
    ItemType.SITUATION: "tình huống",
}
STATES = {
    ItemState.DRAFT: "bản nháp",
    ItemState.APPROVED: "đang hỏi",
    ItemState.RETIRED: "đã rút",
}
