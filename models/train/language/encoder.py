"""The encoder: MiniLM (Wang et al. 2020), six layers of 384, as its weights come, with two inputs
more per word-piece: the case of its atom and what stands before it. All its products are those of
whole numbers (Jacob et al. 2018): weights of 7 bits by output, activations of 8 bits by row; 7 bits
because processors without VNNI add pairs of products in 16 bits."""
import os
import random

import safetensors.torch
import torch
import torch.nn.functional as F
from torch import nn

SIZE, LAYERS, HEADS, INNER = 384, 6, 12, 1536
CASES, SPACES = 6, 3
WEIGHT_MOST, ROW_MOST = 63, 127


class WholeProduct(torch.autograd.Function):
    """The product of whole numbers as the engine computes it; its gradients are those of the product
    without rounding, of the rounded sides (Bengio et al. 2013, straight through)."""
    @staticmethod
    def forward(context, x, weight, bias):
        with torch.autocast("cpu", enabled=False):
            weight_step = (weight.abs().amax(1, keepdim=True) / WEIGHT_MOST).clamp_min_(1e-8)
            rows = x.float()
            row_step = (rows.abs().amax(-1, keepdim=True) / ROW_MOST).clamp_min_(1e-8)
            whole_rows = rows.div(row_step).round_().bfloat16()  # up to 256 bfloat16 is exact
            whole_weight = weight.div(weight_step).round_()
            out = (F.linear(whole_rows.float(), whole_weight) if Product.exact else
                   F.linear(whole_rows, whole_weight.bfloat16()).float())
            out.mul_(row_step).mul_(weight_step[:, 0]).add_(bias)
            context.save_for_backward(whole_rows, row_step.bfloat16(),
                                      whole_weight.mul_(weight_step).bfloat16())
            context.kind = x.dtype
            return out.to(x.dtype)

    @staticmethod
    def backward(context, gradient):
        rows, step, weight = context.saved_tensors
        with torch.autocast("cpu", enabled=False):
            gradient = gradient.bfloat16()
            flat = gradient.reshape(-1, gradient.shape[-1])
            to_rows = (gradient @ weight).to(context.kind)
            to_weight = (flat.t() @ (rows * step).reshape(-1, rows.shape[-1])).float()
            return to_rows, to_weight, flat.float().sum(0)


class Product(nn.Linear):
    """A linear layer; with `quantised`, as the engine computes it."""
    quantised = False
    exact = False  # sums as the engine has them, which bfloat16 rounds

    def forward(self, x):
        if not Product.quantised:
            return super().forward(x)
        return WholeProduct.apply(x, self.weight, self.bias)


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) whose chance is read off a pool of random bytes, which is ten
    times faster than asking for a random number a cell."""
    pool = None

    def __init__(self, share):
        super().__init__()
        self.least = round(share * 256)

    @classmethod
    def fill(cls, seed):
        """A new pool, for one epoch."""
        generator = torch.Generator().manual_seed(seed)
        cls.pool = torch.randint(0, 256, (1 << 25,), dtype=torch.uint8, generator=generator)
        cls.random = random.Random(seed)

    def forward(self, x):
        if not self.training:
            return x
        begin = Dropout.random.randrange(len(Dropout.pool) - x.numel())
        kept = Dropout.pool[begin:begin + x.numel()].view(x.shape) >= self.least
        return x * (kept.to(x.dtype) * (256 / (256 - self.least)))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = Product(SIZE, 3 * SIZE)
        self.out = Product(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, 1e-12)
        self.wide = Product(SIZE, INNER)
        self.narrow = Product(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, 1e-12)
        self.drop = Dropout(0.1)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        # As separate products: torch's one function for it takes thrice the time on a processor.
        with torch.autocast("cpu", enabled=False):
            likeness = (q * (SIZE // HEADS) ** -0.5) @ k.transpose(2, 3) + mask.to(q.dtype)
            seen = likeness.softmax(-1) @ v
        seen = seen.transpose(1, 2).reshape(batch, length, SIZE)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.narrow(F.gelu(self.wide(x), approximate="tanh"))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(30522, SIZE)
        self.places = nn.Embedding(512, SIZE)
        self.cases = nn.Embedding(CASES, SIZE)
        self.spaces = nn.Embedding(SPACES, SIZE)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.spaces.weight)
        self.norm = nn.LayerNorm(SIZE, 1e-12)
        self.drop = Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, cases, spaces, mask):
        """(batch, length) whole numbers and a mask of what is no padding to (batch, length, 384)."""
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.places(places) + self.cases(cases) + self.spaces(spaces)
        x = self.drop(self.norm(x))
        allowed = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, allowed)
        return x

    def load_base(self, folder):
        base = safetensors.torch.load_file(os.path.join(folder, "model.safetensors"))
        base = {name.removeprefix("bert."): value for name, value in base.items()}
        at = "embeddings."
        with torch.no_grad():
            self.words.weight.copy_(base[at + "word_embeddings.weight"])
            self.places.weight.copy_(base[at + "position_embeddings.weight"] +
                                     base[at + "token_type_embeddings.weight"][0])
            self.norm.weight.copy_(base[at + "LayerNorm.weight"])
            self.norm.bias.copy_(base[at + "LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                def give(part, name):
                    part.weight.copy_(base[f"encoder.layer.{i}.{name}.weight"])
                    part.bias.copy_(base[f"encoder.layer.{i}.{name}.bias"])
                for kind in ("weight", "bias"):
                    getattr(layer.qkv, kind).copy_(torch.cat(
                        [base[f"encoder.layer.{i}.attention.self.{part}.{kind}"]
                         for part in ("query", "key", "value")]))
                give(layer.out, "attention.output.dense")
                give(layer.norm1, "attention.output.LayerNorm")
                give(layer.wide, "intermediate.dense")
                give(layer.narrow, "output.dense")
                give(layer.norm2, "output.LayerNorm")
