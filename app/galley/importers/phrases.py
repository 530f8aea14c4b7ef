"""The words by which newspapers, in many languages, name the parts of a page; only words, no rules.

All entries are in small letters. They are the general terms of the trade ("most read", "share
this", "additional reporting by"), never one publisher's own.
"""

import re
from functools import lru_cache

__all__ = [
    "ADVERTISEMENTS",
    "AGO",
    "folded_pattern",
    "follows_article",
    "is_about_cookies",
    "is_credit_line",
    "is_notice",
    "is_sidebar_heading",
    "opens_notice",
    "pattern",
    "plain",
]


def words(listed: str) -> frozenset[str]:
    """The entries of a list that is written with bars between them, over several lines."""
    return frozenset(listed.replace("\n", "").lower().split("|"))


def pattern(alternatives: str) -> re.Pattern[str]:
    """A pattern without regard to case, from alternatives written over several lines."""
    return re.compile(alternatives.replace("\n", ""), re.IGNORECASE)


def folded_pattern(alternatives: str) -> re.Pattern[str]:
    """A pattern for text in small letters, from alternatives written over several lines.

    Without regard to case, each alternative is tried at each place, which takes many times longer.
    """
    return re.compile(alternatives.replace("\n", ""))


_SIDEBAR_HEADINGS = words(
    """
most viewed|most read|most popular|most shared|most commented|most watched|most recent|
most discussed|popular|popular now|popular stories|popular articles|popular posts|popular news|
trending|trending now|trending stories|trending articles|trending topics|more trending|
what's trending|what’s trending|what's trending now|what’s trending now|must read|must reads|
related|related articles|related stories|
related news|related posts|related content|related topics|related links|related coverage|
related reading|read more|read next|read also|also read|more stories|more news|more like this|
more from|more on this story|more on this topic|more on this|more coverage|more to read|latest|
latest news|latest stories|latest articles|latest headlines|latest posts|top stories|top news|
headlines|recent posts|recent articles|recent news|recommended|recommended stories|
recommended for you|recommended articles|recommended reading|editor's picks|editors' picks|
editor’s picks|editors’ picks|editor's choice|editor’s choice|you may also like|
you might also like|you may like|up next|don't miss|don’t miss|in case you missed it|
the most read|most-read|most-viewed|today's most read|today’s most read|others also read|
meistgelesen|meist gelesen|am meisten gelesen|meistgelesene artikel|meistgeklickt|
meistkommentiert|die meistgelesenen artikel|beliebt|beliebte artikel|beliebteste artikel|
top-themen|topthemen|mehr zum thema|mehr zu diesem thema|zum thema|lesen sie auch|
lest auch|lies auch|lesetipp|lesetipps|lesen sie mehr|
auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|
weitere artikel|weitere themen|weitere nachrichten|weitere meldungen|mehr aus|mehr artikel|
passend zum thema|passende artikel|ähnliche artikel|ähnliche beiträge|verwandte artikel|
verwandte beiträge|weitere beiträge|verwandte themen|empfohlen|
empfehlungen|unsere empfehlungen|empfohlene artikel|aktuell|aktuelles|aktuelle nachrichten|
neueste artikel|neueste nachrichten|neueste|jetzt im trend|im trend|top-artikel|topartikel|
schlagzeilen|aktuelle news|neueste news|les plus lus|les plus vus|les plus consultés|
les plus populaires|
articles les plus lus|à lire aussi|lire aussi|à lire également|sur le même sujet|
sur le même thème|articles liés|à la une|dernières actualités|dernières nouvelles|tendances|
recommandé pour vous|vous aimerez aussi|lo más leído|lo más visto|lo más popular|las más leídas|
los más leídos|más leídas|más leído|noticias relacionadas|artículos relacionados|relacionadas|
relacionado|te puede interesar|también te puede interesar|más noticias|últimas noticias|
lo último|más información|lee también|i più letti|più letti|le più lette|più lette|
articoli correlati|leggi anche|potrebbe interessarti|ultime notizie|i più visti|correlati|
mais lidas|as mais lidas|mais lidos|leia também|notícias relacionadas|mais notícias|
últimas notícias|meest gelezen|lees ook|lees meer|gerelateerd|gerelateerde artikelen|aanbevolen|
net binnen|mest lest|mest læst|mest läst|mest läste|mest populære|mest sett|les også|læs også|
läs också|läs mer|læs mere|les mer|siste nytt|seneste nyt|senaste nytt|relaterte saker|
luetuimmat|lue myös|lue lisää|lue aiheesta lisää|mest lesið|mest lesnar|tengdar fréttir|
najczęściej czytane|najpopularniejsze|
czytaj także|czytaj też|czytaj więcej|zobacz także|polecane|zobacz również|nejčtenější|
čtěte také|mohlo by vás zajímat|související články|související|skaitomiausi|susiję straipsniai|
taip pat skaitykite|en çok okunanlar|ilgili haberler|bunlar da ilginizi çekebilir|son dakika|
en çok okunan|diğer haberler|son haberler|terpopuler|berita terkait|baca juga|terkait|
artikel terkait|berita terpopuler|trending topik|đọc nhiều|xem nhiều|đọc nhiều nhất|
tin liên quan|tin cùng chuyên mục|xem thêm|bài liên quan|самое читаемое|популярное|читайте также|
читайте також|по теме|новости по теме|похожие новости|популярне|главные новости|
последние новости|関連記事|関連ニュース|関連|おすすめ記事|おすすめ|アクセスランキング|ランキング|
人気記事|人気ランキング|よく読まれている記事|あわせて読みたい|新着記事|最新記事|新着|
많이 본 뉴스|많이 본 기사|관련기사|관련 기사|인기기사|인기 기사|실시간 인기|추천 기사|주요 뉴스|
최신 뉴스|热门|热门新闻|相关新闻|相关阅读|相关报道|热点推荐|推荐阅读|精彩推荐|熱門新聞|熱門|
相關新聞|最多人閱讀|延伸閱讀|الأكثر قراءة|اقرأ أيضا|اقرأ أيضًا|مواضيع ذات صلة|
सबसे ज्यादा पढ़ी गई|यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|আরও পড়ুন|সর্বাধিক পঠিত|متعلقہ خبریں|مزید پڑھیں|
اخبار مرتبط|مطالب مرتبط|پربازدیدترین|پربیننده‌ترین|כתבות נוספות|כתבות קשורות|הנקראות ביותר|עוד בנושא|
ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด|ข่าวยอดนิยม|อ่านเพิ่มเติม|ព័ត៌មានពាក់ព័ន្ធ|អត្ថបទពាក់ព័ន្ធ|ព័ត៌មានថ្មីៗ|អានច្រើនបំផុត|
ဆက်စပ်သတင်း|ဆက်စပ်သတင်းများ|σχετικά άρθρα|διαβάστε επίσης|διαβάστε ακόμη|δημοφιλή|τα πιο δημοφιλή|
τελευταία νέα|най-четени|още по темата|свързани статии|најчитаније|повезане вести|najčitanije|
povezane vijesti|povezani članci|pročitajte još|pročitajte i|najnovije|najbolj brano|preberite tudi|
najčítanejšie|súvisiace články|cele mai citite|citește și|articole similare|legolvasottabb|
legolvasottabbak|kapcsolódó cikkek|enimloetud|loe ka|lasītākie|lasi arī|lexuara|el més llegit|
notícies relacionades|llegeix també|berita berkaitan|
habari zinazohusiana|ezinye izindaba|izindaba ezifanayo"""
)
_SIDEBAR_START = folded_pattern(
    r"""
(?:more (?:from|in|on|about|stories|news|like)|latest (?:from|in|on|stories|news)|related (?:to|
stories|articles|news)|most (?:read|viewed|popular) (?:in|on|stories|articles|news)|
popular (?:in|on)|top stories|recommended|trending (?:now )?(?:in|on)|mehr (?:aus|von|zu[mr]?)|
meistgelesen|les plus lus|lo más (?:leído|visto)|más (?:de|en|sobre)|i più letti|nos dernier|
ultimes|mest (?:lest|läst|læst)|mer om|mehr nachrichten)\b"""
)
_SIDEBAR_END = folded_pattern(  # "Politics: latest articles"
    r"""
\b(?:(?:latest|related|popular|recent|trending|top|other|more)(?: \w+)? (?:articles?|news|stories|
posts?|videos?)(?: for you)?|most (?:read|
viewed|popular)|meistgelesen|les plus lus|lo más leído|mest lest|mest läst|più letti)$"""
)
_SIDEBAR_NAMED = folded_pattern(  # "which ones" and "of what", as blogs and papers combine them
    r"""
(?:die )?(?:neueste|aktuelle|letzte|jüngste|ähnliche|beliebte|beliebteste|meistgelesene|weitere|
verwandte|empfohlene|passende|neue)n? (?:beiträge|artikel|news|nachrichten|meldungen|posts|themen|
storys|stories|berichte|einträge|blogbeiträge)(?: zum thema| vom autor)?|you might like|the latest|
popular reads|(?:derniers|autres) (?:articles|billets)|dernières (?:infos|news)|(?:articles|billets|
actualités) (?:récente?s|similaires|populaires|connexes|associée?s|recommandée?s)|(?:entradas|
artículos|noticias|notas) (?:recientes|relacionad[ao]s|populares|similares|destacadas)|(?:articoli|
post|notizie) (?:recenti|correlat[ei]|simili|popolari)|(?:posts|artigos|notícias|matérias|postagens)
 (?:recentes|relacionad[ao]s|populares|semelhantes)|(?:recente|gerelateerde|populaire|nieuwste|
laatste) (?:berichten|artikelen|artikels|nieuws|posts)|(?:ostatnie|najnowsze|podobne|powiązane|
polecane|popularne) (?:wpisy|artykuły|posty|newsy|wiadomości)|(?:siste|seneste|senaste|relaterte|
relaterede|relaterade|lignende|liknande) (?:innlegg|artikler|nyheter|nyheder|inlägg|artiklar|
indlæg|saker)|(?:nejnovější|související|podobné|poslední) (?:příspěvky|články|zprávy)|(?:последние|
похожие|свежие|популярные) (?:записи|статьи|материалы|новости|публикации)"""
)
# One of these is at the end of whatever _SIDEBAR_END finds: asked first, as it is cheaper.
_SIDEBAR_ENDS = tuple(
    words(
        "article|articles|news|stories|post|posts|video|videos|read|viewed|popular|meistgelesen|"
        "plus lus|leído|lest|läst|letti|for you"
    )
)
_LONGEST_HEADING = 48

