"""ChannelsExplorer, driven as a reader does: in the built page from disk, and in JupyterLab."""

import re

import pytest
import torch
import torch.nn.functional as F
from drive import Drive, ask_kernel, place_of
from remedies import AS_MANY

from convlab.explorers import ChannelsExplorer
from convlab.explorers.channels.presets import load_images, load_kernels
from convlab.numbers import read_number

OPTIONS = ChannelsExplorer.words()["options"]
SOURCES = {shown: name for name, shown in OPTIONS["source"].items()}
# As in section 6.4: two channels, one kernel or three of them; and photos.
X = "input=[[[1, 2, 0], [0, 3, 1], [2, 1, 0]], [[0, 1, 2], [1, 0, 1], [3, 1, 0]]]"
ONE = "[[[1, 0], [0, -1]], [[0, 1], [1, 0]]]"
OTHERS = "[[[0, 1], [-1, 0]], [[1, 1], [0, 0]]], [[[1, 0], [0, 0]], [[-1, 0], [0, 0]]]"
ONE_KERNEL = f"ChannelsExplorer({X}, kernel=[{ONE}])"
THREE_KERNELS = f"ChannelsExplorer({X}, kernel=[{ONE}, {OTHERS}])"
PER_CHANNEL = "ChannelsExplorer(input='china', kernel='edges per channel')"
OPPONENTS = "ChannelsExplorer(input='flower', kernel='colour opponents')"
EXPRESSIONS = [ONE_KERNEL, THREE_KERNELS, PER_CHANNEL, OPPONENTS]
KERNELS = {OPTIONS["kernel_name"][name]: name for name in load_kernels()}


@pytest.fixture
def explorer(open_explorer):
    """An explorer with numbers: 3×4×4, kernel 2×3×2×2."""
    return open_explorer("ChannelsExplorer()")


def grids(drive, kind):
    """The grids of a kind, one for each channel, as the reader sees their numbers."""
    numbered = drive.stage.locator(f'[role=grid][aria-label^="{kind}"]')
    names = [grid.get_attribute("aria-label") for grid in numbered.all()]
    assert names == sorted(names)
    return torch.stack([drive.numbers(name) for name in names])


def shown(drive):
    """Input, kernel and bias as the page shows them."""
    X, flat = grids(drive, "input"), grids(drive, "kernel")
    K = flat.reshape(-1, len(X), *flat.shape[1:])
    return X, K, grids(drive, "bias").flatten()


def of(drive, label):
    return int(drive.control(label).input_value())


def by_torch(X, K, bias, padding=0, stride=1):
    return F.conv2d(X[None], K, bias, stride, padding)[0]


def check(drive, X, K, bias):
    """Outputs, the partial sums in view, sizes and costs against torch."""
    padding, stride = of(drive, "Padding"), of(drive, "Stride")
    Y = by_torch(X, K, bias, padding, stride)
    torch.testing.assert_close(drive.output(), Y, rtol=1e-5, atol=1e-5)
    in_view = int(drive.control("In view").input_value().split()[-1]) - 1
    layer = torch.nn.Conv2d(len(X), len(K), tuple(K.shape[2:]))
    parameters = sum(p.numel() for p in layer.parameters())
    lines = drive.text(".formula")
    assert f"= {parameters:,}\n" in lines
    assert lines.endswith(f" = {Y[0].numel() * K.numel():,}")
    shapes = ("×".join(map(str, part.shape)) for part in (X, K, Y))
    assert drive.status.startswith("input {}, kernel {}, output {}.".format(*shapes))
    return Y, in_view


def check_numbers(drive, kernel=None):
    """Everything that the page shows as numbers; a cell rounds those of some kernels."""
    X, K, bias = shown(drive)
    if kernel is not None:
        torch.testing.assert_close(K, kernel, atol=0.006, rtol=0)
        K = kernel
    Y, o = check(drive, X, K, bias)
    torch.testing.assert_close(grids(drive, "output"), Y, atol=0.006, rtol=0)
    padding, stride = of(drive, "Padding"), of(drive, "Stride")
    partials = F.conv2d(X[None], K[o][:, None], None, stride, padding, groups=len(X))[0]
    torch.testing.assert_close(grids(drive, "partial"), partials, atol=0.006, rtol=0)
    return X, K, bias, Y


