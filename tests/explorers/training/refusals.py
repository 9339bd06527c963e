"""What TrainingLab refuses: (settings to start from, in Python, in the page, the sentence)."""

REFUSALS = [
    ({}, {"seed": -1}, {"seed": -1}, "seed must be from 0 to 99, got −1"),
    ({}, {"seed": 100}, {"seed": 100}, "seed must be from 0 to 99, got 100"),
    ({}, {"seed": 0.5}, {"seed": 0.5}, "seed must be a whole number, got 0.5"),
    ({}, {"steps": -1}, {"steps": -1}, "steps must be from 0 to 5000, got −1"),
    ({}, {"steps": 5001}, {"steps": 5001}, "steps must be from 0 to 5000, got 5001"),
    *(
        (
            {},
            {"learning_rate": rate},
            {"learning_rate": rate},
            f"learning rate must be more than 0 and at most 100, got {said}",
        )
        for rate, said in ((0, "0"), (-0.5, "−0.5"), (100.5, "100.5"), (float("inf"), "∞"))
    ),
]
