"""The words by which a picture's credit is told, in many languages; only words, no rules.

Labels ("Foto", "Credit"), agencies, and what makes a name none. Never one publisher's own words.
"""

__all__ = [
    "ABBREVIATIONS",
    "AGENCIES",
    "BY",
    "LABELS",
    "NO_PERSON",
    "OF_LAW",
    "OF_SENTENCE",
    "SMALL",
    "SOURCES",
    "STRICT_AGENCIES",
    "WORKS",
]

LABELS = (
    "photo|photos|photograph|photographs|picture|pictures|pic|image|images|foto|fotos|bild|bilder|"
    "photo credit|photo credits|image credit|picture credit|photo source|image source|"
    "picture source|image copyright|photo courtesy|"
    "credit|credits|crédit|crédits|crédit photo|crédits photo|photographie|source|quelle|"
    "bildquelle|"
    "bildnachweis|bildrechte|fotocredit|copyright|grafik|symbolbild|symbolfoto|archivbild|"
    "사진 출처|사진제공|사진 제공|"
    "archivfoto|illustration|fuente|fonte|crédito|imagen|fotografía|kuva|valokuva|mynd|"
    "ljósmynd|skjáskot|nuotr|fotograf|fotografie|fotograaf|fotoğraf|zdjęcie|fot|źródło|"
    "fotografo|photographer|beeld|rechte|фото|источник|写真|撮影|提供|사진|出典|來源|图源|图片来源|ảnh|isithombe"
)
WORKS = (  # "Illustration by …"
    "(?:photo|picture|image|foto|screenshot|illustration|graphic|portrait|photograph|"
    "screengrab|grafik|ilustraci[oó]n|infographic|artwork)s?|"
    "photo (?:composite|illustration)|photography|fotografie|composite|collage"
)
SOURCES = (  # which a comma follows
    "(?:image|picture|photo|media) source|fuente de la imagen|crédito|crédit photo|bildquelle|"
    "автор фото|джерело зображення|kaynak|sumber gambar|nguồn hình ảnh|chanzo cha picha|"
    "صدر الصورة|منبع تصویر|इमेज स्रोत|图像来源|圖像來源|画像提供|画像クレジット|사진 출처"
)
OF_LAW = (
    "or |and |(?:laws?|acts?|holders?|owners?|notices?|protection|infringements?)\\b"  # copyright
)
BY = "by|par|por|von|di|door|av|af"
AGENCIES = (
    "AFP|AP|Reuters|dpa|Getty|Getty Images|EPA|EFE|ANSA|APA|PA|PA Wire|PA Images|Press Association|"
    "Associated Press|AP Photo|Xinhua|TASS|Belga|ANP|NTB|TT|Ritzau|Ritzau Scanpix|Scanpix|"
    "Lehtikuva|"
    "Keystone|Imago|iStock|iStockphoto|Shutterstock|Unsplash|Pexels|Pixabay|Bloomberg|Anadolu|"
    "Anadolu Ajansı|AA|"
    "Kyodo|Jiji|Yonhap|VNA|AKP|UPI|Sipa|Zuma|ZUMA Press|Alamy|Rex|Magnum|picture alliance|"
    "Europa Press|LaPresse|Newsis|연합뉴스|뉴시스|뉴스1|共同通信社|Supplied|Supplied Image|"
    "Handout|Facebook|"
    "Instagram|Twitter|YouTube|Archive|Archiv|File|Submitted|Courtesy|Pool|zvg|ddp|epd|KNA|AAP|PTI|"
    "ANI|IANS|CNA|SOPA|Nurphoto|Netflix|WENN|Splash|Backgrid|Stringer"
)
# Those that are none of a sentence's words; the brackets make a pattern of them.
STRICT_AGENCIES = (
    r"AFP|AP|REUTERS|Reuters|dpa|DPA|Getty(?: Images)?|GETTY|EPA|EFE|ANSA|APA|PA|PA Wire|"
    r"Xinhua|XINHUA|TASS|BELGA|Belga|ANP|NTB|TT|AKP|Keystone|KEYSTONE|imago|IMAGO|iStock|"
    r"Shutterstock|Bloomberg|AA|Kyodo|Yonhap|UPI|Alamy|picture alliance|SUPPLIED|FACEBOOK"
)
_ABBREVIATION_WORDS = (
    "mr mrs ms dr st gen lt col sen gov rep prof jr sr no inc ltd co capt maj sgt hon rev pres vs "
    "sept oct nov dec jan feb aug bzw ca z.b u.a nr abs hr fr str tel mme"
)
ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_ARTICLE_WORDS = "a an the ein eine der die das le la les un une el los las il lo of in wszystkie"
_BUTTON_WORDS = "more mehr read learn see click watch view lesen weiter ver leer lire voir leggi"
# Nor does a credit begin with what opens a byline: "… in their own words. By Maren Holt".
NO_PERSON = frozenset(f"{_ARTICLE_WORDS} {_BUTTON_WORDS} yes by von par por".split())
_SMALL_WORDS = "de da di del van von der den bin al la le el and und et y via for pour"
SMALL = frozenset(_SMALL_WORDS.split())
# Words that an agency's name at the end of a sentence follows in it: "… she told Reuters".
_SENTENCE_WORDS = (
    "told tells by to of at from with for the and or as via agency news said quoted citing von der "
    "die das dem den und mit bei an aus laut sagte agentur nachrichtenagentur gegenüber par de du "
    "la le à agence selon por con a el y según agencia per da di del della e secondo av til fra og "
    "och i aan door van"
)
OF_SENTENCE = frozenset(_SENTENCE_WORDS.split())
