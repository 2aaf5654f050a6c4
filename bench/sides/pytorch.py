"""PyTorch as a side: answers questions that come as lines of JSON, as harness/serve.mjs answers those of the Node sides."""

import base64
import json
import sys
import time
from collections.abc import Callable

import numpy
import torch
from torch.nn import functional

Task = dict[str, Callable]

ELEMENTWISE = {
    "copy": torch.clone,
    "add": torch.add,
    "mul": torch.mul,
    "relu": torch.relu,
    "exp": torch.exp,
    "log": torch.log,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": functional.gelu,
}
LOSSES = {"crossEntropy": functional.cross_entropy, "mse": functional.mse_loss}


class Outputs(torch.nn.Module):
    """A recurrent layer without its final state, as a Sequential needs it."""

    def __init__(self, layer: torch.nn.RNNBase) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x)[0]


LAYERS = {
    "Linear": lambda layer: torch.nn.Linear(layer["in"], layer["out"]),
    "Conv2d": lambda layer: torch.nn.Conv2d(
        layer["in"], layer["out"], layer["kernel"], padding=layer["padding"], groups=layer.get("groups", 1)
    ),
    "MaxPool2d": lambda layer: torch.nn.MaxPool2d(layer["kernel"], layer.get("stride"), layer.get("padding", 0)),
    "BatchNorm2d": lambda layer: torch.nn.BatchNorm2d(layer["channels"]),
    "Flatten": lambda layer: torch.nn.Flatten(layer.get("startDim", 1), layer.get("endDim", -1)),
    "RNN": lambda layer: Outputs(torch.nn.RNN(layer["in"], layer["hidden"], batch_first=True)),
    "LSTM": lambda layer: Outputs(torch.nn.LSTM(layer["in"], layer["hidden"], batch_first=True)),
    "GRU": lambda layer: Outputs(torch.nn.GRU(layer["in"], layer["hidden"], batch_first=True)),
    "ReLU": lambda _: torch.nn.ReLU(),
    "Tanh": lambda _: torch.nn.Tanh(),
}


def plain(compute: Callable[[], torch.Tensor]) -> Task:
    """An operation whose result is dropped."""
    return {"result": compute, "run": compute}


def matmul(row: dict, inputs: dict) -> Task:
    m, n, k = row["m"], row["n"], row["k"]
    a = inputs["a"].reshape(k, m).T if row.get("leftTransposed") else inputs["a"].reshape(m, k)
    b = inputs["b"].reshape(n, k).T if row.get("rightTransposed") else inputs["b"].reshape(k, n)
    return plain(lambda: a @ b)


def elementwise(row: dict, inputs: dict) -> Task:
    operation = ELEMENTWISE[row["operation"]]
    operands = list(inputs.values())
    return plain(lambda: operation(*operands))


def reduction(row: dict, inputs: dict) -> Task:
    x = inputs["x"].reshape(row["rows"], row["columns"])
    if row["operation"] == "softmax":
        return plain(lambda: torch.softmax(x, row["dim"]))
    return plain(lambda: x.sum(row["dim"]) if "dim" in row else x.sum())


def make_model(layers: list[dict], parameters: torch.Tensor) -> torch.nn.Sequential:
    missing = [layer["type"] for layer in layers if layer["type"] not in LAYERS]
    if missing:
        raise NotImplementedError(f"pytorch.py does not build {', '.join(missing)} yet: add it to LAYERS.")
    model = torch.nn.Sequential(*(LAYERS[layer["type"]](layer) for layer in layers))
    targets = list(model.parameters())
    with torch.no_grad():  # copied, since recurrent layers keep theirs in one piece
        for target, values in zip(targets, parameters.split([target.numel() for target in targets])):
            target.copy_(values.reshape(target.shape))
    return model


def layer(row: dict, inputs: dict) -> Task:
    model = make_model([row["layer"]], inputs["parameters"]).requires_grad_(False)
    x = inputs["x"].reshape(row["shape"])
    if "gradientOf" not in row:
        return plain(lambda: model(x))
    target = x if row["gradientOf"] == "input" else next(model.parameters())
    target.requires_grad_()
    y = model(x)
    dy = inputs["dy"].reshape(y.shape)
    return plain(lambda: torch.autograd.grad(y, target, dy, retain_graph=True)[0])


def small_op(row: dict, inputs: dict) -> Task:
    if not row["scoped"]:
        return {"cannot": "counts references and leaves nothing to a collector"}
    x, y, dy = inputs["x"], inputs["y"], inputs["dy"]
    if row["mode"] == "forward":
        return plain(lambda: x * y)
    x.requires_grad_()

    def backward() -> torch.Tensor:
        x.grad = None
        (x * y).backward(dy)
        return x.grad

    def recorded() -> torch.Tensor:
        return x * y

    run = backward if row["mode"] == "backward" else recorded
    return {"result": lambda: run().detach(), "run": run}