def test_every_control_changes_the_outputs_to_torchs(explorer):
    explorer.edit("bias 1", 0, 0, "1.5")
    explorer.edit("bias 2", 0, 0, "-0.25")
    X, K, bias, _ = check_numbers(explorer)
    assert bias.tolist() == [1.5, -0.25]
    images, kernels = load_images(), load_kernels()
    assert torch.equal(X, images["three channels"])
    assert torch.equal(K, kernels["numbers"][3])
    explorer.set("Padding", 2)
    explorer.set("Stride", 3)
    check_numbers(explorer)
    explorer.set("In view", "output 2")
    check_numbers(explorer)
    explorer.set("Output channels", 3)
    explorer.set("Kernel size", 3)
    explorer.set("Stride", 1)
    *_, Y = check_numbers(explorer)
    assert Y.shape == (3, 6, 6)
    explorer.set("In view", "output 3")
    check_numbers(explorer)
    explorer.set("Output channels", 1)
    assert explorer.control("In view").input_value() == "output 1"
    explorer.set("Padding", 0)
    *_, Y = check_numbers(explorer)
    assert Y.shape == (1, 2, 2)
    explorer.set("Input", "numbers 2×4×5")
    X, K, *_ = check_numbers(explorer)
    assert torch.equal(X, images["two channels"])
    for name in ("numbers 2×2", "identity per channel", "edges per channel"):
        explorer.set("Kernel", name)
        _, K, *_ = check_numbers(explorer)
        assert torch.equal(K, kernels[KERNELS[name]][2])
    explorer.set("Input", "numbers 3×4×4")
    for name in KERNELS:
        explorer.set("Kernel", name)
        check_numbers(explorer, kernels[KERNELS[name]][3])


def test_photos_and_a_picture_from_disk(explorer, tmp_path):
    from PIL import Image

    images, kernels = load_images(), load_kernels()
    explorer.set("Output channels", 3)
    for photo, name, padding, stride in [
        ("photo: temple", "edges of luminance", 1, 2),
        ("photo: flower", "luminance 1×1", 0, 1),
        ("photo: flower", "colour opponents 1×1", 0, 4),
    ]:
        explorer.set("Input", photo)
        explorer.set("Kernel", name)
        explorer.set("Padding", padding)
        explorer.set("Stride", stride)
        K, bias = kernels[KERNELS[name]][3], grids(explorer, "bias").flatten()
        Y, _ = check(explorer, images[SOURCES[photo]], K, bias)
        names = ["output"] if len(Y) == 1 else [f"output {n + 1}" for n in range(len(Y))]
        for name in names:
            assert explorer.stage.get_by_role("img", name=name, exact=True).count() == 1
    colours = torch.randint(256, (64, 64, 3), generator=torch.Generator().manual_seed(2))
    Image.fromarray(colours.to(torch.uint8).numpy()).save(tmp_path / "own.png")
    X = (colours.permute(2, 0, 1).double() / 255 * 1000).round().div(1000).float()
    explorer.open(tmp_path / "own.png")
    explorer.follows(by_torch(X, K, bias, 0, 4))
    assert explorer.control("Input").input_value() == "your own"
    (tmp_path / "no.png").write_text("not a picture")
    explorer.open(tmp_path / "no.png")
    explorer.stage.get_by_role("alert").wait_for()
    assert explorer.refusal == "expected a picture (PNG, JPEG, …), got no.png"
    check(explorer, X, K, bias)
    explorer.set("Kernel", "numbers 2×2")
    check(explorer, X, *shown_kernels(explorer))
    assert explorer.refuses_nothing()


def shown_kernels(drive):
    flat = grids(drive, "kernel")
    return flat.reshape(-1, 3, *flat.shape[1:]), grids(drive, "bias").flatten()


