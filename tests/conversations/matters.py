"""What people tell in the tests of whole talks."""

# Every fact of the matter in the first message but whose number it is, settlement and other bodies.
RICH = (
    "我是广东广州的移动用户，2026年10月8日移动没经我同意给我开了视频彩铃，扣了94元，"
    "11月3日打10086投诉过，他们说不给退，我不满意"
)
TO_READ_BACK = (RICH, "是我本人的", "没有和解", "都没有")
TO_VERDICT = (*TO_READ_BACK, "都对")
TO_LETTER = (
    *TO_VERDICT,
    "向省通信管理局申诉",
    "13812345678",
    "退还94元，书面道歉",
    "扣费短信截图",
    "张三",
    "13987654321",
    "广州市天河区体育西路1号",
    "510620",
    "跳过",
)
# Told bit by bit: the category is clear, nothing else of the matter is.
SHORT = "移动没经我同意就给我开通了彩铃业务"
KNOWN = {
    "operator": "china_mobile",
    "province": "广东省",
    "city": "广州市",
    "category": "forced_service",
    "event_date": "2026-10-08",
    "amount": "94.00",
    "complained": True,
    "operator_complaint_date": "2026-11-03",
    "operator_reply": "unsatisfied",
}
