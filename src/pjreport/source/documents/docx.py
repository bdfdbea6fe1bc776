"""The text of a Word document. Headers and footers are no part of it."""

import zipfile
from io import BytesIO

import mammoth

from ...messages import marked
from .html import text_of

MOST = 64 * 1024 * 1024  # bytes of the unpacked parts
TOO_LARGE = marked("its parts have more than 64 MiB")


def read(data: bytes) -> str:
    """The text of a document. Raises `ValueError` for one that unpacks to too much."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        if sum(each.file_size for each in parts.infolist()) > MOST:
            raise ValueError(TOO_LARGE)
    page = mammoth.convert_to_html(
        BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {})
    )
    return text_of(page.value)
