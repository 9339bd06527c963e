"""The explorers: standard ipywidgets controls tied to stages that draw and compute in the page."""

from convlab.explorers.channels import ChannelsExplorer
from convlab.explorers.convolution import ConvolutionExplorer
from convlab.explorers.kernel_learner import KernelLearner
from convlab.explorers.lenet import LeNetExplorer
from convlab.explorers.locality import LocalityExplorer
from convlab.explorers.pooling import PoolingExplorer
from convlab.explorers.receptive_field import ReceptiveFieldExplorer
from convlab.explorers.shift_lab import ShiftLab
from convlab.explorers.training import TrainingLab

__all__ = [
    "ChannelsExplorer",
    "ConvolutionExplorer",
    "KernelLearner",
    "LeNetExplorer",
    "LocalityExplorer",
    "PoolingExplorer",
    "ReceptiveFieldExplorer",
    "ShiftLab",
    "TrainingLab",
]
