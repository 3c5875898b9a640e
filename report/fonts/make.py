"""Makes the figures' faces from the web client's fonts. See README.md.

    pip install fonttools brotli
    python report/fonts/make.py
"""

from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
PACKAGES = HERE.parent.parent / "web/node_modules/@fontsource-variable"
FAMILIES = [
    ("source-sans-3", "Charrette Sans", "sans", {400: "Regular", 600: "SemiBold"}),
    ("brygada-1918", "Charrette Serif", "serif", {500: "Medium", 600: "SemiBold"}),
]
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x2C6, 0x2DE), *range(0x300, 0x30D),
    *range(0x1E80, 0x1E86), 0x1E9E, *range(0x2010, 0x2016), *range(0x2018, 0x2023), 0x2026, 0x2032, 0x2033, 0x2039,
    0x203A, 0x20AC, 0x2122, 0x2191, 0x2193, 0x2212,
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
# No time of making, so that the same fonts give the same bytes: 1 January 2024, in seconds since 1904.
TIME = 3786912000


def cut(path, weight, letters, folder):
    """One weight of one file, as a static font with some letters."""
    font = TTFont(path)
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["STAT", "MVAR", "HVAR", "avar", "fvar", "gvar", "meta", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    out = folder / f"{path.stem}-{weight}.ttf"
    font.save(out)
    return str(out)


def make(package, family, name, weight, style, folder):
    files = PACKAGES / package / "files"
    latin, more = (files / f"{package}-{part}-wght-normal.woff2" for part in ("latin", "latin-ext"))
    first = set(TTFont(latin).getBestCmap()) & set(LETTERS)
    second = (set(TTFont(more).getBestCmap()) & set(LETTERS)) - first
    font = merge.Merger().merge([cut(latin, weight, first, folder), cut(more, weight, second, folder)])
    kept = {record.nameID: record.toUnicode() for record in font["name"].names if record.nameID in (0, 13, 14)}
    names = kept | {
        1: family,
        2: "Bold" if weight == 600 else "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    font["name"].names = []
    for number, text in sorted(names.items()):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["head"].created = font["head"].modified = TIME
    font.recalcTimestamp = False
    font.save(HERE / f"{name}-{weight}.ttf")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for package, family, name, weights in FAMILIES:
            for weight, style in weights.items():
                make(package, family, name, weight, style, Path(folder))
