"""What a test takes that changes things and is not about backups."""

from galley.domain.keeping import Before, Occasion
from galley.services.safety.large_changes import go_on_without

__all__ = ["WITHOUT_BACKUP"]

WITHOUT_BACKUP = go_on_without(Occasion(Before.CHANGE, 1_000_000))