_AFTER_ARTICLE = folded_pattern(
    r"""
(?:comments?|leave a (?:reply|comment)|join the (?:conversation|discussion)|post a comment|
view comments|kommentare?|kommentieren|diskutieren sie|commentaires?|comentarios?|commenti|tags?|
topics|themen|schlagw[öo]rter|related topics|contact (?:the )?author|about the author|sign up|
newsletter|subscribe|abonnieren|copyright|all rights reserved|©|follow us|share this|
share|teilen|artikel teilen|partager|compartir|condividi|del|dela|hashtags?|etiquetas|mots-clés|
keywords|posted in|filed under|zur startseite|nach oben|back to top)\b"""
)
ADVERTISEMENTS = words(
    """
advertisement|advertisements|advertising|ad|ads|anzeige|werbung|publicité|publicidad|pubblicità|
reklame|reklam|annonse|annons|advertentie|sponsored|sponsored content|promoted|publicidade|
реклама|広告|광고|广告|skip advertisement|passer la publicité|story continues below|
article continues below|continue reading below|- advertisement -|
advertisement - scroll to continue|reklama|iklan|quảng cáo|ilan|scroll to continue with content"""
)
_BUTTONS = words(
    """
share|share this|share this article|share this story|share with|share this with|share on|
share now|share article|copy link|link copied|copied|copy url|facebook|twitter|x|whatsapp|
telegram|linkedin|pinterest|reddit|email|e-mail|mail|print|print article|print this article|save|
save article|bookmark|comment|comments|comments (0)|no comments|add comment|like|follow|
follow us|sign up|log in|login|sign in|register|subscribe|subscribe now|menu|search|close|open|
home|next|previous|play|pause|listen|listen to article|listen to this article|read later|more|
show more|see more|view more|load more|read more|continue reading|skip to content|
skip to main content|back to top|top|newsletter|newsletters|view gallery|view image|enlarge|
enlarge image|enlarge this image|hide caption|show caption|toggle caption|view caption|
expand|gallery|photos|videos|video|audio|loading|loading...|laden|wird geladen|chargement|
cargando|caricamento|share on pinterest|pin it|vergrößern|bild vergrößern|agrandir|ampliar|
teilen|drucken|merken|speichern|
kommentieren|kommentare|anhören|vorlesen|zur merkliste|link kopieren|mehr|mehr lesen|weiterlesen|
anmelden|abonnieren|startseite|suche|schließen|menü|weitere videos|autoplay|abspielen|vergrößern|
bild vergrößern|zur startseite|nach oben|drucken/pdf|partager|imprimer|envoyer|commenter|
commentaires|s'abonner|se connecter|écouter|sauvegarder|copier le lien|compartir|imprimir|
guardar|comentarios|comentar|escuchar|copiar enlace|suscríbete|condividi|stampa|salva|commenta|
commenti|ascolta|delen|opslaan|luister|reageer|reacties|del|dela|spara|lyssna|skriv ut|
kopier lenke|lytt|udostępnij|drukuj|zapisz|sdílet|paylaş|yazdır|kaydet|bagikan|simpan|chia sẻ|
поделиться|печать|сохранить|シェア|シェアする|保存|印刷|共有|コピー|공유|공유하기|인쇄|스크랩|
댓글|分享|收藏|打印|もっと見る|一覧へ|더보기|查看更多|更多|write a comment|leave a comment|
ver más|voir plus|vedi tutti|mostrar más|alle anzeigen|mehr anzeigen|view all|see all|show all|
line|mastodon|bluesky|threads|instagram|youtube|flipboard|pocket|xing|
messenger|rss|sms|tweet|pin|pin it|link|url|copy|kopieren|kopiert|twittern|helskärm|embed|
noticia relacionada|artículo relacionado|
bildbeitrag|audiobeitrag|videobeitrag|fotostrecke|bildergalerie|bildstrecke|vis mer|
visa mer|zobacz więcej|les mer|read in app|open in app|download app|get the app|google news|
follow on google|a-|a+|aa"""
)
_NOTICE = folded_pattern(
    r"""
\b(?:(?:we|this (?:site|website)|our (?:site|website)|wir|diese (?:seite|website)) (?:use|uses|
verwenden|nutzen|verwendet) (?:our own )?cookies|accept (?:all )?cookies|cookie (?:policy|
settings|preferences|notice)|(?:please )?(?:enable|activate) javascript|
javascript (?:is )?(?:disabled|required)|aktivieren sie (?:bitte )?javascript|
(?:sign|signing) up (?:for|to) (?:our|receive|(?:the|a|all) (?:\S+ ){0,4}(?:newsletter|e-?mail|
updates|alerts|brief(?:ing)?|bulletin|digest))|(?:get|read|join) (?:\S+ ){0,6}newsletter\W*$|
subscribe to (?:our|the|read|continue)|(?:download|get) (?:our|the) .{0,20}\bapp\b|follow us on|
like us on|join us on|(?:log|sign) in to (?:listen|read|continue|comment|save)\b|
um .{0,40}, melden sie sich (?:bitte )?an|(?:click|tap) here to|
this (?:article|story|content) is (?:for|only available)|all rights reserved|
alle rechte vorbehalten|tous droits réservés|
todos los derechos reservados|(?:this site is )?protected by recaptcha|
empfohlener (?:redaktioneller|externer) inhalt|privacy policy|terms of (?:use|service)|
datenschutz(?:erklärung|bestimmungen|hinweise)|newsletter (?:abonnieren|anmelden)|
jetzt (?:abonnieren|anmelden|testen)|(?:an dieser stelle|hier) (?:finden sie|findest du|ist ein|
wird).{0,80}(?:inhalt|externe)|externe(?:r|n|s)? inhalte?|eingebettete[nr]? inhalte?|
personenbezogenen? daten|(?:in (?:die|ihrer|deiner) |in den )zwischenablage|
(?:copied|saved) to (?:your |the )?clipboard|nur (?:angemeldete|registrierte) (?:\S+ )?können|
(?:dein|ihr) kommentar wurde|(?:kommentar-?|netiquette.{0,12})regeln\b|
(?:must|need to|have to) be logged in to|log in to (?:comment|post|reply)|
(?:künstlich|automatisch|maschinell) (?:erzeugt|generiert)|
(?:summary|audio|voice) (?:is|was) (?:ai-|automatically |artificially )?generated|please (?:sign|
log) in|create (?:a free |an) ?account|your (?:email|e-mail) address|
e-?mail-?adresse wird nicht veröffentlicht|adresse (?:e-?mail|de messagerie) ne sera pas publiée|
(?:correo electrónico|e-?mail) no será publicad|indirizzo e-?mail non sarà pubblicato|
e-?mailadres wordt niet gepubliceerd|endereço de e-?mail não será publicado|
(?<!\w )advertisement|
advertisement$|
unser (?:kostenloser |täglicher )?newsletter|to view this video|to help us improve|
read our privacy|zum abspielen|adblock|ad blocker|you can unsubscribe|abo abschließen|
retrouvez|inscrivez-vous|abonnez-vous|suscríbete|suscríbase|iscriviti|
mit (?:meiner anmeldung|der anmeldung)|share this (?:article|story|post)|get in touch with our|
(?:delivered|sent|straight|direct(?:ly)?) to your (?:e-?mail )?inbox|
for more stories like this|got a (?:story|tip)\?|requires javascript|
follow (?:us|(?:\S+ ){1,4})on (?:twitter|facebook|instagram|whatsapp|telegram|google|youtube|x\b)|
(?:folge|folgen sie|folgst du|abonniere|abonnieren sie)\b.{0,40}(?:whatsapp|instagram|facebook|
telegram|google news|twitter)|join our (?:whatsapp|telegram)|suivez-nous|síguenos|seguici su|
hat ihnen (?:dieser|der) artikel gefallen|unterstützen sie (?:uns|unsere? (?:arbeit|journalis))|
support (?:our|independent) journalism|(?:article|contenu) réservée? aux|
il vous reste \d.{0,12} de (?:cet|l.) ?article|la suite est réservée|nur für abonnent|
exklusiv für abonnent|(?:for|available to) subscribers only|solo para suscriptores|
riservato agli abbonati|alleen voor abonnees)|
无断|無断転載|무단 ?전재"""
)
_READING_TIME = folded_pattern(
    r"""
(?:(?:temps de )?lecture|lesezeit|lesedauer|reading time|tiempo de lectura|tempo di lettura|
leestijd|lästid)\W{0,3}(?:ca\W{1,2})?\d+\W?min\w{0,6}\W?$|
\d+\W?min\w{0,6}\W{1,2}(?:read|lesezeit|de lectura|de lecture|di lettura|leestijd|lästid)$"""
)
_LONGEST_READING_TIME = 32
_RIGHTS = folded_pattern(
    r"©|rights reserved|rechte vorbehalten|droits réservés|derechos reservados|rettigheter"
)
_CREDIT_LINE = folded_pattern(
    r"""
\W{0,2}(?:with (?:the )?(?:assistance|help) (?:from|of|by)|
additional (?:reporting|research|writing|editing)|reporting by|with reporting|
with additional|(?:written|edited|translated|reported|compiled) by|with (?:files|input|
contributions?) from|(?:\S+\s){1,6}contributed to this (?:report|story|article)|mitarbeit:|
unter mitarbeit|mit material (?:von|der)|mit (?:dpa|afp|ap|reuters|agenturen)\b|
avec (?:l['’])?(?:afp|reuters|ap)\b|con información de|traduc(?:tion|ido|ción)|vertaling:|
översättning|con la colaboración|ha collaborato|(?:this (?:story|article|report) )?(?:was |
is )?(?:produced|published) (?:by|in partnership)|editing by|quelle:|source:|\([^)]{2,40}\)$)"""
)
AGO = pattern(  # when an entry was published, as of the time of capture
    r"""
\b(?:\d+|an?) ?(?:h|m|d|min|mins|hrs?|minutes?|hours?|days?|weeks?|months?) ago\b|
\bvor \d+ (?:min|std|stunden?|minuten?|tagen?)\b|\b(?:il y a|hace) \d+ \w+"""
)
_STORAGE = (  # what the law calls a cookie, as banners do
    "technical storage or access", "technische speicherung oder der zugriff",
    "stockage ou l’accès technique", "stockage ou l'accès technique",
    "almacenamiento o acceso técnico", "archiviazione tecnica o l'accesso",
    "technische opslag of toegang", "armazenamento ou acesso técnico",
)  # fmt: skip
_OF_A_SITE = (
    "website", "web site", "browser", "consent", "preferences", "webseite", "einwilligung",
    "site web", "navigateur", "sitio web", "navegador", "sito web", "our partners",
)  # fmt: skip
_LONGEST_CREDIT_LINE = 240
_LONGEST_NOTICE = 600
_LONGEST_BUTTON = 60
_LONGEST_SENTENCE = 200  # characters
# One of these is in whatever the pattern above finds: asked first, because it is much cheaper.
_NOTICE_SIGNS = words(
    """
cookie|javascript|sign up|signing up|rights reserved|vorbehalten|réservé|reservados|recaptcha|
privacy|terms of|datenschutz|newsletter|anmelden|inhalt|extern|personenbezogen|account|
advertisement|ad blocker|adblock|unsubscribe|abo ab|无断|転載|전재|abonnez|anmeldung|inbox|whatsapp|
unterstützen sie|zwischenablage|clipboard|nur angemeldete|nur registrierte|kommentar wurde|
kommentar-regeln|kommentarregeln|netiquette|logged in to|log in to|erzeugt|generiert|generated|
journalism|abonnent|subscribers only|abbonati|abonnees|nicht veröffentlicht|pas publiée|
será publicad|sarà pubblicato|niet gepubliceerd"""
)
_SHORT_NOTICE_SIGNS = words(  # of lines that may be a button's or a single sentence
    """
subscribe to|download our|download the|get our|get the|follow |like us|join |here to|
jetzt abonnieren|jetzt testen|please sign|log in|your email|your e-mail|view this video|
help us improve|abspielen|retrouvez|inscrivez|suscr|iscriviti|share this|in touch with|
for more stories|this article is|this story is|this content is|got a |suivez|síguenos|seguici|
gefallen|vous reste|folge|sign in to|melden sie sich"""
)


