"""The arithmetic behind the book Seeing Convolutions."""

from convlab.channels import (
    corr2d_multi_in,
    corr2d_multi_in_out,
    corr2d_multi_in_out_1x1,
    multiply_adds,
    parameters,
)
from convlab.data import (
    KERNELS,
    edge_image,
    edge_image_with_rows,
    load_digit,
    load_photo,
    noise_image,
    number_image,
)
from convlab.datasets import Images, load_images
from convlab.drawings import distort, prepare_drawing, transform_drawing
from convlab.exercises.question import ask
from convlab.explorers import (
    ChannelsExplorer,
    ConvolutionExplorer,
    KernelLearner,
    LeNetExplorer,
    LocalityExplorer,
    PoolingExplorer,
    ReceptiveFieldExplorer,
    ShiftLab,
    TrainingLab,
)
from convlab.explorers.exercise import Exercise
from convlab.learning import (
    Run,
    initial_kernel,
    learn_kernel,
    target,
    uniform_stream,
    windows,
)
from convlab.learning_directions import curvatures, free_directions, hessian, stability_limit
from convlab.lenet import VARIANTS, LeNet, initialise, load_trained
from convlab.ops import convolve2d, corr2d, pad2d
from convlab.pooling import pool2d
from convlab.receptive import Layer, receptive_field, receptive_fields
from convlab.shapes import output_size, resolve_padding, same_padding, unreached, use_counts
from convlab.shifts import equivariance_error, invariance_error, shift
from convlab.training import History, accuracy, confusion, gradient_sizes, train
from convlab.weights import by_offset, parameter_counts, shared_weights

__all__ = [
    "KERNELS",
    "VARIANTS",
    "ChannelsExplorer",
    "ConvolutionExplorer",
    "Exercise",
    "History",
    "Images",
    "KernelLearner",
    "Layer",
    "LeNet",
    "LeNetExplorer",
    "LocalityExplorer",
    "PoolingExplorer",
    "ReceptiveFieldExplorer",
    "Run",
    "ShiftLab",
    "TrainingLab",
    "accuracy",
    "ask",
    "by_offset",
    "confusion",
    "convolve2d",
    "corr2d",
    "corr2d_multi_in",
    "corr2d_multi_in_out",
    "corr2d_multi_in_out_1x1",
    "curvatures",
    "distort",
    "edge_image",
    "edge_image_with_rows",
    "equivariance_error",
    "free_directions",
    "gradient_sizes",
    "hessian",
    "initial_kernel",
    "initialise",
    "invariance_error",
    "learn_kernel",
    "load_digit",
    "load_images",
    "load_photo",
    "load_trained",
    "multiply_adds",
    "noise_image",
    "number_image",
    "output_size",
    "pad2d",
    "parameter_counts",
    "parameters",
    "pool2d",
    "prepare_drawing",
    "receptive_field",
    "receptive_fields",
    "resolve_padding",
    "same_padding",
    "shared_weights",
    "shift",
    "stability_limit",
    "target",
    "train",
    "transform_drawing",
    "uniform_stream",
    "unreached",
    "use_counts",
    "windows",
]
