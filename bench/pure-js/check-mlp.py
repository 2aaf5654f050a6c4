"""Writes mlp-reference.json: what PyTorch computes for the network that test/bench/pure-js.test.ts trains with PureMlp.

Run: python bench/pure-js/check-mlp.py
"""

import json
from pathlib import Path

import torch

SIZES = [20, 16, 5]
ROWS = 8
STEPS = 10
OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"lr": 0.1, "momentum": 0}),
    "momentum": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    "adam": (torch.optim.Adam, {"lr": 0.001, "betas": [0.9, 0.999], "eps": 1e-8}),
}


def build() -> torch.nn.Sequential:
    """The same random weights every time."""
    torch.manual_seed(128)
    return torch.nn.Sequential(
        torch.nn.Linear(SIZES[0], SIZES[1]), torch.nn.ReLU(), torch.nn.Linear(SIZES[1], SIZES[2])
    )


def linear_layers(model: torch.nn.Sequential) -> list[dict[str, list[float]]]:
    return [
        {"weight": layer.weight.detach().flatten().tolist(), "bias": layer.bias.detach().tolist()}
        for layer in model
        if isinstance(layer, torch.nn.Linear)
    ]


def train(name: str, images: torch.Tensor, labels: torch.Tensor) -> dict[str, object]:
    model = build()
    make, options = OPTIMIZERS[name]
    optimizer = make(model.parameters(), **options)
    losses = []
    for _ in range(STEPS):
        loss = torch.nn.functional.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {
        "options": options,
        "losses": losses,
        "predictions": model(images).argmax(dim=1).tolist(),
        "finalWeights": linear_layers(model),
    }


def main() -> None:
    initial = linear_layers(build())
    images = torch.randn(ROWS, SIZES[0])
    labels = torch.randint(SIZES[-1], (ROWS,))
    reference = {
        "torch": torch.__version__.split("+")[0],
        "sizes": SIZES,
        "rows": ROWS,
        "weights": initial,
        "images": images.flatten().tolist(),
        "labels": labels.tolist(),
        "runs": {name: train(name, images, labels) for name in OPTIMIZERS},
    }
    Path(__file__).with_name("mlp-reference.json").write_text(json.dumps(reference) + "\n")


if __name__ == "__main__":
    main()