def test_cells_are_typed_painted_and_reset_and_words_refused(explorer):
    explorer.edit("input 2", 3, 1, "-7")
    explorer.edit("kernel 2,3", 0, 1, "1/4")
    explorer.edit("bias 2", 0, 0, "-2.5")
    X, K, bias, _ = check_numbers(explorer)
    assert (X[1, 3, 1], K[1, 2, 0, 1], bias[1]) == (-7, 0.25, -2.5)
    shown = [explorer.control(label).input_value() for label in ("Input", "Kernel")]
    assert shown[1] == "your own"
    before = explorer.output()
    for grid, cell in [("kernel 1,2", (1, 0)), ("bias 1", (0, 0)), ("input 3", (2, 2))]:
        explorer.edit(grid, *cell, "x")
        assert explorer.refusal == f"expected a number in {grid}[{cell[0]}, {cell[1]}], got “x”"
        assert torch.equal(explorer.output(), before)
    explorer.paint("input 1", 6, (0, 0), (0, 2))
    X, *_ = check_numbers(explorer)
    assert X[0, 0, :3].tolist() == [6, 6, 6]
    assert explorer.refuses_nothing()
    explorer.press("Reset numbers")
    X, K, bias, _ = check_numbers(explorer)
    assert torch.equal(X, load_images()["three channels"])
    assert torch.equal(K, load_kernels()["numbers"][3])
    assert torch.equal(bias, ChannelsExplorer().bias)
    assert explorer.control("Kernel").input_value() == "numbers 2×2"
    explorer.set("Kernel", "numbers 2×2")
    explorer.edit("kernel 1,1", 0, 0, "5")
    explorer.set("Kernel", "numbers 2×2")
    _, K, *_ = check_numbers(explorer)
    assert torch.equal(K, load_kernels()["numbers"][3])


def test_reset_brings_back_what_the_explorer_opened_with(open_explorer):
    drive = open_explorer(ONE_KERNEL)
    assert drive.control("Kernel").input_value() == "your own"
    X, K, bias, Y = check_numbers(drive)
    drive.edit("kernel 1,1", 0, 0, "0")
    drive.edit("kernel 1,2", 1, 0, "0")
    drive.edit("bias", 0, 0, "3")
    drive.edit("input 2", 1, 1, "5")
    drive.set("Output channels", 2)
    assert not torch.equal(drive.output()[:1], Y)
    drive.press("Reset numbers")
    for after, before in zip(check_numbers(drive), (X, K, bias, Y), strict=True):
        assert torch.equal(after, before)
    drive.edit("kernel 1,1", 0, 0, "9")
    drive.set("Input", "numbers 3×4×4")  # what comes back has to fit its channels
    drive.press("Reset numbers")
    assert drive.refuses_nothing()
    _, after, *_ = check_numbers(drive)
    assert torch.equal(after[:, :2], K)
    assert not after[:, 2].any()


def test_channels_that_do_not_match_are_refused(explorer):
    explorer.set("Input", "numbers 2×4×5")
    before = explorer.output()
    explorer.set("Kernel", "luminance 1×1")
    assert explorer.refusal == "kernel has 3 input channels, the input has 2" + AS_MANY
    assert explorer.control("Kernel").input_value() == "numbers 2×2"
    assert torch.equal(explorer.output(), before)
    explorer.set("In view", "output 3")
    assert explorer.refusal == "output in view must be from 1 to 2, got 3 (channel = 2)"
    assert explorer.control("In view").input_value() == "output 1"
    explorer.set("Padding", 1)
    assert explorer.refuses_nothing()
    check_numbers(explorer)


def values_in(text):
    """The numbers of a sentence, a true minus sign and parentheses read as they are meant."""
    plain = text.replace("−", "-")
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", plain)]


def products(text):
    """The sum of the products a·b that a line writes out."""
    factors = re.findall(r"\(?(−?[\d.]+)\)?·\(?(−?[\d.]+)\)?", text)
    pairs = [[float(one.replace("−", "-")) for one in pair] for pair in factors]
    return len(pairs), sum(x * k for x, k in pairs)


