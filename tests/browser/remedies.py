"""How sentences about what does not fit end: what to do."""

SMALLER = ": add padding or take a smaller kernel"
DENSER = ": add padding, or take a smaller kernel or dilation"
AS_MANY = ": choose a kernel or an input with as many"
