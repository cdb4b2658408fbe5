"""The published problems: where they lie below SKJUTS_DATA, and the best figures that were published for them."""

from dataclasses import dataclass
from pathlib import Path

MAPS = [f"{area}{number:02}" for area in ("RSRB", "CSCB") for number in range(1, 9)]
PARK = {2700: [30, 29, 56, 59, 98, 89, 154, 157, 30, 30, 55, 62, 116, 120, 175, 175],
        5400: [27, 23, 47, 46, 79, 72, 134, 142, 24, 22, 41, 43, 97, 102, 133, 137]}
BIRD = {2700: [31, 29, 55, 62, 100, 103, 161, 173, 33, 37, 64, 69, 143, 140, 206, 186],
        5400: [31, 26, 50, 49, 91, 76, 151, 152, 30, 28, 51, 48, 121, 114, 162, 136]}
S2 = {50: [104, 106, 105, 107, 107], 200: [385, 388, 384, 383, 391]}
LEWIS = {"Mellieha": (3, 3253), "Pembroke": (5, 6043), "Porthcawl": (1, 1612), "Qrendi": (4, 4270),
         "Suffolk": (4, 6765), "Valletta": (4, 5865)}
SCHITTEKAT = {"sbr1": 131.75, "sbr4": 1530.58, "sbr5": 1809.90, "sbr8": 623.03, "sbr9": 311.41}

SCHOOL = ("park", "bird-fixed", "bird-s2", "lewis", "schittekat")
CLASSICAL = ("cvrp", "vrptw", "hfvrp", "mtvrptw")


@dataclass(frozen=True)
class Problem:
    """One instance under one rule set; `best` is the best published figure, `None` where a checker knows it."""

    rules: str
    instance: Path
    limit: int | None = None
    best: int | float | str | None = None

    @property
    def name(self):
        return self.instance.stem

    @property
    def is_classical(self):
        return self.rules in CLASSICAL

    @property
    def is_large(self):
        """Maps of 2,000 stops and districts of 200 schools."""
        return self.name[-2:] in ("07", "08") or "_200schools" in self.name


def problems(sets, data, only=None):
    """The problems of `sets` in the order of the tables, those named in `only` where it is given."""
    for name in sets:
        for problem in of_set(name, data / "instances"):
            if not only or problem.name in only:
                yield problem


def of_set(name, base):
    school = base / "sbrp"
    if name in ("park", "bird-fixed"):
        for limit, figures in (PARK if name == "park" else BIRD).items():
            for map_name, best in zip(MAPS, figures):
                yield Problem(name, school / "park" / map_name, limit, best)
    elif name == "bird-s2":
        for size, published in S2.items():
            for share, best in zip((5, 10, 15, 20, 25), published):
                yield Problem(name, school / "bird-s2" / f"S2_{size:03}schools_d2d{share:02}", None, best)
    elif name == "lewis":
        for town, (buses, seconds) in LEWIS.items():
            yield Problem(name, school / "lewis" / f"{town}.bus", None, f"{buses} / {seconds}")
    elif name == "schittekat":
        for number, length in SCHITTEKAT.items():
            yield Problem(name, school / "schittekat" / f"{number}.txt", None, length)
    else:
        for instance in sorted((base / name).iterdir()):
            if instance.suffix != ".sol":
                yield Problem(name, instance)
