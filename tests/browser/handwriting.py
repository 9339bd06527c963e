"""Ten digits as a person writes them: strokes from (0, 0) to (1, 1), x to the right."""

import math


def arc(x, y, wide, high, start, end, count=16):
    """Points of an ellipse about (x, y), from one angle to another; 0° is right, 90° is down."""
    angles = [math.radians(start + (end - start) * n / count) for n in range(count + 1)]
    return [(x + wide * math.cos(a), y + high * math.sin(a)) for a in angles]


# Each digit is a list of strokes, a stroke a list of points.
DIGITS = {
    0: [arc(0.5, 0.5, 0.3, 0.42, -90, -450)],
    1: [[(0.35, 0.25), (0.52, 0.08), (0.52, 0.92)]],
    2: [[*arc(0.5, 0.3, 0.26, 0.22, -170, 40), (0.24, 0.92), (0.8, 0.92)]],
    3: [[*arc(0.47, 0.29, 0.25, 0.2, -150, 90), *arc(0.47, 0.7, 0.29, 0.21, -90, 150)]],
    4: [[(0.45, 0.08), (0.2, 0.58), (0.82, 0.58)], [(0.62, 0.35), (0.62, 0.94)]],
    5: [
        [(0.34, 0.1), (0.3, 0.45), *arc(0.46, 0.66, 0.29, 0.26, -110, 140)],
        [(0.34, 0.1), (0.75, 0.1)],
    ],
    6: [[(0.66, 0.08), (0.42, 0.32), *arc(0.5, 0.69, 0.25, 0.23, -180, -540)]],
    7: [[(0.22, 0.1), (0.8, 0.1), (0.42, 0.92)]],
    8: [[*arc(0.5, 0.29, 0.21, 0.2, 90, -270), *arc(0.5, 0.7, 0.26, 0.22, -90, 270)]],
    9: [[*arc(0.5, 0.31, 0.24, 0.22, 0, -360), (0.73, 0.5), (0.64, 0.93)]],
}

# Three hands: how wide, how slanted (x moves so much for the whole height), how large.
HANDS = {
    "upright": (1.0, 0.0, 0.8),
    "slanted": (0.9, 0.25, 0.7),
    "narrow": (0.7, -0.08, 0.62),
}


def strokes(digit, hand):
    """The strokes of a digit in one hand, as fractions of the pad."""
    wide, slant, size = HANDS[hand]
    return [
        [
            (
                0.5 + size * (wide * (x - 0.5) - slant * (y - 0.5)),
                0.5 + size * (y - 0.5),
            )
            for x, y in stroke
        ]
        for stroke in DIGITS[digit]
    ]