def plain(text: str) -> str:
    """The text in small letters, its white space folded, without marks at its ends."""
    return " ".join(text.lower().split()).strip(" :•·-–—|»«>‹›→▸▶…#*.")


def _spaced(text: str) -> str:
    """The text in small letters with plain spaces, for long texts: folding takes much longer."""
    return text.lower().replace("\u00a0", " ")


# A line of a page is asked about many times, by rules that know nothing of each other: the answers
# for short lines are kept.
_kept = lru_cache(maxsize=4096)


def is_sidebar_heading(text: str) -> bool:
    """Whether a line is what pages write above a list of other articles."""
    return len(text) <= _LONGEST_HEADING and _is_sidebar_heading(text)


@_kept
def _is_sidebar_heading(text: str) -> bool:
    folded = plain(text)
    if folded in _SIDEBAR_HEADINGS or _SIDEBAR_START.match(folded):
        return True
    if _SIDEBAR_NAMED.fullmatch(folded):
        return True
    return folded.endswith(_SIDEBAR_ENDS) and bool(_SIDEBAR_END.search(folded))


@_kept
def follows_article(text: str) -> bool:
    """Whether a line opens like what stands below articles: comments, tags, the imprint."""
    return bool(_AFTER_ARTICLE.match(text.lower()))


