// What the scripts hand to each other, for the type check, which knows these names everywhere; nothing of it is in a page.

interface Shape {
  rows: number;
  columns: number;
}

/** Numbers in rows; `data` has them row by row. */
interface Matrix extends Shape {
  data: Float64Array;
}

/** A pooled matrix; of a maximum, `winners` has the index of each output's element. */
type Pooled = Matrix & { winners?: Int32Array };

/** Numbers in any typed array, or a list of them. */
type Numbers = Float64Array | Float32Array | number[];

/** One number for the rows, one for the columns. */
type Pair = number[];

/** Padding before and after, along the rows and along the columns. */
type Padding = Pair[];

/** How a kernel slides over a matrix. */
interface Sliding {
  padding: Padding;
  stride: Pair;
  dilation: Pair;
}

/** How a window is pooled. */
interface Pooling {
  window: Pair;
  mode: string;
  padding: Padding;
  stride: Pair;
}

/** A cell of a matrix. */
interface Place {
  i: number;
  j: number;
}

/** A part of a matrix, from cell (i, j) on. */
interface Box extends Place, Shape {}

/** A layer of a stack along one axis, as receptive fields see it. */
interface StackLayer {
  kernel: number;
  stride: number;
  padding: number;
  dilation: number;
}

/** Curvatures of a loss, largest first, with their directions, and how many are not flat. */
interface Curvatures {
  values: number[];
  vectors: Float64Array[];
  rank: number;
}

/** A layer of LeNet. */
interface Layer {
  name: string;
  kind: "conv" | "activation" | "pool" | "dense";
  shape: number[];
  in?: number;
  out?: number;
  kernel?: number;
  padding?: number;
  stride?: number;
}

/** What a layer of LeNet makes of an image, and for maximum pooling the index of each largest element. */
interface FeatureMap {
  shape: number[];
  data: Float64Array;
  winners?: Int32Array;
}

/** LeNet's two variants and all between. */
interface Variant {
  activation: string;
  pooling: string;
}

/** Takes a cell: (i, j), or (null) where pointer and focus are on none. */
type OnCursor = (...place: number[]) => void;

/** A grid of numbers; with onEdit it is editable. */
interface GridOptions {
  label: string;
  signal: AbortSignal;
  onCursor?: OnCursor;
  onEdit?: (...placeAndValues: number[]) => void;
  onRefuse?: (i: number, j: number, text: string, first?: number) => void;
  brush?: (pointerType: string) => number;
}

/** A picture; onPick chooses a pixel for good. */
interface PictureOptions {
  label: string;
  signal: AbortSignal;
  onCursor?: OnCursor;
  onPick?: OnCursor;
}

/** The sizes that the loops of a convolution need. */
interface Sizes {
  inputs: number;
  outputs: number;
  side: number;
  wide: number;
}

/** What a stage says, by key; options by setting are tables of their own. */
type Words = Record<string, any>;

/** The settings of a stage, by trait. */
type Settings = Record<string, any>;
