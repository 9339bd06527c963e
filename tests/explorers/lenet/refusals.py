"""What LeNetExplorer refuses: (settings to start from, in Python, in the page, the sentence)."""

REFUSALS = [
    *(
        ({}, {setting: value}, {trait: value}, f"{setting} must be from {ends}, got {said}")
        for setting, trait, value, ends, said in (
            ("shift", "shift_rows", -15, "−14 to 14", "−15"),
            ("shift", "shift_rows", 15, "−14 to 14", "15"),
            ("turn", "turn", -181, "−180 to 180", "−181"),
            ("turn", "turn", 181, "−180 to 180", "181"),
            ("thicker", "thicker", -3, "−2 to 2", "−3"),
            ("thicker", "thicker", 3, "−2 to 2", "3"),
        )
    ),
    ({}, {"shift": (0, 15)}, {"shift_columns": 15}, "shift must be from −14 to 14, got 15"),
    ({}, {"shift": (0, -15)}, {"shift_columns": -15}, "shift must be from −14 to 14, got −15"),
    ({}, {"drawing": -1}, {"digit": -1}, "test digit must be from 0 to 359, got −1"),
    ({}, {"drawing": 360}, {"digit": 360}, "test digit must be from 0 to 359, got 360"),
    ({}, {"turn": 0.5}, {"turn": 0.5}, "turn must be a whole number, got 0.5"),
]