def test_the_sums_of_an_output_cell_are_written_out(explorer):
    X, K, bias, Y = check_numbers(explorer)
    explorer.cell("output 2", 1, 2).hover()
    assert explorer.control("In view").input_value() == "output 2"
    total, *lines = explorer.stage.locator(".arithmetic").inner_text().split("\n")
    assert total.startswith("Y[1, 1, 2] = ")
    partials = values_in(total)[3:6]
    for n, line in enumerate(lines):
        window = X[n, 1:3, 2:4]
        assert line.startswith(f"partial {n + 1}: ")
        assert products(line) == (4, (window * K[1, n]).sum().item())
        assert values_in(line)[-1] == partials[n] == (window * K[1, n]).sum().item()
    assert values_in(total)[-2:] == [bias[1], Y[1, 1, 2]]
    assert sum(partials) + bias[1] == Y[1, 1, 2]
    for n in range(3):
        weights = explorer.grid(f"input {n + 1}").locator(".frame > .weight")
        assert [read_number(k) for k in weights.all_inner_texts()] == K[1, n].flatten().tolist()
    explorer.page.wait_for_timeout(250)
    corner = explorer.cell("input 3", 1, 2).bounding_box()
    frame = explorer.grid("input 3").locator(".frame").bounding_box()
    assert (frame["x"], frame["y"]) == pytest.approx((corner["x"] - 1, corner["y"] - 1), abs=0.6)
    explorer.cell("output 1", 0, 0).focus()
    explorer.keys("ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown")
    assert explorer.text(".arithmetic strong >> nth=0") == "Y[0, 2, 2]"
    assert explorer.text(".arithmetic strong >> nth=1") == f"{Y[0, 2, 2]:g}".replace("-", "−")


def test_a_number_of_the_input_lights_what_uses_it(explorer):
    explorer.cell("input 2", 1, 2).hover()
    x = int(explorer.numbers("input 2")[1, 2])
    assert explorer.text(".pixel-says") == (
        f"X[1, 1, 2] = {x} is used by 4 cells of each output: "
        "Y[·, 0, 1], Y[·, 0, 2], Y[·, 1, 1], Y[·, 1, 2]."
    )
    for name in ("output 1", "output 2", "partial 2"):
        assert explorer.grid(name).locator(".uses").count() == 4
    assert explorer.grid("partial 1").locator(".uses").count() == 0
    explorer.cell("input 2", 0, 0).hover()
    said = explorer.text(".pixel-says")
    assert said.endswith(" is used by 1 cell of each output: Y[·, 0, 0].")
    explorer.set("Kernel size", 3)
    explorer.set("Stride", 2)
    assert "Never used: row 3. Never used: column 3." in explorer.status
    explorer.cell("input 1", 3, 2).hover()
    assert explorer.text(".pixel-says").endswith("is used by no output.")
    struck = explorer.grid("input 1").get_by_role("row").nth(3).locator(".never")
    assert struck.count() == 4


def test_buttons_bring_a_channel_into_view_and_step_through_it(explorer):
    explorer.press("Kernel of output 2")
    assert explorer.control("In view").input_value() == "output 2"
    check_numbers(explorer)
    name = explorer.stage.locator(".arithmetic strong").first
    assert name.inner_text() == "Y[1, 0, 0]"
    explorer.press("Step ▶")
    assert name.inner_text() == "Y[1, 0, 1]"
    explorer.press("◀ Step")
    explorer.press("◀ Step")
    assert name.inner_text() == "Y[1, 2, 2]"
    explorer.play("Y[1, 0, 1]", ".arithmetic")


def test_a_1x1_kernel_is_a_matrix_at_every_pixel(explorer):
    explorer.set("Kernel", "colour opponents 1×1")
    explorer.edit("bias 3", 0, 0, "1.5")
    X, _, bias = shown(explorer)
    K = load_kernels()["colour opponents"][3]  # 0.333 has two decimals in a cell
    explorer.cell("output 3", 3, 1).hover()
    M, x, b, y = (explorer.numbers(name) for name in ("matrix", "pixel", "added", "result"))
    torch.testing.assert_close(M, K[:, :, 0, 0], atol=0.006, rtol=0)
    assert torch.equal(x.flatten(), X[:, 3, 1])
    assert torch.equal(b.flatten(), bias)
    torch.testing.assert_close(y.flatten(), by_torch(X, K, bias)[:, 3, 1], atol=0.006, rtol=0)
    torch.testing.assert_close(explorer.output(), by_torch(X, K, bias))
    said = explorer.text(".arithmetic")
    count, total = products(said)
    assert count == 3
    assert total + 1.5 == pytest.approx(values_in(said)[-1], abs=1e-3)
    explorer.cell("input 1", 0, 2).hover()
    assert explorer.numbers("pixel").flatten().tolist() == X[:, 0, 2].tolist()


