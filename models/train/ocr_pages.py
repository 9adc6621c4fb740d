"""Sets text as page images and reads them back with Tesseract; the error model's recipe and the benchmarks use it."""

from __future__ import annotations

import io
import os
import random
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

MARGIN_IN = 0.8
PAGE_IN = (8.27, 11.69)


class Condition(NamedTuple):
    """How a page is set and scanned."""

    font: Path
    size_pt: float
    dpi: int
    degraded: bool


def wrap(words: list[str], font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Fill lines of at most ``width`` pixels."""
    lines: list[str] = []
    line = ""
    for word in words:
        wider = f"{line} {word}" if line else word
        if line and font.getlength(wider) > width:
            lines.append(line)
            line = word
        else:
            line = wider
    return [*lines, line] if line else lines


def set_pages(paragraphs: list[str], condition: Condition) -> list[tuple[list[str], Image.Image]]:
    """Set paragraphs on pages; returns each page's lines and its grey image."""
    font = ImageFont.truetype(str(condition.font), round(condition.size_pt * condition.dpi / 72))
    width, height = (round(inches * condition.dpi) for inches in PAGE_IN)
    margin = round(MARGIN_IN * condition.dpi)
    step = round(condition.size_pt * 1.35 * condition.dpi / 72)
    lines = [line for paragraph in paragraphs for line in wrap(paragraph.split(), font, width - 2 * margin)]
    per_page = (height - 2 * margin) // step
    pages = []
    for start in range(0, len(lines), per_page):
        image = Image.new("L", (width, height), 255)
        draw = ImageDraw.Draw(image)
        for number, line in enumerate(lines[start : start + per_page]):
            draw.text((margin, margin + number * step), line, font=font, fill=0)
        pages.append((lines[start : start + per_page], image))
    return pages


def degrade(image: Image.Image, seed: int) -> Image.Image:
    """Blur, add noise, turn by up to one degree and press as JPEG, as a scanner of an office does."""
    chance = random.Random(seed)
    image = image.rotate(chance.uniform(-1.0, 1.0), resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.8))
    grey = np.asarray(image, dtype=np.float32)
    grey += np.random.default_rng(seed).normal(0.0, 6.0, grey.shape).astype(np.float32)
    image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=50)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("L")


def read_back(image: Image.Image, language: str, dpi: int) -> list[str]:
    """The lines that Tesseract reads, empty ones left out."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", "6", "--dpi", str(dpi)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=buffer.getvalue(), capture_output=True, check=True, env=environment)
    return [line for line in done.stdout.decode("utf-8").replace("\f", "").splitlines() if line.strip()]
