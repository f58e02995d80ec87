"""A small shelf of invented laws for the tests of search."""

from retrieval.search.articles import Article
from retrieval.search.corpus import article_of

_LAWS = {
    "Luật Thư viện xã": [
        ("Phạm vi điều chỉnh", "Luật này nói về việc lập, trông coi và dùng thư viện ở cấp xã."),
        (
            "Thời hạn mượn sách",
            "1. Người dân được mượn mỗi lần ba cuốn sách trong hai mươi ngày.\n\n"
            "2. Sách quý chỉ đọc tại chỗ, không cho mượn về nhà.\n\n"
            "3. Trẻ em dưới mười tuổi mượn sách cùng cha hoặc mẹ.",
        ),
        ("Bồi thường khi làm mất sách", "Người làm mất sách phải bồi thường gấp đôi giá bìa."),
        ("Giờ mở cửa", "Thư viện mở cửa từ bảy giờ đến mười bảy giờ, trừ ngày lễ."),
    ],
    "Luật Chợ phiên": [
        ("Phạm vi điều chỉnh", "Luật này nói về chợ phiên vùng cao và người bán hàng ở chợ."),
        (
            "Đăng ký chỗ bán hàng",
            "1. Người bán hàng đăng ký chỗ ngồi với ban quản lý chợ trước năm ngày.\n\n"
            "2. Ban quản lý chợ không thu phí đăng ký của hộ nghèo.",
        ),
        ("Vệ sinh chợ", "Người bán hàng quét dọn chỗ ngồi khi tan chợ và để rác đúng nơi."),
        ("Xử lý vi phạm", "Người bán hàng giả bị thu hồi chỗ ngồi và bị phạt tiền."),
    ],
    "Luật Nghĩa trang nhân dân": [
        ("Phạm vi điều chỉnh", "Luật này nói về quản lý và sử dụng nghĩa trang nhân dân."),
        ("Quy hoạch nghĩa trang", "Ủy ban nhân dân xã lập quy hoạch nghĩa trang mười năm một lần."),
        ("Di chuyển phần mộ", "Hộ gia đình xin phép di chuyển phần mộ tại Ủy ban nhân dân xã."),
    ],
}


def shelf() -> list[Article]:
    """Return every article of the invented laws; clauses are numbered in the text."""
    return [
        article_of({"id": f"{name}#{number}", "law": name, "title": title, "body": body})
        for name, articles in _LAWS.items()
        for number, (title, body) in enumerate(articles, 1)
    ]