def is_about_cookies(text: str) -> bool:
    """Whether a paragraph tells what a site does with cookies."""
    folded = text.lower()
    if any(said in folded for said in _STORAGE):
        return True
    return "cookie" in folded and any(word in folded for word in _OF_A_SITE)


def is_credit_line(text: str) -> bool:
    """Whether a line says who else worked on the article: "Additional reporting by …"."""
    return len(text) <= _LONGEST_CREDIT_LINE and bool(_CREDIT_LINE.match(text.lower()))


def is_notice(text: str) -> bool:
    """Whether a line is a button, an advertisement's label or a notice of the site."""
    return len(text) <= _LONGEST_NOTICE and _is_notice(text)


def opens_notice(text: str) -> bool:
    """Whether a line is a notice by its first words, or about rights, not just by some in it."""
    folded = plain(text)
    return bool(_NOTICE.match(folded) or _RIGHTS.search(folded))


@_kept
def _is_notice(text: str) -> bool:
    folded = plain(text) if len(text) <= _LONGEST_BUTTON else _spaced(text)
    if folded in _BUTTONS or folded in ADVERTISEMENTS:
        return True
    if len(folded) <= _LONGEST_READING_TIME and _READING_TIME.match(folded):
        return True
    for sign in _NOTICE_SIGNS:  # a plain loop: half the time of any() with a generator
        if sign in folded:
            return bool(_NOTICE.search(folded))
    if len(folded) <= _LONGEST_SENTENCE:
        for sign in _SHORT_NOTICE_SIGNS:
            if sign in folded:
                return bool(_NOTICE.search(folded))
    return False
