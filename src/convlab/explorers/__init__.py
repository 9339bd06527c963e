"""The explorers: standard ipywidgets controls tied to stages that draw and compute in the page."""

from convlab.explorers.convolution import ConvolutionExplorer

__all__ = ["ConvolutionExplorer"]
