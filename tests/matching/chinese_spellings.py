"""A second speller, written by hand and apart from the shipped tables, as an oracle.

Character: pinyin, Wade-Giles, Hong Kong, Singapore (Hokkien or Teochew), Vietnamese.
"""

SYSTEMS = ("pinyin", "taiwan", "hongkong", "singapore", "vietnam")

SURNAMES = {
    "陈": ("Chen", "Ch'en", "Chan", "Tan", "Trần"),
    "林": ("Lin", "Lin", "Lam", "Lim", "Lâm"),
    "黄": ("Huang", "Huang", "Wong", "Ng", "Hoàng"),
    "张": ("Zhang", "Chang", "Cheung", "Teo", "Trương"),
    "李": ("Li", "Li", "Lee", "Lee", "Lý"),
    "王": ("Wang", "Wang", "Wong", "Ong", "Vương"),
    "吴": ("Wu", "Wu", "Ng", "Goh", "Ngô"),
    "刘": ("Liu", "Liu", "Lau", "Low", "Lưu"),
    "蔡": ("Cai", "Ts'ai", "Choi", "Chua", "Thái"),
    "杨": ("Yang", "Yang", "Yeung", "Yeo", "Dương"),
    "许": ("Xu", "Hsu", "Hui", "Koh", "Hứa"),
    "郑": ("Zheng", "Cheng", "Cheng", "Tay", "Trịnh"),
    "谢": ("Xie", "Hsieh", "Tse", "Chia", "Tạ"),
    "郭": ("Guo", "Kuo", "Kwok", "Kuek", "Quách"),
    "曾": ("Zeng", "Tseng", "Tsang", "Chan", "Tăng"),
    "周": ("Zhou", "Chou", "Chow", "Chew", "Châu"),
    "何": ("He", "Ho", "Ho", "Ho", "Hà"),
    "罗": ("Luo", "Lo", "Law", "Loh", "La"),
    "梁": ("Liang", "Liang", "Leung", "Neo", "Lương"),
    "潘": ("Pan", "P'an", "Poon", "Phua", "Phan"),
}

GIVEN = {
    "国": ("guo", "kuo", "kwok", "kok", "Quốc"),
    "强": ("qiang", "ch'iang", "keung", "kiong", "Cường"),
    "志": ("zhi", "chih", "chi", "chee", "Chí"),
    "明": ("ming", "ming", "ming", "beng", "Minh"),
    "伟": ("wei", "wei", "wai", "wee", "Vĩ"),
    "华": ("hua", "hua", "wah", "hua", "Hoa"),
    "成": ("cheng", "ch'eng", "shing", "seng", "Thành"),
    "宝": ("bao", "pao", "po", "poh", "Bảo"),
    "荣": ("rong", "jung", "wing", "eng", "Vinh"),
    "福": ("fu", "fu", "fuk", "hock", "Phúc"),
    "德": ("de", "te", "tak", "teck", "Đức"),
    "兴": ("xing", "hsing", "hing", "hin", "Hưng"),
    "文": ("wen", "wen", "man", "boon", "Văn"),
    "光": ("guang", "kuang", "kwong", "kong", "Quang"),
    "龙": ("long", "lung", "lung", "leong", "Long"),
    "玉": ("yu", "yu", "yuk", "geok", "Ngọc"),
    "珍": ("zhen", "chen", "chun", "tin", "Trân"),
    "丽": ("li", "li", "lai", "lee", "Lệ"),
    "美": ("mei", "mei", "mei", "bee", "Mỹ"),
    "兰": ("lan", "lan", "lan", "lan", "Lan"),
    "香": ("xiang", "hsiang", "heung", "hiong", "Hương"),
    "清": ("qing", "ch'ing", "ching", "cheng", "Thanh"),
    "平": ("ping", "p'ing", "ping", "peng", "Bình"),
    "安": ("an", "an", "on", "ann", "An"),
    "春": ("chun", "ch'un", "chun", "choon", "Xuân"),
    "海": ("hai", "hai", "hoi", "hai", "Hải"),
    "雄": ("xiong", "hsiung", "hung", "hiong", "Hùng"),
    "杰": ("jie", "chieh", "kit", "kiat", "Kiệt"),
    "建": ("jian", "chien", "kin", "kian", "Kiến"),
    "永": ("yong", "yung", "wing", "eng", "Vĩnh"),
    "金": ("jin", "chin", "kam", "kim", "Kim"),
    "水": ("shui", "shui", "shui", "chwee", "Thủy"),
    "英": ("ying", "ying", "ying", "eng", "Anh"),
    "秀": ("xiu", "hsiu", "sau", "siew", "Tú"),
    "忠": ("zhong", "chung", "chung", "tiong", "Trung"),
    "义": ("yi", "i", "yee", "gee", "Nghĩa"),
    "家": ("jia", "chia", "ka", "kah", "Gia"),
    "俊": ("jun", "chun", "chun", "choon", "Tuấn"),
    "超": ("chao", "ch'ao", "chiu", "chiau", "Siêu"),
    "学": ("xue", "hsueh", "hok", "hock", "Học"),
}


def spell(surname: str, given: str, system: str) -> str:
    """Spell a name as papers of that country do."""
    place = SYSTEMS.index(system)
    family, parts = SURNAMES[surname][place], [GIVEN[char][place] for char in given]
    if system == "pinyin":
        return f"{family} {''.join(parts).capitalize()}"
    if system == "taiwan":
        return f"{family} {'-'.join(parts).capitalize()}"
    if system == "hongkong":
        return f"{family.upper()} {'-'.join(parts).capitalize()}"
    return " ".join([family, *(part.capitalize() for part in parts)])