def test_in_a_picture_pointer_and_keys_choose_the_pixel(explorer):
    explorer.set("Input", "photo: temple")
    explorer.set("Kernel", "edges per channel")
    X, K = load_images()["china"], load_kernels()["edges per channel"][3]
    explorer.point("output 2", 30, 11, 62)
    first = explorer.stage.locator(".arithmetic strong").first
    assert first.inner_text() == "Y[1, 30, 11]"
    line = explorer.text(".arithmetic").split("\n")[2]
    sum_in_window = (X[1, 30:33, 11:14] * K[1, 1]).sum().item()
    count, _ = products(line)
    assert count == 4
    assert "+ 5 more = " in line
    assert values_in(line)[-1] == pytest.approx(sum_in_window, abs=1e-3)
    explorer.stage.get_by_role("img", name="output 2", exact=True).focus()
    explorer.keys("ArrowRight", "Shift+ArrowUp")
    assert first.inner_text() == "Y[1, 20, 12]"
    explorer.point("input 3", 0, 0, 64)
    assert explorer.text(".pixel-says").startswith("X[2, 0, 0] = ")


def test_a_pixel_a_weight_and_a_term_light_each_other(explorer):
    explorer.cell("output 1", 1, 1).hover()
    for one in (
        explorer.cell("input 2", 1, 2),
        explorer.cell("kernel 1,2", 0, 1),
        explorer.stage.locator("[data-term='5']"),
    ):
        explorer.stage.locator(".formula").hover()
        assert explorer.stage.locator(".linked").count() == 0
        one.hover()
        marked = explorer.stage.locator(".cell.linked").all()
        grids = [cell.evaluate("cell => cell.closest('.grid').ariaLabel") for cell in marked]
        places = [place_of(cell) for cell in marked]
        assert dict(zip(grids, places, strict=True)) == {"input 2": (1, 2), "kernel 1,2": (0, 1)}
        terms = explorer.stage.locator("[data-term].linked").all()
        assert [term.get_attribute("data-term") for term in terms] == ["5"]
    explorer.cell("kernel 2,2", 0, 1).hover()
    assert explorer.stage.locator(".linked").count() == 0, "another output is in view"


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390), ("light", 760)])
def test_nothing_is_cut_at_any_width(open_explorer, theme, width):
    for expression in EXPRESSIONS:
        drive = open_explorer(expression, theme=theme, width=width)
        assert drive.cut() == [], expression
    drive.set("Kernel", "edges per channel")
    drive.set("Padding", 3)
    assert drive.cut() == []


# Where what belongs to each input channel stands: the middles of grids and pictures, row by row of
# the board, once two frames show the same.
MIDDLES = """async (stage) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rows = (kind) => {
    const all = [...stage.querySelectorAll(`:is(.grid, .picture)[aria-label^="${kind}"]`)];
    return all.map((one) => {
      const { left, width } = one.getBoundingClientRect();
      return left + width / 2;
    });
  };
  const seen = () => ["input", "kernel", "partial"].map(rows);
  let found = [];
  for (let n = 0; n < 20; n++) {
    const before = String(found);
    await frame();
    found = seen();
    if (n > 4 && String(found) === before) break;
  }
  return found;
}"""


def check_columns(drive, c_i, c_o):
    """A channel's input, its slices of all kernels and its partial sum have one middle."""
    inputs, slices, partials = drive.stage.evaluate(MIDDLES)
    assert (len(inputs), len(slices), len(partials)) == (c_i, c_i * c_o, c_i)
    assert inputs == sorted(set(inputs)), "channels stand side by side"
    assert partials == pytest.approx(inputs, abs=2)
    assert slices == pytest.approx(inputs * c_o, abs=2)


