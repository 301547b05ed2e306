"""A neural voice small enough for tests: a Piper model that hums, for as long as its text is."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 16000
_SAMPLES_A_PHONEME = 640
_LETTERS = "abcdefghijklmnopqrstuvwxyz ,.!?'əɪʊɛɔæʌɑɒɜθðŋʃʒɡɹːˈˌ"


def write_model(folder: Path, name: str = "en_GB-hum-low", loudness: float = 0.3) -> Path:
    """Write the model and its description; the path of the model."""
    path = folder / f"{name}.onnx"
    onnx.save(_model(loudness), str(path))
    symbols = {letter: [index] for index, letter in enumerate("_^$" + _LETTERS)}
    described = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "language": {"code": "en_GB"},
        "num_symbols": len(symbols),
        "num_speakers": 1,
        "phoneme_id_map": symbols,
        "phoneme_type": "espeak",
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(described), "utf-8")
    return path


def _model(loudness: float) -> onnx.ModelProto:
    """A tone of 200 Hz, so many samples for each phoneme."""
    numbers: dict[str, np.ndarray[Any, Any]] = {
        "each": np.array(_SAMPLES_A_PHONEME, np.int64),
        "from": np.array(0, np.int64),
        "step": np.array(1, np.int64),
        "pitch": np.array(2 * np.pi * 200 / RATE, np.float32),
        "loudness": np.array(loudness, np.float32),
        "shape": np.array([1, 1, -1], np.int64),
        "scalar": np.array([], np.int64),
    }
    nodes = [
        helper.make_node("Reshape", ["input_lengths", "scalar"], ["phonemes"]),
        helper.make_node("Mul", ["phonemes", "each"], ["samples"]),
        helper.make_node("Range", ["from", "samples", "step"], ["times"]),
        helper.make_node("Cast", ["times"], ["moments"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["moments", "pitch"], ["phases"]),
        helper.make_node("Sin", ["phases"], ["wave"]),
        helper.make_node("Mul", ["wave", "loudness"], ["tone"]),
        helper.make_node("Reshape", ["tone", "shape"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "hum",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, None])],
        [numpy_helper.from_array(value, name) for name, value in numbers.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
