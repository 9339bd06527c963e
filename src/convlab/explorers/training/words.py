"""What TrainingLab says."""

# Every word the stage shows. {…} is filled in by the page.
WORDS = {
    # Buttons
    "train": "Train",
    "pause": "Pause",
    "step": "Step",
    "epoch": "Epoch",
    "reset": "Reset",
    # What runs
    "pace": "Step {step} · epoch {epoch}, {within} of {per} · loss {loss} · {speed} digits/s",
    "pace_start": "Step 0: nothing learned yet.",
    "shapes": "Input 28×28, {parameters} parameters; {training} digits to train on, {test} to test "
    "with.",
    "trained": "After epoch {epoch}: training accuracy {train} %, test accuracy {accuracy} %. "
    "{seconds} s of computing so far.",
    "left": "The epoch ends in about {left} s.",
    "more": "An epoch takes about {whole} s.",
    # What comes of it
    "fresh": "Nothing learned yet: the answers are chance.",
    "guessing": "Still guessing: a loss of ln 10 = 2.30 is what ten equal probabilities give.",
    "learns": "It learns. The best test accuracy so far is {best} %, after epoch {epoch}.",
    "begins": "It learns: the loss has left ln 10 = 2.30, the loss of guessing.",
    "silent": "No gradient reaches the weights of {layers}: a step leaves them as they are.",
    "dead": "Dead: every ReLU of a layer is 0, so no gradient reaches any weight. The steps were "
    "too long: Reset, and try a smaller learning rate.",
    "equal": "The six kernels are equal and get equal gradients: they stay equal.",
    "worse": "Worse than guessing: sure of wrong answers, the loss is far above ln 10 = 2.30.",
    "diverged": "Diverged: step {step} with the learning rate {rate} would leave numbers too large "
    "for float32. The state before it stays; Reset begins anew.",
    "full": "It stops here: {most} steps are the most.",
    "broken": "The worker that computes has stopped: {problem}",
    "and": ", ",
    # The curves
    "loss_title": "Loss of each batch",
    "loss": "loss",
    "steps": "step",
    "chance_mark": "ln 10",
    "loss_text": "Loss, by step: {list}.",
    "loss_none": "Loss, by step: none yet.",
    "point": "{value} at {place}",
    "accuracy_title": "Accuracy after each epoch",
    "accuracy": "%",
    "epochs": "epoch",
    "key_test": "test",
    "key_train": "training",
    "key_before": "the run before",
    "accuracy_text": "Accuracy: {list}.",
    "accuracy_point": "epoch {epoch}: training {train} %, test {test} %",
    "accuracy_none": "Accuracy: none yet.",
    # The first layer
    "kernels_title": "The six kernels of conv1",
    "kernel": "kernel {n}",
    "changes_title": "Their change since the start",
    "change": "change of kernel {n}",
    # Gradients
    "gradients_title": "Gradient in each layer",
    "gradients_note": "Root mean square over the layer’s weights, for the last batch. Each mark is "
    "10 times the last.",
    "layer": "layer",
    "gradient": "gradient",
    "none": "0",
    # Test digits
    "digits_title": "Test digits, the answer and its probability",
    "digit": "a handwritten {label}",
    "right": "{guess} ✓",
    "wrong": "{guess} ✗",
    "share": "{share} %",
    # Hints and refusals
    "hint": "Learning rate and batch size apply from the next step on; any other setting begins "
    "anew. SGD with momentum {momentum}, computed in your browser.",
    "no_rate": "learning rate must be more than 0 and finite, got {got}",
    "out_of_range": "{what} must be a whole number from {least} to {most}, got {got}",
    "seed": "seed",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "activation": {"relu": "ReLU", "sigmoid": "sigmoid"},
    "pooling": {"max": "maximum", "avg": "average"},
    "initialisation": {
        "gain": "Xavier × gain",
        "xavier": "Xavier",
        "torch": "torch’s default",
        "zeros": "all zeros",
    },
    "batch_size": {"16": "16", "32": "32", "64": "64", "128": "128"},
}
