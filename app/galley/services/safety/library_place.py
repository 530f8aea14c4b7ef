"""Whether a library lies where it comes to harm: on a network, in a folder that is kept in step.

SQLite's locks are not to be relied on over a network, and a program that copies a file while it is
written copies half of it. Nothing is refused: the person is told, once, and decides. Knows no
window.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

__all__ = ["Concern", "concerns_about"]

_NETWORKS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "afs", "9p", "ncpfs"),
        *("webdav", "davfs", "davfs2", "ceph", "glusterfs", "lustre"),
        *("fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs"),
        *("fuse.glusterfs", "fuse.smbnetfs", "macfuse_sshfs", "osxfuse_sshfs"),
    )
)
# The name of a service's folder, and what it leaves inside the folder that it keeps in step.
_SERVICES = {
    "Dropbox": (r"dropbox( \(.+\))?", (".dropbox", ".dropbox.cache")),
    "OneDrive": (r"onedrive( - .+)?", ()),
    "Google Drive": (r"google ?drive|my drive", (".tmp.drivedownload", ".tmp.driveupload")),
    "iCloud Drive": (r"icloud drive|com~apple~clouddocs", ()),
    "Nextcloud": (r"nextcloud", (".sync_*.db", "._sync_*.db", ".nextcloudsync.log")),
    "ownCloud": (r"owncloud", (".owncloudsync.log",)),
    "Syncthing": (r"syncthing", (".stfolder",)),
    "pCloud": (r"pcloud ?(drive|sync)", ()),
    "MEGA": (r"mega(sync)?", (".megaignore", ".debris")),
    "Box": (r"box( sync)?", ()),
}
# What such services, in several languages, call the other of two files that were both changed.
_CONFLICT = re.compile(
    r"conflict|conflit|konflikt|conflicto|conflitto|conflito|[ .-]\(?case conflict|\(\d+\)$",
    re.IGNORECASE,
)


class Concern(NamedTuple):
    """A reason to keep a library elsewhere, or to look at a file beside it.

    Attributes:
        name: Of the reason, always the same for the same one: to remember that it was told.
        sentence: For a person: what is so, and what to do.
    """

    name: str
    sentence: str


def concerns_about(library: Path) -> list[Concern]:
    """What a person should know of the place where a library lies; nothing if all is well.

    May wait for a drive that is slow to answer: not for the window's thread.

    Args:
        library: Its file.
    """
    path = library.resolve()
    found = [_network(path), _synchronised(path), *_conflict_copies(path)]
    return [concern for concern in found if concern is not None]


def _network(path: Path) -> Concern | None:
    if not _is_remote(path):
        return None
    return Concern(
        "network",
        "This library lies on a network drive, where two computers may write into it at once "
        "without knowing of each other. Keep it on this computer, and copy it to the network.",
    )


def _is_remote(path: Path) -> bool:
    import psutil  # what is mounted where, and as what, on any system

    if path.drive.startswith("\\\\"):  # Windows' own way to name another computer
        return True
    mounted = [
        (Path(disk.mountpoint), disk.fstype.lower() in _NETWORKS or "remote" in disk.opts)
        for disk in psutil.disk_partitions(all=True)
    ]
    above = [(len(mount.parts), remote) for mount, remote in mounted if path.is_relative_to(mount)]
    return max(above)[1] if above else False


def _synchronised(path: Path) -> Concern | None:
    for folder in path.parents:
        for service, (name, marks) in _SERVICES.items():
            if re.fullmatch(name, folder.name, re.IGNORECASE) or _holds(folder, marks):
                return Concern(
                    "synchronised",
                    f"This library lies in a folder that {service} keeps in step. It may copy the "
                    "library while Galley writes into it. Keep it elsewhere, and put backups here.",
                )
    return None


def _holds(folder: Path, marks: Iterable[str]) -> bool:
    try:
        return any(next(folder.glob(mark), None) is not None for mark in marks)
    except OSError:  # a folder above that this person may not look into
        return False


def _conflict_copies(path: Path) -> list[Concern]:
    """Files beside the library that a service made of another computer's library."""
    try:
        beside = sorted(path.parent.glob(f"*{path.suffix}"))
    except OSError:
        return []
    return [
        Concern(
            f"copy {other.name}",
            f"Beside this library lies “{other.name}”, which looks like what another computer "
            "wrote at the same time. Open it to see what only it has; nothing of it is in here.",
        )
        for other in beside
        if _is_conflict_copy(path, other)
    ]


def _is_conflict_copy(path: Path, other: Path) -> bool:
    if not other.stem.casefold().startswith(path.stem.casefold()) or not other.is_file():
        return False
    return _CONFLICT.search(other.stem[len(path.stem) :]) is not None
