"""A shell that runs nothing: it answers from a script and remembers what it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from set_up.shell import Outcome, Shell, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DONE = Outcome(0)


class FakeShell(Shell):
    """Answers a command from the first script whose words are all in it; other commands succeed.

    A script's answers are given in turn, the last one for ever; an exception is raised.
    """

    def __init__(
        self, scripts: Mapping[str, Sequence[Outcome | BaseException]] | None = None
    ) -> None:
        self.scripts = {words: list(answers) for words, answers in (scripts or {}).items()}
        self.commands: list[str] = []

    def run(self, command: Sequence[str], shown: Callable[[str], str | None] = silent) -> Outcome:
        line = " ".join(command)
        self.commands.append(line)
        for words, answers in self.scripts.items():
            if set(words.split()) <= set(line.split()):
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if isinstance(answer, BaseException):
                    raise answer
                for piece in answer.lines:
                    shown(piece)
                return answer
        return DONE
