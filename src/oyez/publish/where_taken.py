"""Whether the file of a picture says where it was taken."""

from __future__ import annotations

import re
from typing import Final

from PIL import Image
from PIL.ExifTags import GPS, IFD

from oyez.looking.pictures import exif_of

PLACE: Final = (GPS.GPSLatitude, GPS.GPSLongitude)
# Without a fix, cameras write zeros or 0/0, which Pillow reads as nan.
NUMBER: Final = re.compile("[1-9]")
FILLED: Final = re.compile(
    rb"[\s<](?:exif:GPSL(?:at|ong)itude|photoshop:City|Iptc4xmpCore:Location|"
    rb"Iptc4xmpExt:(?:City|Sublocation))(?:\s*=\s*[\"']\s*[^\s\"']|\s*>\s*[^\s<])"
)


def says_place(image: Image.Image) -> bool:
    """Whether a loaded picture names its place, in EXIF or in XMP."""
    gps = exif_of(image).get_ifd(IFD.GPSInfo)
    if any(NUMBER.search(str(gps.get(tag, ""))) for tag in PLACE):
        return True
    xmp = image.info.get("xmp", b"")
    return isinstance(xmp, bytes) and FILLED.search(xmp) is not None
