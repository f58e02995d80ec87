"""Pictures and files of study: drawn, opened again, and looked at by machine."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from openpyxl import load_workbook
from PIL import Image

from domain.study import Skill
from handlers.render.certificate import certificate_files
from handlers.render.progress import progress_picture
from handlers.render.study_sheets import log_sheet
from services.study_views import Certificate, Day, Logged, Progress, SkillProgress

TODAY = date(2026, 11, 29)
WHITE = (255, 255, 255)


def opened(picture: bytes) -> Image.Image:
    with Image.open(BytesIO(picture)) as image:
        return image.convert("RGB")


def counted(image: Image.Image) -> dict[tuple[int, int, int], int]:
    """Return how many points of each colour there are."""
    colours = image.getcolors(maxcolors=1 << 24) or []
    return {tuple(colour): count for count, colour in colours if isinstance(colour, tuple)}  # type: ignore[misc]


def edge(image: Image.Image, width: int = 12) -> set[tuple[int, int, int]]:
    """Return the colours at the right edge, where words that are too long would run out."""
    return set(counted(image.crop((image.width - width, 0, image.width, image.height))))


def progress(days: int, items: int, goal: int | None) -> Progress:
    studied = tuple(Day(TODAY - timedelta(days=at), 1 + at % 20, at % 3) for at in range(days))
    skills = tuple(SkillProgress(one, items, items // 2, items // 3, goal) for one in Skill)
    ahead = tuple((TODAY + timedelta(days=at), at * 37 % 140) for at in range(30))
    return Progress(days, 12_345, 9_999, studied, skills, ahead, (), False)


@pytest.mark.parametrize(
    ("days", "items", "goal"), [(0, 1, None), (1, 85, 40), (300, 9_999, 9_999)]
)
def test_progress_fits_a_phone_whatever_its_numbers(
    days: int, items: int, goal: int | None
) -> None:
    image = opened(progress_picture(progress(days, items, goal), TODAY))
    assert image.width == 1080
    assert edge(image) == {WHITE}


def test_days_with_answers_are_darker_than_those_without() -> None:
    def dark(picture: bytes) -> int:
        colours = counted(opened(picture)).items()
        return sum(count for (red, _, blue), count in colours if red < 0x60 < blue)

    none, many = progress(0, 10, None), progress(100, 10, None)
    assert dark(progress_picture(many, TODAY)) > 1.5 * dark(progress_picture(none, TODAY))


@pytest.mark.parametrize("name", ["Y Thử", "Nguyễn Thị Hồng Phượng Ngọc Trâm Anh Thư Quỳnh Như Ỷ"])
def test_a_certificate_holds_what_it_certifies_inside_its_frame(name: str) -> None:
    exam = "Kiểm tra kiến thức Kế hoạch thực hiện Chỉ thị 18 của tỉnh, quý IV, đợt hai, toàn đơn vị"
    unit = "Uỷ ban nhân dân phường Buôn Ma Thuột"
    told = Certificate("K7QM-2XHD-9RTA-4WNF", name, unit, exam, TODAY, 17, 20)
    picture, file = certificate_files(told, "https://t.me/mot_bot?start=kt-K7QM-2XHD-9RTA-4WNF")
    image = opened(picture)
    frame = round(image.width * 0.06)
    margin = image.crop((image.width - frame, 200, image.width - frame + 20, 900))
    assert set(counted(margin)) == {WHITE}
    (page,) = pypdf.PdfReader(BytesIO(file)).pages
    text = " ".join(page.extract_text().split())
    for words in (name, told.unit_name, told.code, "17/20", "29/11/2026"):
        assert words in text
    assert "không thay chứng chỉ bồi dưỡng" in text


def test_text_in_a_workbook_never_becomes_a_formula() -> None:
    at = datetime(2026, 11, 29, 1, tzinfo=UTC)
    logged = Logged("=1+1", 1, "local", at, at, "0,1", True, False, None, None, None)
    sheet = load_workbook(BytesIO(log_sheet([logged], UTC))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
