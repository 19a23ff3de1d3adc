"""The fault of a drawing that cannot be drawn: what passes from the engine to the exporter."""


class NotDrawnError(Exception):
    """The SVG at `address` cannot be drawn."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)
