"""The encoder: MiniLM (Wang et al. 2020), six layers of 384, as its weights come, with two inputs
more per word-piece: the case of its atom and what stands before it. All its products are those of
whole numbers (Jacob et al. 2018): weights of 7 bits by output, activations of 8 bits by row; 7 bits
because processors without VNNI add pairs of products in 16 bits."""
import os

import safetensors.torch
import torch
import torch.nn.functional as F
from torch import nn

SIZE, LAYERS, HEADS, INNER = 384, 6, 12, 1536
CASES, SPACES = 6, 3
WEIGHT_MOST, ROW_MOST = 63, 127


class Rounded(torch.autograd.Function):
    @staticmethod
    def forward(_, x):
        return torch.round(x)

    @staticmethod
    def backward(_, gradient):
        return gradient


class Product(nn.Linear):
    """A linear layer; with `quantised`, as the engine computes it."""
    quantised = False

    def forward(self, x):
        if not Product.quantised:
            return super().forward(x)
        x, w = x.float(), self.weight.float()
        w_scale = (w.abs().amax(1, keepdim=True) / WEIGHT_MOST).clamp_min(1e-8).detach()
        x_scale = (x.abs().amax(-1, keepdim=True) / ROW_MOST).clamp_min(1e-8).detach()
        whole = F.linear(Rounded.apply(x / x_scale), Rounded.apply(w / w_scale))
        return whole.float() * x_scale * w_scale[:, 0] + self.bias


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = Product(SIZE, 3 * SIZE)
        self.out = Product(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, 1e-12)
        self.wide = Product(SIZE, INNER)
        self.narrow = Product(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask,
                                              dropout_p=0.1 if self.training else 0.0)
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
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces, cases, spaces, mask):
        """(batch, length) whole numbers and a mask of what is no padding to (batch, length, 384)."""
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.places(places) + self.cases(cases) + self.spaces(spaces)
        x = self.drop(self.norm(x))
        allowed = mask[:, None, None, :]
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
