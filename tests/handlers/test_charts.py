"""Pictures of figures, drawn and opened again."""

from io import BytesIO

from PIL import Image

from handlers.render.charts import (
    GREEN,
    RED,
    Bar,
    Series,
    bar_picture,
    line_picture,
    stacked_picture,
)

_RED = (0xB3, 0x39, 0x2F)
LONG = "Uỷ ban nhân dân xã có tên rất dài để xem chữ có chạy ra ngoài hay không"


def opened(picture: bytes) -> Image.Image:
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def red_pixels(picture: bytes) -> int:
    image = opened(picture)
    colours = image.getcolors(maxcolors=1 << 24)
    assert colours is not None
    return sum(count for count, colour in colours if colour == _RED)


def edges_are_white(picture: bytes) -> bool:
    image = opened(picture)
    right = image.crop((image.width - 4, 0, image.width, image.height))
    return right.getcolors() == [(4 * image.height, (255, 255, 255))]


def test_a_picture_is_as_wide_as_a_phone_shows_and_not_wider() -> None:
    for picture in (
        bar_picture("Phản ánh", [Bar(LONG, 3, "3"), Bar("Ít", None, "ẩn")], "Của kênh này"),
        stacked_picture("Phản ánh", [LONG], [Series("Đúng hạn", [3], GREEN)]),
        line_picture("Phản ánh", ["T1", "T2"], [Series("Nhận", [1, None])]),
    ):
        assert opened(picture).width == 1080
        assert edges_are_white(picture)


def test_a_bar_is_as_long_as_its_value() -> None:
    half = bar_picture("A", [Bar("a", 4, "", GREEN), Bar("b", 2, "", RED)])
    whole = bar_picture("A", [Bar("a", 4, "", GREEN), Bar("b", 4, "", RED)])
    assert 0.48 < red_pixels(half) / red_pixels(whole) < 0.52


def test_nothing_to_show_is_a_picture_with_its_title() -> None:
    assert opened(bar_picture("Chưa có số liệu", [])).height > 100


def test_a_hidden_value_has_no_bar() -> None:
    shown = bar_picture("A", [Bar("a", 4, "4", GREEN), Bar("b", 1, "1", RED)])
    hidden = bar_picture("A", [Bar("a", 4, "4", GREEN), Bar("b", None, "ẩn", RED)])
    assert red_pixels(shown) > 0
    assert red_pixels(hidden) == 0
