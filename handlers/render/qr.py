"""QR pictures: a code that a telephone's camera reads."""

from io import BytesIO

_MARGIN, _PIXELS = 4, 8


def qr_png(text: str) -> bytes:
    """Return a PNG picture whose QR code holds `text`."""
    # Drawing is needed only for invitations, so its libraries are imported here.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_MARGIN, box_size=_PIXELS)
    code.add_data(text)
    code.make(fit=True)
    picture = BytesIO()
    code.make_image().save(picture, "PNG")
    return picture.getvalue()