@pytest.mark.parametrize("width", [1280, 760, 390, 360])
def test_what_belongs_to_a_channel_stands_in_one_column(open_explorer, width):
    for expression, counts in zip(EXPRESSIONS, [(2, 1), (2, 3), (3, 3), (3, 3)], strict=True):
        drive = open_explorer(expression, width=width)
        check_columns(drive, *counts)
    for settings, c_i, c_o in [
        ({"Input": "numbers 3×4×4", "Kernel": "numbers 2×2"}, 3, 2),
        ({"Kernel": "edges per channel"}, 3, 3),
        ({"Kernel": "luminance 1×1"}, 3, 1),
        ({"Input": "numbers 2×4×5", "Kernel": "edges per channel"}, 2, 2),
    ]:
        for label, value in settings.items():
            drive.set(label, value)
        check_columns(drive, c_i, c_o)


def shades(drive, name):
    """Pairs of a number that a grid shows and the colour beneath it."""
    return drive.grid(name).evaluate(
        """(grid) => [...grid.querySelectorAll(".cell")]
          .filter((cell) => cell.checkVisibility())
          .map((cell) => [
            Number(cell.innerText.replace("−", "-")), getComputedStyle(cell).backgroundColor,
          ])"""
    )


def scale_of(drive, names):
    """The colour of each number in several grids; fails if a number has two."""
    colours = {}
    for name in names:
        for number, colour in shades(drive, name):
            assert colours.setdefault(number, colour) == colour, f"{number} in {name}"
    return colours


def is_grey(colour):
    return len(set(re.findall(r"\d+", colour))) == 1


def ends(drive, row):
    """What the one visible bar of colours of a row of panels says at its ends."""
    bars = drive.stage.locator(f".{row} .legend").filter(visible=True)
    assert bars.count() == 1
    return [read_number(text) for text in bars.inner_text().split()]


def test_outputs_share_one_scale_and_its_bar(open_explorer):
    drive = open_explorer(THREE_KERNELS)
    names = ["output 1", "output 2", "output 3"]
    Y = grids(drive, "output")
    assert (Y[:2] >= 0).all(), "only the last output has a negative number"
    assert (Y[2] < 0).any()
    colours = scale_of(drive, names)
    assert not is_grey(colours[Y.max().item()])
    limit = Y.abs().max().item()
    assert ends(drive, "outputs") == [-limit, limit]
    drive.edit("bias 3", 0, 0, "1")  # now none is negative, but a weight is
    assert (grids(drive, "output") >= 0).all()
    assert not is_grey(scale_of(drive, names)[grids(drive, "output").max().item()])
    drive.edit("bias 1", 0, 0, "20")  # one output's limit is every output's
    assert ends(drive, "outputs") == [-limit, limit]
    drive.press("Rescale colours")
    most = grids(drive, "output").max().item()
    scale_of(drive, names)
    assert ends(drive, "outputs") == [-most, most]


def test_partial_sums_and_inputs_share_a_scale_each(explorer):
    explorer.edit("kernel 1,1", 1, 1, "4")  # the first partial sum is nowhere negative
    explorer.press("Rescale colours")
    P = grids(explorer, "partial")
    assert (P[0] >= 0).all()
    assert (P < 0).any()
    colours = scale_of(explorer, [f"partial {n}" for n in (1, 2, 3)])
    assert not is_grey(colours[P.max().item()])
    limit = P.abs().max().item()
    assert ends(explorer, "partials") == [-limit, limit]
    explorer.edit("input 2", 0, 0, "9")
    scale_of(explorer, [f"input {n}" for n in (1, 2, 3)])


def test_pictures_of_outputs_share_one_scale(open_explorer):
    drive = open_explorer(OPPONENTS)
    Y = drive.output()
    assert Y[0].min() >= 0 > Y[1].min()
    limit = Y.abs().max().item()
    assert ends(drive, "outputs") == pytest.approx([-limit, limit], abs=0.006)
    seen = drive.look("output 1", 64, 64)
    spread = seen.amax(2) - seen.amin(2)
    bright = Y[0] > limit / 2
    assert bright.any()
    assert (spread[bright] > 40).float().mean() > 0.9, "a large number is orange, not white"


