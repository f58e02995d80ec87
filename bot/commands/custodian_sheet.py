"""The recovery sheet: one page to print, with the private key and what to do with it."""

import base64
from collections.abc import Sequence
from html import escape

from handlers.render.qr import qr_png

_PAGE = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Tờ phục hồi khoá của người giữ danh tính</title>
<style>
  @page {{ size: A4; margin: 20mm 15mm 20mm 30mm }}
  body {{ font: 13pt/1.5 "Times New Roman", serif; max-width: 165mm; margin: 0 auto }}
  h1 {{ font-size: 15pt; text-align: center }}
  ol.key {{ font: 18pt/1.7 "Courier New", monospace; border: 1px solid; padding: 4mm 4mm 4mm 16mm }}
  code {{ font-size: 10pt; overflow-wrap: anywhere }}
  img {{ float: right; width: 38mm; margin: 0 0 2mm 4mm; image-rendering: pixelated }}
</style>
<h1>TỜ PHỤC HỒI KHOÁ CỦA NGƯỜI GIỮ DANH TÍNH</h1>
<p><b>Mật.</b> Ai có tờ này mở được danh tính của người gửi phản ánh đã chọn chỉ cho người giữ danh
tính biết. Mất tờ này thì không ai mở được nữa, kể cả máy chủ.</p>
<img src="data:image/png;base64,{picture}" alt="Mã QR chứa đúng các dòng bên cạnh">
<ol class="key">
{lines}
</ol>
<p>Mỗi dòng gồm hai nhóm bốn ký tự và một ký tự kiểm. Không có chữ I, L, O, U; gõ chữ thường cũng
được.</p>
<p>Khoá công khai đi cùng, đặt trên máy chủ: <code>CUSTODIAN_KEY={public}</code></p>
<h2>Việc cần làm</h2>
<ol>
<li>In hai bản bằng máy in nối thẳng vào máy này, không qua mạng; rồi xoá tệp và hàng đợi in.</li>
<li>Cho mỗi bản vào phong bì dán kín, ghi ngày, ký giáp mép; cất ở hai két khác nhau.</li>
<li>Kiểm bản in trước khi cất: <code>congvu admin custodian-key --check -</code> rồi gõ từng
dòng; máy báo dòng nào chép sai và tờ có khớp với máy chủ không.</li>
<li>Không chụp ảnh, không gửi tờ này qua mạng, không gõ vào máy chủ. Mã QR chứa đúng các dòng trên:
chỉ quét bằng đầu đọc nối thẳng vào máy không nối mạng, không bằng điện thoại.</li>
<li>Khi thay người giữ hoặc nghi lộ: tạo cặp khoá mới; giữ tờ cũ đến khi không còn hồ sơ nào
cần.</li>
</ol>
<p>Người giữ: ………………………………… &nbsp; Ngày tạo: ……/……/……… &nbsp; Bản số: …</p>
</html>
"""


def html(public: str, lines: Sequence[str]) -> str:
    """Return the sheet for a key pair."""
    # Whoever restores the key may read it in with a scanner instead of typing 63 letters.
    picture = base64.b64encode(qr_png("\n".join(lines))).decode()
    return _PAGE.format(
        public=escape(public),
        picture=picture,
        lines="\n".join(f"<li>{escape(line)}</li>" for line in lines),
    )
