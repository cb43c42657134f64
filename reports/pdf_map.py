"""A small map as a piece of a PDF page."""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from layers.classes import GROUND
from layers.small_map import Mark, Shape, SmallMap

_FONT, _HALO = "Helvetica-Bold", 0.5
_EVEN_ODD = 0


class MapOnPaper(Flowable):
    """The map at its own size, cut at its frame."""

    def __init__(self, drawn: SmallMap) -> None:
        super().__init__()
        self.drawn = drawn
        self.width, self.height = drawn.width * mm, drawn.height * mm

    def draw(self) -> None:
        """Draw shapes from back to front, then marks, then the frame."""
        page = self.canv
        page.saveState()
        frame = page.beginPath()
        frame.rect(0, 0, self.width, self.height)
        page.clipPath(frame, stroke=0, fill=0)
        page.setFillColor(HexColor(GROUND["paper"]))
        page.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        page.setLineJoin(1)
        for shape in self.drawn.shapes:
            self._shape(shape)
        for mark in self.drawn.marks:
            self._mark(mark)
        page.restoreState()
        page.setStrokeColor(HexColor("#ddd8ce"))
        page.setLineWidth(0.2 * mm)
        page.rect(0, 0, self.width, self.height, stroke=1, fill=0)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return round(x * mm, 2), round(self.height - y * mm, 2)

    def _shape(self, shape: Shape) -> None:
        page = self.canv
        path = page.beginPath()
        for ring in shape.rings:
            path.moveTo(*self._at(*ring[0]))
            for point in ring[1:]:
                path.lineTo(*self._at(*point))
            if shape.closed:
                path.close()
        if shape.fill:
            page.setFillColor(HexColor(shape.fill))
        if shape.stroke:
            page.setStrokeColor(HexColor(shape.stroke))
            page.setLineWidth(shape.width * mm)
            page.setLineCap(2 if shape.closed else 1)
        page.drawPath(
            path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)), fillMode=_EVEN_ODD
        )

    def _mark(self, mark: Mark) -> None:
        page = self.canv
        x, y = self._at(mark.x, mark.y)
        if mark.radius:
            page.setFillColor(HexColor(mark.fill))
            page.circle(x, y, mark.radius * mm, stroke=0, fill=1)
        if not mark.text:
            return
        size, down = mark.size * mm, mark.size * mm * 0.36
        if not mark.radius:
            self._text(mark.text, x, y - down, size, "#ffffff", halo=True)
        self._text(mark.text, x, y - down, size, mark.colour, halo=False)

    def _text(self, text: str, x: float, y: float, size: float, colour: str, *, halo: bool) -> None:
        page = self.canv
        left = x - page.stringWidth(text, _FONT, size) / 2
        letters = page.beginText(round(left, 2), round(y, 2))
        letters.setFont(_FONT, size)
        letters.setFillColor(HexColor(colour))
        letters.setStrokeColor(HexColor(colour))
        page.setLineWidth(_HALO * mm if halo else 0)
        letters.setTextRenderMode(2 if halo else 0)
        letters.textOut(text)
        page.drawText(letters)
