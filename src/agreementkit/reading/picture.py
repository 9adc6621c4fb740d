"""A page's picture: what can be measured of it, and the view of it that Tesseract reads best.

What was measured behind the choices (A4 pages of print between 8 and 11 points, Tesseract 5.3 with ``deu``): a picture
of 200 dpi is read a fifth faster than one of 300 dpi and with fewer faults, at all sizes; straightening halves the
faults of a page that is skewed by one degree; without an even background the threshold loses the shaded side; a median
over three by three pixels removes dust and noise, and the full stops of a clean page at 150 dpi with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from agreementkit.records import Box

if TYPE_CHECKING:
    from PIL.Image import Image

READ_DPI = 200
_LOWEST_REDUCED_DPI = 240
LEAST_SKEW = 0.2
"""Degrees below which straightening gains nothing."""

_CELL = 16
_PAPER = 245
_NO_PAPER = 99.0
_TURNS = {90: "ROTATE_90", 180: "ROTATE_180", 270: "ROTATE_270"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a page's picture is like.

    Attributes:
        noise: Spread of grey levels between neighbouring pixels of bare paper.
        shade: Difference of grey levels between the brightest and the darkest paper.
        contrast: Difference of grey levels between paper and ink.
    """

    noise: float
    shade: float
    contrast: float

    @property
    def even(self) -> bool:
        """Whether one threshold parts ink and paper everywhere."""
        return self.shade < 0.15 * self.contrast

    @property
    def clean(self) -> bool:
        """Whether the picture comes straight from a printer driver, or as good as that."""
        return self.noise < 1.5 and self.even

    @property
    def hopeless(self) -> bool:
        """Whether there is no paper, or no ink on it: a photograph, hatching, noise."""
        return self.noise > 30 or self.contrast < 25

    @property
    def grainy(self) -> bool:
        """Whether noise and dust are so strong that fine marks are worth less than they cost."""
        return self.noise > 4.2


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture that Tesseract reads, and the way back to the page.

    Attributes:
        image: In grey (mode ``L``).
        dpi: Its resolution.
        turned: Degrees counterclockwise by which the page was turned to make it: 0, 90, 180, 270.
        skew: Degrees counterclockwise by which it was straightened after that, about its middle.
        options: What Tesseract is told with it.
        dusty: Whether there may be specks on it that are no print.
        smoothed: Whether it was smoothed: no dust is left then, and small marks have lost some of their ink.
        done: What was done to the page, for its reason.
    """

    image: Image
    dpi: float
    turned: int = 0
    skew: float = 0.0
    options: str = ""
    dusty: bool = False
    smoothed: bool = False
    done: tuple[str, ...] = ()

    def on_page(self, box: Box) -> Box:
        """A box of this view on the page as it is shown."""
        x0, top, x1, bottom = box
        width, height = self.image.width * 72 / self.dpi, self.image.height * 72 / self.dpi
        x, y = (x0 + x1 - width) / 2, (top + bottom - height) / 2
        cosine, sine = cos(radians(self.skew)), sin(radians(self.skew))
        x, y = x * cosine - y * sine, x * sine + y * cosine
        across, down = (x1 - x0) / 2, (bottom - top) / 2
        if self.turned == 180:
            x, y = -x, -y
        elif self.turned == 90:
            x, y, across, down, width, height = -y, x, down, across, height, width
        elif self.turned == 270:
            x, y, across, down, width, height = y, -x, down, across, height, width
        x, y = x + width / 2, y + height / 2
        return round(x - across, 2), round(y - down, 2), round(x + across, 2), round(y + down, 2)


def is_blank(image: Image) -> bool:
    """Whether a page holds no more ink than dust: less than one pixel in 50,000 is clearly darker than the paper.

    One short line of print on A4 covers twenty times as much.
    """
    counts = image.histogram()
    total = sum(counts)
    seen = paper = 0
    for level, count in enumerate(counts):
        seen += count
        if seen * 2 >= total:
            paper = level
            break
    return paper >= 64 and sum(counts[: max(0, paper - 60)]) * 50_000 < total


def measure(image: Image) -> Measures:
    """Measure a page's picture, on a sample of it."""
    import numpy as np

    step = max(1, min(image.size) // (64 * _CELL))
    cells = _cells(np.asarray(image), _CELL)[::step, ::step]
    bright = np.percentile(cells, 75, axis=2)
    dark = cells.min(axis=2)
    paper = float(np.median(bright))
    ink = paper - float(np.percentile(dark, 2))
    bare = cells[bright - dark < max(60.0, 0.4 * ink)].astype(np.float32)
    noise = float(np.median(bare.std(axis=1))) if len(bare) > 20 else _NO_PAPER
    shade = float(np.percentile(bright, 98) - np.percentile(bright, 3))
    return Measures(noise=noise, shade=shade, contrast=ink)


def plain_view(image: Image, dpi: float, turned: int = 0) -> View:
    """The picture at the resolution that is read best, otherwise as it is."""
    from PIL import Image as Images

    if turned:
        image = image.transpose(getattr(Images.Transpose, _TURNS[turned]))
    view = View(image=image, dpi=dpi, turned=turned, done=(f"turned by {turned} degrees",) if turned else ())
    return _scaled(view) if dpi >= _LOWEST_REDUCED_DPI else view


def cleaned_view(image: Image, dpi: float, found: Measures, turned: int = 0, *, strong: bool = False) -> View:
    """The picture with what is wrong with it undone: shade, dust, noise, skew, low resolution.

    Args:
        image: The page in grey.
        dpi: Its resolution.
        found: What was measured of it.
        turned: Degrees counterclockwise by which it is turned first.
        strong: Do everything, whatever was measured.
    """
    from PIL import ImageFilter

    view = plain_view(image, dpi, turned)
    done = list(view.done)
    picture, options = view.image, ""
    smoothed = strong or found.grainy
    if strong or not found.even:
        picture = flattened(picture)
        # Sauvola: a threshold from the neighbourhood; a page of even light is read worse by it.
        options = "-c thresholding_method=2"
        done.append("lit evenly")
    if smoothed:
        picture = picture.filter(ImageFilter.MedianFilter(3))
        done.append("smoothed")
    else:
        picture = without_dust(picture)
    dusty = strong or not found.clean
    view = replace(view, image=picture, options=options, dusty=dusty, smoothed=smoothed, done=tuple(done))
    angle = skew_of(picture)
    if abs(angle) >= LEAST_SKEW:
        from PIL import Image as Images

        paper = _paper_level(picture)
        view = replace(
            view,
            image=picture.rotate(angle, resample=Images.Resampling.BICUBIC, fillcolor=paper),
            skew=angle,
            done=(*view.done, f"straightened by {abs(angle):.1f} degrees"),
        )
    return _scaled(view) if view.dpi < 0.9 * READ_DPI else view


def flattened(image: Image) -> Image:
    """The picture with its paper lit evenly: every level divided by that of the paper around it."""
    import numpy as np
    from PIL import Image as Images
    from PIL import ImageFilter

    paper = np.percentile(_cells(np.asarray(image), _CELL), 80, axis=2).astype(np.uint8)
    around = Images.fromarray(paper).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    light = np.asarray(around.resize(image.size, Images.Resampling.BICUBIC)).astype(np.float32)
    levels = np.asarray(image) * (_PAPER / np.maximum(light, 1.0))
    return Images.fromarray(np.minimum(levels, 255.0).astype(np.uint8))


def without_dust(image: Image) -> Image:
    """The picture without specks of at most five pixels that stand alone: nothing else within six pixels.

    The dot of an i and a full stop stand nearer to their letter. Dots in a row, on which somebody signs, are kept.
    """
    import numpy as np
    from PIL import Image as Images

    levels = np.asarray(image)
    paper = _paper_level(image)
    dark = levels < paper - 50
    rows, columns = np.nonzero(dark)
    if not 0 < len(rows) < dark.size // 4:
        return image
    sums = _sums(dark)
    near = _around(sums, rows, columns, 2)
    alone = near == _around(sums, rows, columns, 6)
    rows, columns, near = rows[alone], columns[alone], near[alone]
    sums = _sums(_mask(dark.shape, rows, columns))
    # A pixel goes only if all of its speck goes.
    whole = _around(sums, rows, columns, 2) == near
    rows, columns, near = rows[whole], columns[whole], near[whole]
    sums = _sums(_mask(dark.shape, rows, columns))
    lonely = _around(sums, rows, columns, 40, 2) <= 2 * near
    cleaned = levels.copy()
    for row in range(-2, 3):
        for column in range(-2, 3):
            down = np.clip(rows[lonely] + row, 0, dark.shape[0] - 1)
            across = np.clip(columns[lonely] + column, 0, dark.shape[1] - 1)
            cleaned[down, across] = paper
    return Images.fromarray(cleaned)


def skew_of(image: Image, limit: float = 5.0) -> float:
    """Measure by how many degrees a page must be turned counterclockwise to stand straight.

    Args:
        image: In grey.
        limit: The largest angle that is looked for.

    Returns:
        The angle at which the rows of ink are parted most sharply; 0.0 where there is little ink.
    """
    import numpy as np

    rows, columns = _ink(image)
    if not len(rows):
        return 0.0
    best = 0.0
    for width, step in ((limit, 0.5), (0.5, 0.1), (0.1, 0.05)):
        angles = np.arange(best - width, best + width + step / 2, step)
        best = float(angles[int(np.argmax([_sharpness(rows, columns, angle) for angle in angles]))])
    # At the limit no line was found, only the edge of what was looked at.
    sharper = _sharpness(rows, columns, best) > 1.05 * _sharpness(rows, columns, 0.0)
    return round(best, 2) if sharper and abs(best) < limit - 0.2 else 0.0


def lies_sideways(image: Image) -> bool:
    """Whether the lines of a page run from top to bottom: its columns of ink are parted more sharply than its rows."""
    rows, columns = _ink(image)
    if not len(rows):
        return False
    level = max(_sharpness(rows, columns, angle) for angle in (-2.0, -1.0, 0.0, 1.0, 2.0))
    upright = max(_sharpness(columns, rows, angle) for angle in (-2.0, -1.0, 0.0, 1.0, 2.0))
    return upright > 1.3 * level


def _ink(image: Image) -> tuple[Any, Any]:
    """Rows and columns of dark pixels of the picture made small; none where there are too few or too many."""
    import numpy as np

    small = image.reduce(max(1, round(max(image.size) / 1200)))
    levels = np.asarray(small)
    rows, columns = np.nonzero(levels < _paper_level(small) - 50)
    if not 300 < len(rows) < levels.size // 3:
        return rows[:0], columns[:0]
    every = max(1, len(rows) // 60_000)
    return rows[::every], columns[::every]


def _sharpness(rows: Any, columns: Any, degrees: float) -> float:
    """How sharply lines that rise by so many degrees are parted."""
    import numpy as np

    shifted = rows - columns * np.tan(np.radians(degrees))
    counts = np.bincount((shifted - shifted.min()).astype(np.int64)).astype(np.float64)
    return float(((counts[1:] - counts[:-1]) ** 2).sum())


def _scaled(view: View) -> View:
    """The view at the resolution that is read best."""
    from PIL import Image as Images

    factor = READ_DPI / view.dpi
    size = (max(1, round(view.image.width * factor)), max(1, round(view.image.height * factor)))
    return replace(view, image=view.image.resize(size, Images.Resampling.BICUBIC), dpi=READ_DPI)


def _paper_level(image: Image) -> int:
    """The grey level that three quarters of the pixels do not exceed in darkness."""
    counts = image.histogram()
    seen, half = 0, sum(counts) // 2
    for level, count in enumerate(counts):
        seen += count
        if seen > half:
            return level
    return 255


def _cells(levels: Any, size: int) -> Any:
    """An array of levels in squares: rows of cells, cells, levels of each; the rest at the edges is left out."""
    import numpy as np

    height, width = (max(1, length // size) for length in levels.shape)
    if min(levels.shape) < size:
        levels = np.pad(levels, [(0, max(0, size - length)) for length in levels.shape], mode="edge")
    cut = levels[: height * size, : width * size]
    return cut.reshape(height, size, width, size).swapaxes(1, 2).reshape(height, width, size * size)


def _mask(shape: tuple[int, ...], rows: Any, columns: Any) -> Any:
    """A mask that is true at the given pixels."""
    import numpy as np

    mask = np.zeros(shape, np.bool_)
    mask[rows, columns] = True
    return mask


def _sums(mask: Any) -> Any:
    """For each corner between pixels, how many pixels of a mask lie above and left of it."""
    import numpy as np

    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
    np.cumsum(mask, axis=0, dtype=np.int32, out=sums[1:, 1:])
    np.cumsum(sums, axis=1, out=sums)
    return sums


def _around(sums: Any, rows: Any, columns: Any, across: int, down: int | None = None) -> Any:
    """How many pixels of a mask, given by its sums, lie within a distance of given ones."""
    import numpy as np

    down = across if down is None else down
    top, bottom = np.maximum(rows - down, 0), np.minimum(rows + down + 1, sums.shape[0] - 1)
    left, right = np.maximum(columns - across, 0), np.minimum(columns + across + 1, sums.shape[1] - 1)
    return sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
