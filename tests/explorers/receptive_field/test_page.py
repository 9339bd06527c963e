"""ReceptiveFieldExplorer, driven as a reader does: in the built page, and in JupyterLab."""

import re

import pytest
import torch
from drive import Drive, ask_kernel
from remedies import DENSER, SMALLER
from torch import nn

from convlab.explorers import ReceptiveFieldExplorer
from convlab.explorers.receptive_field.stack import PRESETS

WORDS = ReceptiveFieldExplorer.words()
OPTIONS, SAYS = WORDS["options"], WORDS["says"]
STACKS = {shown: PRESETS[name] for name, shown in OPTIONS["preset"].items() if name in PRESETS}
SUBSCRIPTS = "₀₁₂₃₄₅₆"
SIZES = ("Kernel", "Stride", "Padding", "Dilation")


@pytest.fixture
def explorer(open_explorer):
    return open_explorer("ReceptiveFieldExplorer('LeNet')")


def value(drive, label):
    return int(drive.control(label).input_value())


def layers_of(drive):
    """The layers that the table says: kind, kernel, stride, padding, dilation."""
    kinds = {name: SAYS[name] for name in ("conv", "max", "avg")}
    return [
        (
            kinds[drive.control(f"Layer {n}").input_value()],
            *(value(drive, f"{name}{SUBSCRIPTS[n]}") for name in SIZES),
        )
        for n in range(1, value(drive, "Layers") + 1)
    ]


def as_module(kind, kernel, stride, padding, dilation):
    """The layer in torch, in float64, a convolution's weights all 1/k²; a maximum as an average."""
    if kind == "average pool":
        return nn.AvgPool2d(kernel, stride, padding)
    conv = nn.Conv2d(1, 1, kernel, stride, padding, dilation, bias=False).double()
    nn.init.constant_(conv.weight, 1 / kernel**2)
    return conv


def by_torch(size, layers, unit):
    """The gradient of a unit (layer, row, column) at the input, and the sizes of all maps."""
    X = torch.zeros(1, 1, size, size, dtype=torch.float64, requires_grad=True)
    maps = [X]
    for layer in layers:
        maps.append(as_module(*layer)(maps[-1]))
    at, row, column = unit
    maps[at][0, 0, row, column].backward()
    return X.grad[0, 0].float(), [part.shape[-1] for part in maps]


def field_by_torch(layers):
    """Rows that a unit far from the border sees, and how far apart two neighbours' first rows are.

    Positive weights, so that no path cancels; the first and last rows with a gradient tell both.
    """
    rows = []
    for step in (0, 1):
        X = torch.zeros(1, 1, 160, 160, requires_grad=True)
        Y = X
        for layer in layers:
            Y = as_module(*layer).float()(Y)
        middle = Y.shape[-1] // 2
        Y[0, 0, middle + step, middle].backward()
        seen = X.grad[0, 0].sum(1).nonzero().flatten()
        rows.append((seen[0].item(), seen[-1].item()))
    (first, last), (second, _) = rows
    return last - first + 1, second - first


def check(drive):
    """The influence, the table and the status against torch for the controls on screen."""
    assert drive.refuses_nothing()
    layers, values = layers_of(drive), drive.values()
    size = int(values["Input size"])
    unit = tuple(int(values[f"Unit {where}"]) for where in ("in layer", "row", "column"))
    influence, sizes = by_torch(size, layers, unit)
    torch.testing.assert_close(drive.output(), influence, rtol=1e-5, atol=1e-7)
    maps = ", ".join(f"{n}×{n}" for n in sizes[1:])
    assert drive.status.startswith(f"Input {size}×{size}, maps {maps}; ")
    assert drive.stage.get_by_role("img").count() == len(layers) + 1
    seen = influence.nonzero()
    if len(seen):
        (top, left), (bottom, right) = seen.min(0).values.tolist(), seen.max(0).values.tolist()
        sentence = f"It sees rows {top}–{bottom} and columns {left}–{right} of the input."
        assert sentence in drive.text(".arithmetic")
    return layers, sizes, influence


