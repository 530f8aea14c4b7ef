"""The words with which papers say who wrote something; lists for patterns, and nothing else."""

__all__ = ["KINDS", "LABELS", "MONTHS", "OPENERS", "SAYS_BY", "WITH"]

_DONE = (
    "eingestellt|erstellt|verfasst|geschrieben|gespeichert|veröffentlicht|aufgezeichnet|notiert|"
    "protokolliert|zusammengestellt|publiziert|gepostet"
)
KINDS = (  # of articles, in German: "Ein Interview von"
    "(?:ein |eine )?(?:interview|gespräch|kommentar|bericht|artikel|text|leitartikel|essay|porträt|"
    "(?:gast|blog[ -]?)?beitrag|gastkommentar|analyse|reportage|kolumne|glosse|rezension|"
    "(?:[^\\W\\d_]{2,12})?kritik|besprechung|erfahrungsbericht|nachruf|feature|dossier|"
    "protokoll) von"
)
SAYS_BY = (  # what nothing but a byline says
    "(?:written|reported|posted|published|submitted|contributed|edited|created) by|"
    "(?:story|words|text) by|"
    f"(?:{_DONE}) von|das (?:interview|gespräch) führten?|"
    "publicado por|escrito por|publié par|posté par|écrit par|propos recueillis par|"
    "scritto da|pubblicato da|a cura di|geplaatst door|geschreven door|skrevet av|skriven av|"
    f"بقلم|الكاتب|بواسطة|מאת|{KINDS}"
)
OPENERS = (
    f"{SAYS_BY}|reporting by|reporters?|writers?|by|von|par|por|di|door|av|af|"
    "autorin/autor|autor(?:[/:*_]?in(?:nen)?|en)?|"
    "authors?|autores|autori|auteurs?|texte?|tekst|著者|作者|執筆|記者|"
    "от|автор|文|oleh|penulis|yazan"
)
LABELS = (  # only with a colon behind them
    "text|interview|text ?(?:und|and|&|\\+|/) ?(?:interview|fotos?|photos?|bilder)|"
    "interview und text|redaktion|redakteur(?:in)?|redacción|redactie|protokoll|texto|"
    "testo|entrevista|intervista|"
    "автор(?:ы)?|текст|συντάκτης|लेखक|yazar|muhabir"
)
WITH = (  # between who talked and whom with
    "im (?:gespräch|interview) mit|in (?:conversation|dialogue) with|en conversation avec|"
    "en conversación con|in conversazione con"
)
MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|"
    "dezember|january|february|march|april|june|july|august|september|october|november|december"
)
