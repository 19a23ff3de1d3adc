"""The commonest short names of emoji (GitHub, GitBook, Notion), which chats and readmes have."""

from __future__ import annotations

_NAMES = (
    "smile😄 smiley😃 grin😁 joy😂 laughing😆 wink😉 blush😊 heart_eyes😍 kissing_heart😘 "
    "sunglasses😎 thinking🤔 cry😢 sob😭 angry😠 rage😡 scream😱 sleeping😴 sweat_smile😅 "
    "heart❤ broken_heart💔 sparkling_heart💖 star⭐ star2🌟 sparkles✨ fire🔥 tada🎉 rocket🚀 "
    "warning⚠ information_source\u2139 bulb💡 memo📝 book📖 books📚 bookmark🔖 pencil✏ pencil2✏ "
    "white_check_mark✅ heavy_check_mark✔ x❌ question❓ exclamation❗ point_right👉 point_left👈 "
    "point_up👆 point_down👇 thumbsup👍 +1👍 thumbsdown👎 -1👎 clap👏 pray🙏 wave👋 muscle💪 "
    "ok_hand👌 eyes👀 100💯 pushpin📌 link🔗 lock🔒 key🔑 mag🔍 bell🔔 gift🎁 coffee☕ sunny☀ "
    "cloud☁ umbrella☂ snowflake❄ zap⚡ rainbow🌈 moon🌔 house🏠 school🏫 hourglass⌛ watch⌚ "
    "calendar📅 email📧 phone☎ computer💻 thailand🇹🇭 musical_note🎵 notes🎶 arrow_right➡ "
    "arrow_left⬅ arrow_up⬆ arrow_down⬇ construction🚧 bug🐛 cat🐱 dog🐶 elephant🐘 "
    "cherry_blossom🌸 rose🌹 sunflower🌻 rice🍚 no_entry⛔ recycle♻ copyright© registered® tm™"
)


def _split(name: str) -> tuple[str, str]:
    end = max(place for place, letter in enumerate(name, 1) if letter.isascii())
    return name[:end], name[end:]


EMOJI = dict(map(_split, _NAMES.split()))
