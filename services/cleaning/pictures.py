"""Pictures are drawn anew: nothing but their dots goes on, no place, no camera, no trailer."""

import io
from typing import TYPE_CHECKING

from domain.attachments import MOST_PIXELS, FileFault
from services.cleaning.refusal import Refused

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FORMATS = ("JPEG", "PNG", "WEBP")
_LONGEST_SIDE = 4096
_LARGE_PNG = 3 * 1024 * 1024
_QUALITY = 88


def clean_picture(content: bytes, *, keeps_format: bool = False) -> tuple[bytes, str]:
    """Return the picture drawn anew, and the ending of its format.

    Raises:
        Refused: it has too many dots, or cannot be read to its end.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(FileFault.HEAVY)
            was_png = opened.format == "PNG"
            opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            picture = _on_white(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(FileFault.HEAVY) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(FileFault.BROKEN) from None
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return _written(picture, was_png, keeps_format)


def _on_white(opened: "Picture") -> "Picture":
    from PIL import Image

    with_alpha = opened.convert("RGBA") if "A" in opened.getbands() or opened.mode == "P" else None
    fresh = Image.new("RGB", opened.size, "white")
    fresh.paste(with_alpha or opened.convert("RGB"), mask=with_alpha)
    return fresh


def _written(picture: "Picture", was_png: bool, keeps_format: bool) -> tuple[bytes, str]:
    out = io.BytesIO()
    if was_png:
        picture.save(out, "PNG", optimize=False)
        if keeps_format or out.tell() <= _LARGE_PNG:
            return out.getvalue(), "png"
        out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), "jpg"