def make_optimizer(parameters: list, options: dict) -> torch.optim.Optimizer:
    settings = {key: value for key, value in options.items() if key != "name"}
    return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[options["name"]](parameters, **settings)


def optimizer(row: dict, inputs: dict) -> Task:
    parameters = [torch.nn.Parameter(part) for part in inputs["parameters"].split(row["lengths"])]
    for parameter, gradient in zip(parameters, inputs["gradients"].split(row["lengths"])):
        parameter.grad = gradient
    step = make_optimizer(parameters, row["optimizer"]).step

    def result() -> torch.Tensor:
        for _ in range(row["checkedSteps"]):
            step()
        return torch.cat([parameter.detach() for parameter in parameters])

    return {"result": result, "run": step}


def inference(row: dict, inputs: dict) -> Task:
    model = make_model(row["layers"], inputs["parameters"]).eval()
    x = inputs["x"].numpy()

    @torch.inference_mode()
    def compute() -> torch.Tensor:
        return model(torch.from_numpy(x).reshape(1, *row["sample"]))

    return {"result": compute, "run": lambda: compute().numpy()}


def training(row: dict, inputs: dict) -> Task:
    model = make_model(row["layers"], inputs["parameters"])
    optimizer = make_optimizer(model.parameters(), row["optimizer"])
    loss_of = LOSSES[row["loss"]]
    targets = inputs["y"].long() if row["loss"] == "crossEntropy" else inputs["y"]
    batches = [
        (x.clone().numpy(), y.clone().numpy())
        for x, y in zip(inputs["x"].chunk(row["batches"]), targets.chunk(row["batches"]))
    ]
    done = 0

    def step() -> float:
        nonlocal done
        x, y = (torch.from_numpy(array) for array in batches[done % len(batches)])
        done += 1
        output = model(x.reshape(row["batchSize"], *row["sample"]))
        loss = loss_of(output, y if row["loss"] == "crossEntropy" else y.reshape(output.shape))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return {"result": lambda: torch.tensor([step() for _ in range(row["checkedSteps"])]), "run": step}


KINDS = {
    "matmul": matmul,
    "elementwise": elementwise,
    "reduction": reduction,
    "layer": layer,
    "smallOp": small_op,
    "optimizer": optimizer,
    "inference": inference,
    "training": training,
}


def decode(array: dict) -> torch.Tensor:
    values = numpy.frombuffer(base64.b64decode(array["base64"]), dtype=array["dtype"])
    return torch.from_numpy(values.copy())


def encode(values: torch.Tensor) -> dict:
    data = values.to(torch.float32).contiguous().numpy().tobytes()
    return {"dtype": "float32", "base64": base64.b64encode(data).decode("ascii")}


def time_round(run: Callable, count: int) -> dict:
    used, start = time.process_time(), time.perf_counter()
    for _ in range(count):
        run()
    elapsed = time.perf_counter() - start
    share = (time.process_time() - used) / elapsed
    return {"milliseconds": 1000 * elapsed / count, "share": min(1.0, share)}


def runs_a_round(run: Callable, warm_up: float, milliseconds: float, patience: float) -> int:
    """The same as runsARound in harness/timer.mjs."""
    begin = time.perf_counter()
    shortest, done, count, elapsed = float("inf"), 0, 1, 0.0
    while (done < 3 and elapsed < patience) or elapsed < warm_up:
        shortest = min(shortest, time_round(run, count)["milliseconds"])
        done += count
        count = max(1, round(milliseconds / 8 / shortest))
        elapsed = 1000 * (time.perf_counter() - begin)
    return max(1, round(milliseconds / shortest))


class Side:
    """Holds the task that is being measured."""

    def open(self, _: dict) -> dict:
        return {"version": torch.__version__.split("+")[0], "details": torch.backends.cpu.get_cpu_capability()}

    def prepare(self, message: dict) -> dict:
        kind = message["kind"]
        if kind not in KINDS:
            raise NotImplementedError(f"pytorch.py says nothing about '{kind}': give it a task.")
        task = KINDS[kind](message["row"], {key: decode(array) for key, array in message["inputs"].items()})
        if "cannot" in task:
            return task
        answer = {"result": encode(task["result"]())}
        self.run = task["run"]
        return answer

    def warmUp(self, message: dict) -> dict:  # noqa: N802, the question's name
        self.count = runs_a_round(self.run, message["warmUp"], message["milliseconds"], message["patience"])
        return {"count": self.count}

    def round(self, _: dict) -> dict:
        return time_round(self.run, self.count)


def main() -> None:
    torch.set_num_threads(1)
    side = Side()
    for line in sys.stdin:
        message = json.loads(line)
        try:
            reply = {"answer": getattr(side, message["question"])(message)}
        except Exception as error:  # the parent reports it
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
