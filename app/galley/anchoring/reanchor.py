"""Re-anchoring the marks of one version in the text of another.

Where the old text is known, each mark is followed through it; else its selectors must do. The
answers are proposals: nothing is applied, and no anchor of the old version is touched.
"""

from collections.abc import Sequence
from dataclasses import replace

from galley.anchoring.alarms import alarms_of
from galley.anchoring.cascade import Selectors, find_by_selectors
from galley.anchoring.diff_map import DiffMap
from galley.anchoring.elsewhere import Find, Kinship, exact_places, is_claimed
from galley.anchoring.folding import FoldedText, fold
from galley.anchoring.resemblance import Resemblance, resemblances
from galley.anchoring.time_cap import TimeCap
from galley.anchoring.tracing import Landing, follow, follow_moves
from galley.domain.annotation import AnchorStatus, Target
from galley.domain.jobs import Job
from galley.domain.proposal import Candidate, Proposal, Rejection

__all__ = ["SECONDS_AN_ARTICLE", "reanchor"]

SECONDS_AN_ARTICLE = 3.0  # for all searches for what is merely alike

_SHOWN = 0.72  # likeness of a place that is worth a person's look
_SHORTEST_ALIKE = 16  # code points of a quote that others can be alike to
_MOST_CANDIDATES = 8
_REJECTIONS = {
    Kinship.CLAIMED: Rejection.CLAIMED,
    Kinship.WORDS: Rejection.OTHER_SURROUNDINGS,
    Kinship.PLACE: Rejection.NOT_ALONE,
    Kinship.COMPANY: Rejection.NOT_ALONE,
}


def reanchor(
    targets: Sequence[Target],
    new: str,
    *,
    old: str | None = None,
    cap: TimeCap | None = None,
    job: Job | None = None,
) -> list[Proposal]:
    """What becomes of each target in a new text, in the order given.

    Args:
        targets: Of one version; offsets in code points of ``old``.
        new: The new version's canonical text.
        old: The canonical text that the targets were made in, or None where it is not known.
        cap: How long to look for what is merely alike; without it :data:`SECONDS_AN_ARTICLE`.
        job: Told of each target, and asked whether to go on.

    Raises:
        JobCancelled: The job was cancelled.
    """
    cap = cap or TimeCap(SECONDS_AN_ARTICLE)
    by_selectors = _BySelectors(new, cap)
    by_diff: _ByDiff | None = None
    proposals = []
    for done, target in enumerate(targets):
        if job:
            job.step(done, len(targets))
        if old is not None and old[target.start : target.end] == target.exact and target.exact:
            by_diff = by_diff or _ByDiff(old, new, cap)
            proposals.append(by_diff.propose(target))
        else:  # selectors from elsewhere: their position is a hint, no more
            proposals.append(by_selectors.propose(target))
    return _without_collisions(targets, proposals)