def check_table(drive, layers, sizes):
    """Each layer's map, jump, field and weights."""
    rows = drive.stage.locator("table.fields tbody tr").all()
    for n, layer in enumerate(layers, 1):
        field, jump = field_by_torch(layers[:n])
        weights = layer[1] ** 2 if layer[0] == "conv" else 0
        expected = [f"{sizes[n]}×{sizes[n]}", str(jump), f"{field}×{field}", str(weights)]
        assert rows[n].locator("td").all_inner_texts()[len(SIZES) :] == expected
    weights = sum(layer[1] ** 2 for layer in layers if layer[0] == "conv")
    assert rows[-1].locator("td").all_inner_texts()[-2:] == [f"{field}×{field}", str(weights)]
    marked = drive.stage.locator("table.fields tr.here th").inner_text()
    assert marked.startswith(f"{value(drive, 'Unit in layer')} ·")


@pytest.mark.parametrize("name", STACKS)
def test_named_stacks_are_those_of_the_package(explorer, name):
    explorer.set("Stack", name)
    layers, sizes, _ = check(explorer)
    assert layers == [
        (SAYS[one.kind], one.kernel, one.stride, one.padding, one.dilation) for one in STACKS[name]
    ]
    check_table(explorer, layers, sizes)
    middle = (sizes[-1] - 1) // 2
    assert value(explorer, "Unit row") == value(explorer, "Unit column") == middle


def test_every_control_changes_what_the_unit_sees(explorer):
    explorer.set("Stack", "two 3×3")
    explorer.set("Layers", 3)
    for label, number in [
        ("Kernel₁", 5),
        ("Stride₁", 2),
        ("Padding₁", 2),
        ("Kernel₂", 2),
        ("Dilation₂", 3),
        ("Stride₃", 2),
        ("Padding₃", 1),
        ("Input size", 41),
    ]:
        explorer.set(label, number)
        layers, sizes, _ = check(explorer)
    assert explorer.control("Stack").input_value() == "your own"
    check_table(explorer, layers, sizes)
    explorer.set("Layer 2", "max pool")
    explorer.set("Layer 3", "average pool")
    layers, sizes, _ = check(explorer)
    check_table(explorer, layers, sizes)
    assert "A maximum passes on one element only" in explorer.text(".arithmetic")
    explorer.set("Layer 2", "average pool")
    assert value(explorer, "Dilation₂") == 1, "average pooling has no dilation"
    for label, number in [("Unit in layer", 2), ("Unit row", 0), ("Unit column", 17)]:
        explorer.set(label, number)
        check(explorer)
    explorer.set("Layers", 1)
    assert value(explorer, "Unit in layer") == 1
    check(explorer)
    explorer.set("Layers", 5)
    explorer.set("Padding₅", 1)
    explorer.set("Layers", 6)
    assert check(explorer)[1][-2:] == [4, 2]
    assert explorer.control("Kernel₆").is_visible()
    explorer.set("Layers", 2)
    assert not explorer.control("Kernel₃").is_visible()


def test_what_does_not_fit_is_refused_and_the_control_goes_back(explorer):
    before, layers = explorer.output(), layers_of(explorer)
    for label, number, sentence in [
        ("Kernel₄", 11, "layer 4: kernel 11×11 does not fit the padded input 10×10" + SMALLER),
        ("Dilation₃", 4, "layer 3: kernel 5×5 with dilation 4 spans 17×17 and does not fit the "
         "padded input 14×14" + DENSER),
        ("Padding₂", 2, "layer 2: padding must be at most half the window 2×2, got 2"),
        ("Dilation₂", 2, "layer 2: average pooling has no dilation: expected dilation 1, got 2"),
        ("Input size", 5, "layer 2: kernel 2×2 does not fit the padded input 1×1" + SMALLER),
        ("Unit in layer", 6, "the unit's layer must be from 1 to 4, got 6"),
        ("Unit row", 5, "layer 4 has 5×5 units, got unit [5, 2]"),
        ("Layers", 7, "number of layers must be from 1 to 6, got 7"),
        ("Stride₂", 9, "layer 2: stride must be from 1 to 8, got 9"),
        ("Input size", "2.5", "size must be a whole number, got 2.5"),
    ]:  # fmt: skip
        was = explorer.control(label).input_value()
        explorer.set(label, number)
        assert explorer.refusal == sentence
        assert explorer.control(label).input_value() == was
        assert torch.equal(explorer.output(), before)
    assert layers_of(explorer) == layers
    explorer.set("Stride₁", 2)
    assert explorer.refuses_nothing()
    check(explorer)


