#!/usr/bin/env python3
"""Tags and trees of UDPipe 1 beside ours: accuracy on gold words with each one's own tags, and words a second.

    python3 -m venv build/venv && build/venv/bin/pip install ufal.udpipe
    build/venv/bin/python bench/udpipe_beside.py --train 3:../shared/data/ud/ar_pud_harmonised.conllu \\
        --train 6000:../shared/data/ud/ar_silver_news.conllu.gz --test ../shared/data/ud/ar_silver_news.dev.conllu.gz \\
        --model /tmp/ar.udpipe --musnad build/release/musnad --models models

--train N:FILE takes a file N times over where N is below 100, else its first N sentences. UDPipe is trained where the file
--model is not there yet. It reads gold tokens; speed is processor time of its tagger and parser alone. Ours reads the text:
scores are over the words that both have (`eval/words.py` pairs them), speed is that of the whole command `musnad words`,
less its start.
"""
import argparse
import gzip
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

FEATURES = ("Definite", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm", "Voice")


def blocks(path):
    """Sentences of a CoNLL-U file as lists of lines, without what only some treebanks have (empty nodes too)."""
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        for block in file.read().split("\n\n"):
            lines = [plain(line.split("\t")) for line in block.split("\n") if line[:1].isdigit() and "." not in line.split("\t")[0]]
            if lines:
                yield lines


def plain(columns):
    number, form, _, upos, _, features, head, relation, _, _ = columns
    kept = "|".join(part for part in features.split("|") if part.split("=")[0] in FEATURES) or "_"
    return "\t".join((number, form, "_", upos, "_", kept, head, relation, "_", "_"))


def train(udpipe, arguments):
    text = []
    for item in arguments.train:
        count, path = item.split(":", 1)
        found = list(blocks(path))
        text += found * int(count) if int(count) < 100 else found[:int(count)]
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText("".join("\n".join(block) + "\n\n" for block in text))
    sentences, error = udpipe.Sentences(), udpipe.ProcessingError()
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    begin = time.process_time()
    model = udpipe.Trainer.train("morphodita_parsito", sentences, udpipe.Sentences(), udpipe.Trainer.NONE,
                                 f"models=1;use_lemma=0;provide_lemma=0;use_xpostag=0;use_feats=1;iterations={arguments.passes}",
                                 f"iterations={arguments.passes};transition_system=projective;transition_oracle=dynamic;structured_interval=8;"
                                 "hidden_layer=200;batch_size=10;learning_rate=0.02;learning_rate_final=0.001;l2=0.5;use_gold_tags=0;"
                                 "embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;"
                                 "embedding_deprel=20", error)
    if error.occurred():
        sys.exit(error.message)
    pathlib.Path(arguments.model).write_bytes(model)
    print(f"UDPipe trained on {len(sentences)} sentences in {time.process_time() - begin:.0f} s of processor time")


def score_theirs(udpipe, model, path):
    seconds = words = tags = heads = labels = 0
    for block in blocks(path):
        gold = [line.split("\t") for line in block if "-" not in line.split("\t")[0]]
        sentence = udpipe.Sentence()
        for columns in gold:
            sentence.addWord(columns[1])
        begin = time.process_time()
        model.tag(sentence, udpipe.Model.DEFAULT)
        model.parse(sentence, udpipe.Model.DEFAULT)
        seconds += time.process_time() - begin
        for columns, word in zip(gold, list(sentence.words)[1:]):
            words += 1
            tags += word.upostag == columns[3]
            heads += word.head == int(columns[6])
            labels += word.head == int(columns[6]) and word.deprel.split(":")[0] == columns[7].split(":")[0]
    print(f"UDPipe 1  {path}: UPOS {tags / words:.3f}  UAS {heads / words:.3f}  LAS {labels / words:.3f}  {words / seconds:,.0f} words/s")


def children_seconds(command, text):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, output


def score_ours(arguments, path):
    sys.path.insert(0, str(arguments.eval))
    import conllu
    import words as scorer
    command = [arguments.musnad, "words", "--models", arguments.models, "--in", "jsonl", "-"]
    items = list(conllu.documents(pathlib.Path(path)))
    asked = scorer.requests(items)
    lines = "".join(json.dumps(request) + "\n" for request in asked)
    start = children_seconds(command, json.dumps({**asked[0], "text": "a"}) + "\n")[0]
    seconds, output = children_seconds(command, lines)
    words = sum(line[:1].isdigit() and "-" not in line.split("\t")[0] for line in output.split("\n"))
    with tempfile.NamedTemporaryFile("w", suffix=".conllu") as file:
        file.write(output)
        file.flush()
        scored = subprocess.run([sys.executable, str(arguments.eval / "words.py"), "--gold", path, "--pred", file.name],
                                capture_output=True, text=True, check=True).stdout
    values = dict(part.split("=") for part in scored.rstrip().rsplit("\n", 1)[-1].split()[1:])
    found = [next(float(value) for name, value in values.items() if name.endswith(ending)) for ending in ("_words_f1", "_upos", "_uas", "_las")]
    print(f"ours, text {path}: words F1 {found[0]:.3f}  UPOS {found[1]:.3f}  UAS {found[2]:.3f}  LAS {found[3]:.3f}  "
          f"{words / (seconds - start):,.0f} words/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", action="append", default=[])
    parser.add_argument("--test", action="append", default=[])
    parser.add_argument("--model", required=True)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--musnad")
    parser.add_argument("--models", default="models")
    parser.add_argument("--eval", type=pathlib.Path, default=pathlib.Path("../shared/eval"))
    arguments = parser.parse_args()
    import ufal.udpipe as udpipe

    if not pathlib.Path(arguments.model).exists():
        train(udpipe, arguments)
    model = udpipe.Model.load(arguments.model)
    for path in arguments.test:
        score_theirs(udpipe, model, path)
        if arguments.musnad:
            score_ours(arguments, path)


if __name__ == "__main__":
    main()