class _ByDiff:
    """Proposals for targets whose old text is known."""

    def __init__(self, old: str, new: str, cap: TimeCap) -> None:
        self._diff = DiffMap(old, new)
        self._new = new
        self._cap = cap

    def propose(self, target: Target) -> Proposal:
        start, end = self._diff.old.fold_range(target.start, target.end)
        if start == end:
            return self._propose_unseen(target, start)
        landing = follow(self._diff, start, end)
        if landing and landing.sure:
            return self._landed(target, (start, end), landing)
        finds = exact_places(self._diff, start, end)
        for kinship in (Kinship.COMPANY, Kinship.PLACE):
            kin = [find for find in finds if find.kinship is kinship]
            if kin:
                return self._found(target, AnchorStatus.MOVED, kin, finds)
        if landing:
            place = self._unfold(target, landing.start, landing.end)
            return self._suggested(target, (start, end), place, finds)
        words = [find for find in finds if find.kinship is Kinship.WORDS]
        if words:
            return self._found(target, AnchorStatus.SUGGESTED, words, finds)
        moved = follow_moves(self._diff, start, end)
        if moved:
            return self._suggested(target, (start, end), self._unfold(target, *moved), finds)
        return self._alike(target, (start, end), finds)

    def _landed(self, target: Target, quote: tuple[int, int], landing: Landing) -> Proposal:
        before = self._diff.old.text[quote[0] : quote[1]]
        after = self._diff.new.text[landing.start : landing.end]
        place = self._unfold(target, landing.start, landing.end)
        alarms = alarms_of(landing.before, landing.after)
        if before != after or alarms:
            return Proposal(AnchorStatus.CHANGED, *place, alarms=alarms)
        return Proposal(AnchorStatus.ANCHORED if landing.settled else AnchorStatus.MOVED, *place)

    def _found(
        self, target: Target, status: AnchorStatus, kin: Sequence[Find], finds: Sequence[Find]
    ) -> Proposal:
        """The one occurrence of this kind, or the choice among several."""
        if len(kin) > 1:
            return Proposal(AnchorStatus.AMBIGUOUS, candidates=self._candidates(target, finds))
        rest = [find for find in finds if find is not kin[0]]
        place = self._unfold(target, kin[0].start, kin[0].end)
        return Proposal(status, *place, candidates=self._candidates(target, rest))

    def _suggested(
        self,
        target: Target,
        quote: tuple[int, int],
        place: tuple[int, int],
        finds: Sequence[Find],
    ) -> Proposal:
        before = self._diff.old.text[quote[0] : quote[1]]
        alarms = alarms_of(before, fold(self._new[place[0] : place[1]]).text)
        candidates = self._candidates(target, finds)
        return Proposal(AnchorStatus.SUGGESTED, *place, alarms=alarms, candidates=candidates)

    def _alike(self, target: Target, quote: tuple[int, int], finds: Sequence[Find]) -> Proposal:
        """Other words elsewhere, as a suggestion; without any, an orphan."""
        candidates = self._candidates(target, finds)
        if quote[1] - quote[0] < _SHORTEST_ALIKE:
            return Proposal(AnchorStatus.ORPHAN, candidates=candidates)
        if self._cap.is_up:
            return Proposal(AnchorStatus.ORPHAN, candidates=candidates, searched=False)
        words = self._diff.old.text[quote[0] : quote[1]]
        found = [
            place
            for place in resemblances(words, self._diff.new.text, self._diff.added())
            if place.likeness >= _SHOWN and not is_claimed(self._diff, place[:2], quote)
        ]
        if not found:
            return Proposal(AnchorStatus.ORPHAN, candidates=candidates)
        place = self._unfold(target, found[0].start, found[0].end)
        proposal = self._suggested(target, quote, place, finds)
        others = tuple(self._candidate(target, other) for other in found[1:])
        return replace(proposal, candidates=(others + candidates)[:_MOST_CANDIDATES])

    def _candidate(self, target: Target, place: Resemblance) -> Candidate:
        start, end = self._unfold(target, place.start, place.end)
        return Candidate(start, end, place.likeness, Rejection.OTHER_WORDS)

    def _candidates(self, target: Target, finds: Sequence[Find]) -> tuple[Candidate, ...]:
        likeliest = sorted(finds, key=lambda find: -find.kinship)[:_MOST_CANDIDATES]
        return tuple(
            Candidate(*self._unfold(target, f.start, f.end), 1.0, _REJECTIONS[f.kinship])
            for f in likeliest
        )

    def _propose_unseen(self, target: Target, at: int) -> Proposal:
        """A mark on nothing but characters that nobody sees: there, or gone."""
        trace = self._diff.trace(at, at)
        if (trace.before.old_end, trace.after.old) == (at, at):
            low = self._diff.new.unfold(0, trace.before.new_end)[1] if at else 0
            high = self._diff.new.unfold(trace.after.new, len(self._diff.new.text))[0]
            if trace.after.new == len(self._diff.new.text):
                high = len(self._new)
            place = self._new.find(target.exact, low, high)
            if place >= 0:
                return Proposal(AnchorStatus.ANCHORED, place, place + len(target.exact))
        return Proposal(AnchorStatus.ORPHAN)

    def _unfold(self, target: Target, start: int, end: int) -> tuple[int, int]:
        """The place in the new text, with the unseen characters at its ends if they are there."""
        low, high = self._diff.new.unfold(start, end)
        old = self._diff.old
        core = old.unfold(*old.fold_range(target.start, target.end))
        outer = low - (core[0] - target.start), high + (target.end - core[1])
        if outer[0] >= 0 and self._new[outer[0] : outer[1]] == target.exact:
            return outer
        return low, high


class _BySelectors:
    """Proposals for targets that came without their text."""

    def __init__(self, new: str, cap: TimeCap) -> None:
        self._raw = new
        self._cap = cap
        self._folded: FoldedText | None = None

    def propose(self, target: Target) -> Proposal:
        self._folded = self._folded or fold(self._raw)
        new = self._folded
        in_time = not self._cap.is_up
        found = find_by_selectors(Selectors.of(target), new, alike=in_time)
        candidates = tuple(
            Candidate(*new.unfold(place.start, place.end), place.likeness, rejection)
            for place, rejection in found.others
        )
        if found.place is None:
            searched = in_time or found.status is not AnchorStatus.ORPHAN
            return Proposal(found.status, candidates=candidates, searched=searched)
        place = new.unfold(found.place.start, found.place.end)
        after = new.text[found.place.start : found.place.end]
        alarms = alarms_of(fold(target.exact).text, after)
        return Proposal(found.status, *place, alarms=alarms, candidates=candidates)


def _without_collisions(targets: Sequence[Target], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Two marks on different words can't both have moved to one place: then a person chooses."""
    owners: dict[tuple[int | None, int | None], set[tuple[int, int]]] = {}
    for target, proposal in zip(targets, proposals, strict=True):
        if proposal.status is not AnchorStatus.ORPHAN and proposal.start is not None:
            owners.setdefault((proposal.start, proposal.end), set()).add((target.start, target.end))
    return [
        _ambiguous(p) if p.status is AnchorStatus.MOVED and len(owners[p.start, p.end]) > 1 else p
        for p in proposals
    ]


def _ambiguous(proposal: Proposal) -> Proposal:
    """The same proposal as a choice."""
    if proposal.start is None or proposal.end is None:
        return proposal
    first = Candidate(proposal.start, proposal.end, 1.0, Rejection.NOT_ALONE)
    return Proposal(AnchorStatus.AMBIGUOUS, candidates=(first, *proposal.candidates))
