"""What a copier does to a page: skew, shadow, blur, noise, dust, JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

Degradation = Literal["none", "light", "hard"]


@dataclass(frozen=True, slots=True)
class _Copier:
    """Angles in degrees, noise and shadow in grey levels, blur in pixels at 300 dpi."""

    skew: tuple[float, float]
    blur: float
    noise: float
    shadow: float
    dust: int
    jpeg_quality: int


_COPIERS = {
    "none": _Copier((0.0, 0.0), 0.0, 0.0, 0.0, 0, 90),
    "light": _Copier((0.5, 1.2), 0.7, 6.0, 0.0, 40, 70),
    "hard": _Copier((1.0, 2.0), 1.3, 14.0, 90.0, 300, 35),
}


def jpeg_quality(kind: Degradation) -> int:
    """The JPEG quality that goes with a degradation."""
    return _COPIERS[kind].jpeg_quality


def degrade(image: Image, kind: Degradation, *, dpi: int, seed: int, page: int) -> Image:
    """Age one page.

    Args:
        image: In grey (mode ``L``).
        kind: How much.
        dpi: Its resolution: blur scales with it.
        seed: With ``page`` the same seed gives the same picture.
        page: 1-based.

    Returns:
        A picture of the same size.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    copier = _COPIERS[kind]
    if kind == "none":
        return image
    random = np.random.default_rng([seed, page])
    angle = random.uniform(*copier.skew) * random.choice([-1.0, 1.0])
    image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(copier.blur * dpi / 300))
    levels = np.asarray(image).astype(np.float32)
    height, width = levels.shape
    if copier.shadow:
        # The book's fold lies on one side: it darkens towards the edge.
        depth = np.clip(1.0 - np.arange(width) / (0.35 * width), 0.0, 1.0) ** 2
        levels -= copier.shadow * (depth if random.random() < 0.5 else depth[::-1])
    levels += random.normal(0.0, copier.noise, levels.shape)
    rows, columns = random.integers(0, height - 2, copier.dust), random.integers(0, width - 2, copier.dust)
    for row, column in zip(rows, columns, strict=True):
        levels[row : row + 2, column : column + 2] = 60
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
