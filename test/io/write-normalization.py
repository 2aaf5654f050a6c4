"""Writes data/normalization.safetensors, the state of torch layers after two steps: pip install torch safetensors."""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(1)
model = nn.Sequential(
    nn.BatchNorm1d(3), nn.LayerNorm(3), nn.GroupNorm(1, 3), nn.RMSNorm(3), nn.BatchNorm1d(3, affine=False)
)
x = torch.arange(15.0).reshape(5, 3).sin()
for _ in range(2):
    model(x)
model.eval()
tensors = {"x": x, "y": model(x).detach()}
state = {f"model.{key}": value for key, value in model.state_dict().items()}
save_file({**state, **tensors}, Path(__file__).parent / "data" / "normalization.safetensors")
