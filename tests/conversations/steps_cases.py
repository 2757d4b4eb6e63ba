"""What people tell in the tests of the steps: matters that stand at different points."""

# Unsolicited service in Guangzhou, complained about six days ago, not answered.
WAITING = (
    "我是广东广州的移动用户，2026年10月8日移动没经我同意开了视频彩铃，扣了94元，11月18日打10086投诉过，还没答复",
    "是我本人的",
    "没有和解",
    "都没有",
    "都对",
)
# A charge in Wuhan, complained about and answered.
ANSWERED = (
    "我是湖北武汉的电信用户，11月3日账单上多扣了66.5元，说不清是什么费用，11月5日打10000投诉，答复说没有问题，我不满意",
    "是我本人的",
    "没有和解",
    "都没有",
    "都对",
)
# The same, not yet told to the operator.
NOT_COMPLAINED = (
    "我是湖北武汉的电信用户，11月3日账单上多扣了66.5元，说不清是什么费用，还没投诉过",
    "是我本人的",
    "都对",
)
# From the choice of the appeal to the letter.
TO_THE_LETTER = (
    "向省通信管理局申诉",
    "18971234567",
    "退还多扣的钱",
    "账单截图",
    "周明",
    "18971234567",
    "湖北省武汉市武昌区中南路12号",
    "430071",
    "跳过",
)
