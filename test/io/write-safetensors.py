"""Writes data/python.safetensors with the reference implementation: pip install torch safetensors."""

from pathlib import Path

import torch
from safetensors.torch import save_file

save_file(
    {
        "f64": torch.tensor([0.1, -1e300], dtype=torch.float64),
        "f32": torch.tensor([[0.1, -2.5, 3e38]], dtype=torch.float32),
        "f16": torch.tensor([1 / 3, -65504.0, 6e-8], dtype=torch.float16),
        "bf16": torch.tensor([1 / 3, -3e38, 0.0], dtype=torch.bfloat16),
        "i64": torch.tensor([[-(2**31)], [2**31 - 1]], dtype=torch.int64),
        "i32": torch.tensor([7, -8], dtype=torch.int32),
        "i16": torch.tensor([-32768, 32767], dtype=torch.int16),
        "i8": torch.tensor([-128, 127], dtype=torch.int8),
        "u8": torch.tensor([0, 255], dtype=torch.uint8),
        "bool": torch.tensor([[True], [False]]),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(2, 0, 3),
        "größe.0": torch.tensor([1.0]),
    },
    Path(__file__).parent / "data" / "python.safetensors",
    metadata={"format": "pt", "note": "ä"},
)
