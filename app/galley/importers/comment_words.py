"""The words, in many languages, around what readers wrote below an article; no rules."""

from galley.importers.phrases import folded_pattern, plain, words

__all__ = ["answers_reader", "is_comments_heading", "opens_comments"]

_HEADING = folded_pattern(
    r"""
(?:\d+ )?(?:(?:top|all|top[- ]rated|recent|user|readers?|readers.|reader.s) )?(?:comments|responses)
(?: \(?\d+\)?)?|(?:leave|write|post|add) a (?:comment|reply)|\d+ (?:replies|responses)(?: to .*)?|
(?:\d+ )?(?:leser)?kommentare(?: \(?\d+\)?)?|schreibe? einen kommentar|
(?:\d+ )?commentaires(?: \(?\d+\)?)?|laisser un commentaire|(?:\d+ )?comentarios(?: \(?\d+\)?)?|
deja un comentario|(?:\d+ )?commenti(?: \(?\d+\)?)?|lascia un commento|(?:\d+ )?comentários|
deixe um comentário|(?:\d+ )?reacties|(?:\d+ )?kommentarer|(?:\d+ )?komentarze|комментарии|
コメント(?:一覧)?|댓글|评论|留言"""
)
_OPENING = folded_pattern(
    r"""
\W*(?:(?:\d+|all|view|show|see|top|best|latest|readers?) (?:\w+ )?)?(?:comments?|kommentare?|
commentaires?|comentarios?|commenti|reacties|kommentarer|komentarze|yorumlar|комментарии|コメント|
댓글|评论)\W*\d*\W*$|leave a (?:reply|comment)|join the (?:conversation|discussion)|
comments are closed|(?:\d+|one|eine?|une?|una|uno|e[eé]n|jeden|один) (?:thoughts?|comments?|
responses?|repl(?:y|ies)|kommentare?|gedanken?|antworten?|réflexions?|commentaires?|réponses?|comentarios?|
pensamientos?|respuestas?|comment[oi]|pensier[oi]|rispost[ae]|comentários?|reacties?|gedachten?|
komentarz[ye]?|комментари\w+) (?:on|to|zu|auf|sur|à|en|a|su|op|over|do|к)\b"""
)
_ANSWERS = words(  # the button below what a reader wrote; a line "Svar" may be of an interview
    """
reply|reply to this|reply to this comment|log in to reply|antworten|auf kommentar antworten|
répondre|responder|rispondi|beantwoorden|reageer|reageren|svara|besvar|odpowiedz|odpovědět|
odpovedať|vastaa|yanıtla|cevapla|ответить|відповісти|отговор|返信|답글|回复|回覆|balas|trả lời|
απάντηση|válasz|răspunde|odgovori"""
)
_LONGEST_HEADING, _LONGEST_ANSWER = 48, 24


def is_comments_heading(text: str) -> bool:
    """Whether a heading opens the readers' comments."""
    return len(text) <= _LONGEST_HEADING and bool(_HEADING.fullmatch(plain(text)))


def answers_reader(text: str) -> bool:
    """Whether a line is the button by which one answers what a reader wrote."""
    return len(text) <= _LONGEST_ANSWER and text.lower().strip(" »›>") in _ANSWERS


def opens_comments(text: str) -> bool:
    """Whether a line of a text capture, where nothing tells headings, opens what readers wrote."""
    return bool(_OPENING.match(text.lower()))