def test_the_readers_own_stack_comes_back(explorer):
    explorer.set("Kernel₁", 3)
    explorer.set("Layers", 3)
    assert explorer.control("Stack").input_value() == "your own"
    own = layers_of(explorer)
    explorer.set("Stack", "VGG-like")
    explorer.set("Kernel₁", 0)
    assert explorer.refusal == "layer 1: kernel must be from 1 to 11, got 0"
    assert explorer.control("Stack").input_value() == "VGG-like", "nothing was accepted"
    explorer.set("Stack", "your own")
    assert layers_of(explorer) == own
    check(explorer)
    explorer.set("Kernel₁", 5)
    explorer.set("Stack", "one 7×7")
    explorer.set("Stack", "your own")
    assert layers_of(explorer)[0][1] == 5
    check(explorer)


def test_pointer_and_keys_choose_the_unit(explorer):
    explorer.point("layer 4", 0, 4, 5)
    said = explorer.text(".arithmetic")
    assert said.startswith("Unit [0, 4] of layer 4 has a receptive field of 16×16.")
    assert "It sees rows 0–15 and columns 16–31" in said
    assert value(explorer, "Unit row") == 2, "pointing is not choosing"
    explorer.page.mouse.move(2, 2)
    assert explorer.text(".arithmetic").startswith("Unit [2, 2] of layer 4")
    explorer.point("layer 3", 7, 1, 10)
    explorer.page.mouse.down()
    explorer.page.mouse.up()
    explorer.page.mouse.move(2, 2)
    unit = [value(explorer, f"Unit {where}") for where in ("in layer", "row", "column")]
    assert unit == [3, 7, 1]
    check(explorer)
    explorer.keys("ArrowUp", "ArrowRight", "ArrowRight")
    assert [value(explorer, f"Unit {where}") for where in ("row", "column")] == [6, 3]
    layers, sizes, _ = check(explorer)
    check_table(explorer, layers, sizes)
    explorer.keys("Shift+ArrowDown")
    assert value(explorer, "Unit row") == 9
    check(explorer)
    assert explorer.text(".formula") == "field: 6 + 1·(5 − 1)·2 = 14\njump: 2·1 = 2"


def test_a_pixel_of_the_input_tells_its_paths(explorer):
    explorer.set("Stack", "three 3×3")
    explorer.set("Unit row", 4)
    explorer.set("Unit column", 12)
    _, _, influence = check(explorer)
    total = 9**3
    for i, j in ((7, 15), (4, 13), (10, 16)):
        explorer.point("input", i, j, 32)
        paths = round(influence[i, j].item() * total)
        said = explorer.text(".arithmetic")
        assert said.startswith(f"X[{i}, {j}]: {paths} of the 729 paths to the unit start here (")
        share = float(re.search(r"\(([\d.]+) %\)", said)[1])
        assert share == pytest.approx(100 * influence[i, j].item(), rel=0.05)
    explorer.point("input", 0, 31, 32)
    assert explorer.text(".arithmetic") == "X[0, 31]: no path leads from here to the unit."
    explorer.page.mouse.move(2, 2)
    # Of a field of 7×7, the middle 3×3.
    share = 100 * influence[6:9, 14:17].sum().item()
    held = f"The 3×3 in the middle hold {share:.0f} % of its influence; shared evenly, they would"
    assert f"{held} hold {100 * 9 / 49:.0f} %." in explorer.text(".arithmetic")


def test_lines_lead_from_the_unit_to_its_window_in_the_map_before(explorer):
    near = explorer.stage.locator(".rays .near")
    for layer, i, j in ((4, 0, 4), (3, 5, 5), (1, 20, 3)):
        unit = explorer.stage.get_by_role("img", name=f"layer {layer}", exact=True)
        size = int(re.search(r"\d+", unit.locator("xpath=../p").inner_text()[7:])[0])
        explorer.point(f"layer {layer}", i, j, size)
        before = "input" if layer == 1 else f"layer {layer - 1}"
        window = explorer.stage.get_by_role("img", name=before, exact=True).locator(".window")
        board = explorer.stage.locator(".maps").bounding_box()
        box, seen = unit.bounding_box(), window.bounding_box()
        pixel = box["width"] / size
        lines = re.findall(r"-?[\d.]+", near.get_attribute("d"))
        said = [float(number) for number in lines]
        left, right = box["x"] + j * pixel - board["x"], seen["x"] + seen["width"] - board["x"]
        ends = [box["y"] + row * pixel - board["y"] for row in (i, i + 1)]
        sides = [seen["y"] + at - board["y"] for at in (0, seen["height"])]
        expected = [left, ends[0], right, sides[0], left, ends[1], right, sides[1]]
        assert said == pytest.approx(expected, abs=1.5)


