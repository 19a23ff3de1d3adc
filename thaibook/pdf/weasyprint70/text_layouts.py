"""Pango's layouts of text, made with less ado.

For each piece of text, and once more when it is drawn, WeasyPrint makes a Pango context and a
description of the font. Here all texts of one style share them. What is made of them is what
weasyprint.text.line_break.Layout.setup makes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
# All that decides how a text is set, but for its spacing.
DECISIVE = (
    "direction", "font_language_override", "lang", "font_family", "font_style", "font_stretch",
    "font_weight", "font_size", "font_variation_settings", "text_decoration_line", *FEATURES,
)  # fmt: skip

METRICS = (
    "ascent", "underline_position", "strikethrough_position", "underline_thickness",
    "strikethrough_thickness",
)  # fmt: skip


class _Model(NamedTuple):
    """What layouts of one style share; metrics: where lines under and through a text stand, by
    the names that Layout has for them."""

    context: Any
    language: Any
    description: Any
    features: bytes
    metrics: dict[str, float | None]


class TextLayouts:
    """Stands in the place of line_break.Layout.setup for the documents of one font
    configuration."""

    def __init__(self) -> None:
        self._models: dict[tuple[Any, ...], _Model] = {}

    def setup(self, layout: Any, style: Any) -> None:
        """Make a Pango layout for a text in `style`."""
        key = tuple([style[name] for name in DECISIVE])
        try:
            model = self._models.get(key)
        except TypeError:  # a list of families
            key = (str(key),)
            model = self._models.get(key)
        if model is None:
            model = self._models[key] = _model(style)
        layout.style = style
        layout.first_line_direction = 0
        layout.language = model.language
        layout.__dict__.update(model.metrics)
        made = pango.pango_layout_new(model.context)
        layout.layout = ffi.gc(made, gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, model.description)
        if model.features:
            known = style.font_config.font_features
            if model.features not in known:
                known[model.features] = pango.pango_attr_font_features_new(model.features)
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, known[model.features])
            pango.pango_layout_set_attributes(layout.layout, attributes)


def _model(style: Any) -> _Model:
    made = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(made, gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if name:
        written, _kept = unicode_to_char_p(name)
        language = pango.pango_language_from_string(written)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    description = get_font_description(style)
    features = font_features(*(style[feature] for feature in FEATURES))
    said = ",".join(f"{feature} {value}" for feature, value in features.items()).encode()
    metrics = _metrics(style, context, description, language)
    return _Model(context, language, description, said, metrics)


def _metrics(style: Any, context: Any, description: Any, language: Any) -> dict[str, float | None]:
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(METRICS)
    metrics = ffi.gc(
        pango.pango_context_get_metrics(context, description, language),
        pango.pango_font_metrics_unref,
    )
    return {
        name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics)
        for name in METRICS
    }