def test_titles_name_what_the_text_names(open_explorer):
    for expression, c_i, c_o in [(ONE_KERNEL, 2, 1), (THREE_KERNELS, 2, 3)]:
        drive = open_explorer(expression)
        slices = drive.stage.locator(".slice:not(.bias)").all()
        names = [f"{o + 1},{i + 1}" for o in range(c_o) for i in range(c_i)]
        titles = [part.locator(".panel-title").inner_text() for part in slices]
        assert titles == [f"Kernel {name}" for name in names]
        labels = [part.get_by_role("grid").get_attribute("aria-label") for part in slices]
        assert labels == [f"kernel {name}" for name in names]
        heads = drive.stage.locator(".channels-board button.head").all_inner_texts()
        of = [f"\u00a0{n + 1}" for n in range(c_o)] if c_o > 1 else []
        assert heads == ([f"Kernel of output{n}" for n in of] or ["Kernel"])
        many = c_o > 1
        assert drive.text(".partials .head") == "Partial sums" + many * " of output\u00a01"
        assert drive.text(".tail").split() == ["+", "bias", "0", "=", "output"] + many * ["1"]


@pytest.mark.parametrize("expression", [THREE_KERNELS, PER_CHANNEL])
def test_labels_break_between_words_that_belong_apart(open_explorer, expression):
    """“Kernel of / output 1” in two lines, and the sum in two: no number stands alone."""
    drive = open_explorer(expression)
    lines = """(part) => {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      const [range, tops] = [document.createRange(), new Set()];
      while (texts.nextNode()) {
        if (!texts.currentNode.data.trim()) continue;
        range.selectNodeContents(texts.currentNode);
        for (const { top } of range.getClientRects()) tops.add(Math.round(top));
      }
      return tops.size;
    }"""
    for part in drive.stage.locator(".channels-board :is(button.head, .tail)").all():
        assert part.evaluate(lines) == 2, part.inner_text()


def test_a_kernel_finds_its_numbers_again_when_its_shape_comes_back(explorer):
    explorer.edit("kernel 1,3", 0, 1, "7")
    explorer.edit("bias 2", 0, 0, "5")
    X, K, bias, _ = check_numbers(explorer)
    for label, values in {"Output channels": (1, 3, 2), "Kernel size": (3, 1, 2)}.items():
        for value in values:
            explorer.set(label, value)
            assert explorer.refuses_nothing()
            check_numbers(explorer)
    explorer.set("Input", "numbers 2×4×5")
    assert torch.equal(shown(explorer)[1], K[:, :2])
    explorer.set("Input", "numbers 3×4×4")
    for after, before in zip(check_numbers(explorer), (X, K, bias), strict=False):
        assert torch.equal(after, before)
    explorer.set("Kernel", "edges of luminance")
    explorer.set("Kernel size", 1)
    assert explorer.control("Kernel").input_value() == "your own"
    explorer.set("Kernel size", 3)
    assert explorer.control("Kernel").input_value() == "edges of luminance"
    explorer.set("Kernel size", 2)
    explorer.edit("kernel 1,1", 0, 0, "4")  # from here on it is another kernel
    explorer.set("Kernel size", 3)
    assert shown(explorer)[1][0, 0].tolist()[2] == [0, 0, 0]


def test_what_is_typed_is_the_readers_own_and_comes_back(explorer):
    explorer.edit("input 2", 0, 0, "-5")
    explorer.edit("kernel 2,1", 1, 1, "-5")
    for label, grid, other in [
        ("Input", "input 2", "photo: temple"),
        ("Kernel", "kernel 2,1", "identity per channel"),
    ]:
        before = explorer.numbers(grid)
        explorer.edit(grid, 0, 1, "1e39")
        assert explorer.refusal.endswith(" numbers of at most 3.4e+38 in size, got 1e+39")
        assert torch.equal(explorer.numbers(grid), before)
        assert explorer.control(label).input_value() == "your own"
        explorer.set(label, other)
        explorer.set(label, "your own")
        assert torch.equal(explorer.numbers(grid), before)
    check_numbers(explorer)


SET_UNFOCUSED = """(control, value) => {
  control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}"""
GONE = """([stage, grid]) => !stage.querySelector(`[aria-label="${grid}"]`)?.checkVisibility()"""


def test_a_channel_may_go_while_it_has_the_focus(explorer):
    explorer.cell("input 3", 0, 0).focus()
    explorer.control("Input").evaluate(SET_UNFOCUSED, explorer.options("Input")[1])
    explorer.page.wait_for_function(GONE, arg=[explorer.stage.element_handle(), "input 3"])
    check_numbers(explorer)  # and an error in the page would fail the test