def test_the_line_for_hands_and_the_one_table(explorer):
    assert "Point at a unit of any map" in explorer.root.inner_text()
    explorer.set("Layers", 6)
    assert explorer.stage.locator("table").count() == 1
    for n in range(1, 7):
        for name in (f"Layer {n}", *(f"{size}{SUBSCRIPTS[n]}" for size in SIZES)):
            assert explorer.stage.locator("table").get_by_label(name, exact=True).is_visible()
    assert not set(SUBSCRIPTS) & set(explorer.stage.inner_text())
    before = explorer.control("Stride₂").bounding_box()
    explorer.set("Stride₂", 1)  # larger maps, within their room
    assert explorer.control("Stride₂").input_value() == "1"
    explorer.control("Stride₂").press("ArrowUp")
    check(explorer)
    assert explorer.control("Stride₂").bounding_box() == before


def test_gaps_and_padding_are_said(explorer):
    explorer.set("Stack", "two 3×3")
    explorer.set("Kernel₁", 2)
    explorer.set("Stride₁", 3)
    _, _, influence = check(explorer)
    used = int((influence > 0).sum())
    assert f"There are gaps: {used} of these 64 pixels have a path" in explorer.text(".arithmetic")
    explorer.set("Stack", "strided pyramid")
    explorer.set("Unit row", 0)
    check(explorer)
    assert "The rest of its field lies in the padding." in explorer.text(".arithmetic")
    explorer.set("Stack", "one 7×7")
    explorer.set("Kernel₁", 1)
    explorer.set("Padding₁", 2)
    explorer.set("Unit row", 0)
    check(explorer)
    said = explorer.text(".arithmetic")
    assert said.endswith("has a receptive field of 1×1, and sees nothing but padding.")
    assert not explorer.output().any()


@pytest.mark.parametrize("layers", [1, 6])
def test_a_control_stays_under_the_hand_that_changes_it(explorer, layers):
    explorer.set("Stack", "VGG-like")
    explorer.set("Input size", 64)
    explorer.page.wait_for_timeout(100)
    before = explorer.control("Kernel₁").bounding_box()
    explorer.set("Kernel₁", 5)  # smaller maps
    explorer.set("Layers", layers)
    explorer.page.wait_for_timeout(100)
    assert explorer.control("Kernel₁").bounding_box() == before


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 390), ("dark", 1280)])
def test_maps_table_and_controls_have_room(open_explorer, theme, width):
    drive = open_explorer("ReceptiveFieldExplorer('LeNet')", theme=theme, width=width)
    for name in ("LeNet’s features", "VGG-like"):
        drive.set("Stack", name)
        assert drive.cut() == []
    check(drive)


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-5")
    drive = Drive(page, "receptive-field")
    find = (
        "import json, torch\n"
        "from convlab import ReceptiveFieldExplorer\n"
        "explorer = next(w for w in Out.values() if isinstance(w, ReceptiveFieldExplorer))\n"
    )
    say = (
        "print(json.dumps([explorer.output.tolist(), explorer.sizes, explorer.unit, "
        "[field.size for field in explorer.fields]]))"
    )
    drive.set("Stack", "VGG-like")
    drive.set("Kernel₁", 5)
    drive.set("Padding₁", 2)
    drive.set("Input size", 24)
    drive.point("layer 5", 2, 9, 12)
    page.mouse.down()
    page.mouse.up()
    layers, sizes, influence = check(drive)
    check_table(drive, layers, sizes)
    output, there, unit, fields = ask_kernel(page, find + say)
    assert (there, unit) == (sizes, [5, 2, 9])
    assert fields[-1] == field_by_torch(layers)[0]
    torch.testing.assert_close(torch.tensor(output), influence)
    ask_kernel(
        page,
        "explorer.layers = [(3, 2), {'kernel': 3, 'dilation': 2}]\n"
        "explorer.size, explorer.unit = 20, (2, 0, 4)\nprint(0)",
    )
    layers = [("conv", 3, 2, 0, 1), ("conv", 3, 1, 0, 2)]
    drive.follows(by_torch(20, layers, (2, 0, 4))[0])
    assert layers_of(drive) == layers
    check(drive)
    drive.set("Kernel₂", 6)
    assert drive.refusal.endswith("and does not fit the padded input 9×9" + DENSER)
    assert ask_kernel(page, say)[1] == [20, 9, 5], "the kernel keeps the last good state"
