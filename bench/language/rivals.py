"""UDPipe 1 (Straka et al. 2016) on the texts of the bench; run by bench/language/run.

Usage: rivals.py train TRAIN.conllu MODEL | rivals.py read TEXTS.jsonl MODEL"""
import json
import sys
import time

import ufal.udpipe as udpipe

SENTENCES = 2000  # to learn from: its speed hangs little on what it has learnt, its scores do


def train(source, model):
    reader = udpipe.InputFormat.newConlluInputFormat()
    with open(source, encoding="utf-8") as file:
        reader.setText(file.read())
    error, sentences = udpipe.ProcessingError(), udpipe.Sentences()
    sentence = udpipe.Sentence()
    while len(sentences) < SENTENCES and reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    content = udpipe.Trainer.train(
        "morphodita_parsito", sentences, udpipe.Sentences(), "epochs=2", "iterations=3", "iterations=1", error)
    if error.occurred():
        sys.exit(error.message)
    with open(model, "wb") as file:
        file.write(content)


def read(texts, path):
    model = udpipe.Model.load(path)
    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    error = udpipe.ProcessingError()
    with open(texts, encoding="utf-8") as file:
        rows = [json.loads(line)["text"] for line in file]
    started, words = time.process_time(), 0
    for text in rows:
        out = pipeline.process(text.replace("\n", "\n\n"), error)
        words += sum(line[:1].isdigit() and "-" not in line.split("\t", 1)[0] for line in out.splitlines())
    seconds = time.process_time() - started
    print(json.dumps({"words": words, "words_per_second": words / seconds}))


if __name__ == "__main__":
    {"train": train, "read": read}[sys.argv[1]](*sys.argv[2:])