def test_what_is_half_typed_in_a_cell_goes_with_it(explorer):
    before = explorer.numbers("kernel 1,2")
    explorer.cell("kernel 2,2", 0, 0).click()
    explorer.page.keyboard.type("2-")
    explorer.control("Output channels").evaluate(SET_UNFOCUSED, "1")
    explorer.page.wait_for_function(GONE, arg=[explorer.stage.element_handle(), "kernel 2,2"])
    assert explorer.refuses_nothing()
    assert torch.equal(explorer.numbers("kernel 1,2"), before)
    check_numbers(explorer)


def test_a_control_refuses_what_python_refuses(explorer):
    before = explorer.output()
    for label, value, sentence in [
        ("Padding", 4, "padding must be from 0 to 3, got 4"),
        ("Stride", 0, "stride must be from 1 to 4, got 0"),
        ("Output channels", 4, "output channels must be from 1 to 3, got 4"),
        ("Kernel size", "2.5", "kernel size must be a whole number, got 2.5"),
    ]:
        first = explorer.control(label).input_value()
        explorer.set(label, value)
        assert explorer.refusal == sentence
        assert explorer.control(label).input_value() == first
        assert torch.equal(explorer.output(), before)


def in_view(drive):
    return drive.control("In view").element_handle()


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-4")
    check_columns(Drive(page, "channels", 2), 3, 3)
    drive = Drive(page, "channels")
    check_columns(drive, 2, 1)
    find = (
        "import json, torch\n"
        "from convlab import ChannelsExplorer\n"
        "explorer = next(w for w in Out.values() if isinstance(w, ChannelsExplorer))\n"
    )
    say = (
        "print(json.dumps([explorer.output.tolist(), explorer.padding, explorer.stride, "
        "explorer.channel, explorer.bias.tolist()]))"
    )
    drive.set("Input", "numbers 3×4×4")
    drive.set("Kernel", "numbers 2×2")
    drive.set("Padding", 1)
    drive.set("Stride", 2)
    drive.set("Output channels", 3)
    drive.set("In view", "output 2")
    drive.edit("bias 3", 0, 0, "-4")
    drive.edit("kernel 3,1", 1, 1, "2")
    drive.edit("input 1", 0, 3, "9")
    X, K, bias, Y = check_numbers(drive)
    output, *settings, biases = ask_kernel(page, find + say)
    assert settings == [1, 2, 1]
    assert biases == bias.tolist() == [0, 0, -4]
    torch.testing.assert_close(torch.tensor(output), Y)
    ask_kernel(page, "explorer.channel = 2\nprint(0)")
    page.wait_for_function("select => select.value === 'output 3'", arg=in_view(drive))
    check_numbers(drive)
    X, K = torch.arange(18.0).reshape(2, 3, 3), torch.ones(1, 2, 3, 3)
    ask_kernel(
        page,
        "with explorer.hold_trait_notifications():\n"
        "    explorer.input = torch.arange(18.).reshape(2, 3, 3)\n"
        "    explorer.kernel = torch.ones(1, 2, 3, 3)\n"
        "explorer.bias = [0.5]\nexplorer.padding = 2\nprint(0)",
    )
    drive.follows(by_torch(X, K, torch.tensor([0.5]), 2, 2))
    check_numbers(drive)
    drive.edit("kernel 1,2", 0, 0, "-6")
    drive.edit("bias", 0, 0, "8")
    assert ask_kernel(page, say)[-1] == [8]
    drive.press("Reset numbers")  # what Python gave last
    output, *_, biases = ask_kernel(page, say)
    assert biases == [0.5]
    torch.testing.assert_close(torch.tensor(output), by_torch(X, K, torch.tensor([0.5]), 2, 2))
    labels = ("Input", "Kernel", "In view", "Output channels", "Kernel size", "Padding")
    values = [drive.control(label).input_value() for label in labels]
    assert values == ["your own", "your own", "output 1", "1", "3", "2"]
    drive.set("Kernel", "luminance 1×1")
    assert drive.refusal == "kernel has 3 input channels, the input has 2" + AS_MANY
    assert torch.tensor(ask_kernel(page, say)[0]).shape == (1, 3, 3)
