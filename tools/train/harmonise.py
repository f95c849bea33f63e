"""Makes the Arabic treebanks agree where each is consistent in itself but chooses otherwise: harmonise.py [--open] TREEBANK > OUT

Of two choices the one that records are better read from is taken, mostly the machine-made treebank's, which is thirty times
as large. Every rule speaks of the language or of the treebank's own columns, never of a sentence. Counts of what each rule
changes go to standard error. `--open`, for training: arcs that grammar forbids, and no rule can mend, are left open besides.
"""
import collections
import gzip
import re
import sys

OPENERS = set("ان لكن حيث فيما لو اذا اذ كي بينما كلما عندما بعدما قبلما حينما حيثما وقتما مما".split())  # of clauses
JOINED_WITH_MA = set("عند بعد قبل حين حيث".split())
WEEKDAYS = set("السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه".split())
BEING = set("كان كانت كانا كانوا كنت كنا يكون تكون يكونوا نكون اكون يكن تكن".split())
BECOMING = set("""اصبح اصبحت اصبحوا يصبح تصبح بات باتت يبات ظل ظلت يظل تظل صار صارت يصير زال زالت يزال تزال بقي بقيت يبقي تبقي عد يعد تعد
    اعتبر اعتبرت يعتبر تعتبر جعل جعلت يجعل تجعل بدا بدت يبدو تبدو""".split())  # with what somebody is, remains, is made
IMPERSONAL = set("تم تمت يتم تتم تقرر يمكن يجب ينبغي يتعين يوجد توجد".split())  # an act or a thing is their subject; they have no object
RELATIVES = set("الذي التي الذين اللذين اللتين".split())
ARTICLE = "ال"
FINAL_T = set("بات مات فات ثبت اثبت سكت صمت التفت لفت بت استمات نحت خفت افلت انفلت تشتت كبت نعت".split())  # masculine perfects
MOODS = {"لم": "Jus", "ان": "Sub", "لن": "Sub", "كي": "Sub"}  # of an imperfect right behind
PREDICATES = {"root", "ccomp", "xcomp", "csubj", "advcl", "acl", "conj", "parataxis"}  # relations of a noun that says something
SUBJECTS = {"nsubj", "csubj"}


def folded(text):
    """As src/text/folding.h."""
    text = re.sub("[\u064b-\u0652\u0670\u0640]", "", text)
    return text.translate(str.maketrans("أإآٱىةؤئ", "اااايهءء"))


class Word:
    def __init__(self, columns):
        self.form, self.lemma, self.upos, self.xpos, self.feats, self.head, self.relation, self.deps, self.misc = columns[1:]
        self.key = folded(self.form)
        self.base = self.relation.split(":")[0]

    def relate(self, relation, head=None):
        self.relation = relation
        self.base = relation.split(":")[0]
        if head is not None:
            self.head = head

    def columns(self, number):
        head = str(self.head.number) if self.head else "0"
        return [str(number), self.form, self.lemma, self.upos, self.xpos, self.feats, head, self.relation, self.deps, self.misc]


class Sentence:
    """Words in order; `head` is a Word, or None for the root. `joined`: the first and last word of a token, and its line's other columns."""

    def __init__(self, lines):
        self.comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        by_id = {row[0]: Word(row) for row in rows if row[0].isdigit()}
        self.words = list(by_id.values())
        self.joined = []
        for row in rows:
            if "-" in row[0]:
                first, last = row[0].split("-")
                self.joined.append((by_id[first], by_id[last], row[1:]))
        for word in self.words:
            word.head = by_id.get(word.head)

    def children(self, head):
        return [word for word in self.words if word.head is head]

    def text(self):
        for number, word in enumerate(self.words, 1):
            word.number = number
        first_of = {id(first): (last, rest) for first, last, rest in self.joined}
        lines = list(self.comments)
        for word in self.words:
            if id(word) in first_of:
                last, rest = first_of[id(word)]
                lines.append("\t".join([f"{word.number}-{last.number}", *rest]))
            lines.append("\t".join(word.columns(word.number)))
        return "\n".join(lines) + "\n\n"


# ------------------------------------------------------------------ tags. A rule changes a sentence and says how many words it changed.

def verbs_by_their_column(sentence):
    """PUD's own XPOS and features say verb, participle, masdar where its UPOS says otherwise."""
    return retagged(sentence, {("NOUN", "VBC"): "VERB", ("ADJ", "VBC"): "VERB", ("NOUN", "VBN"): "ADJ",
                               ("VERB", "VBG"): "NOUN", ("AUX", "VBG"): "NOUN", ("VERB", "NN"): "NOUN"})


def common_nouns_in_names(sentence):
    """PUD, translated from languages with capitals, tells by XPOS which parts of names are common nouns ("the Union")."""
    return retagged(sentence, {("PROPN", "NN"): "NOUN"})


def retagged(sentence, choices):
    changed = [word for word in sentence.words if (word.upos, word.xpos) in choices]
    for word in changed:
        word.upos = choices[word.upos, word.xpos]
    return len(changed)


def nouns_of_time(sentence):
    """Weekdays, and nouns that stand as adverbs ("this year"): nouns."""
    changed = [word for word in sentence.words
               if word.upos == "PROPN" and word.key in WEEKDAYS or word.upos == "ADV" and word.base in ("obl", "nmod")]
    for word in changed:
        word.upos = "NOUN"
    return len(changed)


def openers(sentence):
    """What opens a clause marks it, also where it is called a particle (`inna`) or a preposition."""
    changed = [word for word in sentence.words if word.key in OPENERS and word.relation in ("mark", "compound:prt")
               and (word.upos, word.relation) != ("SCONJ", "mark") and word.upos in ("ADP", "PART", "SCONJ", "ADV")]
    for word in changed:
        word.upos = "SCONJ"
        word.relate("mark")
    return len(changed)


def small_words(sentence):
    """`kama`, `thumma`, `akhar`, the percent sign as in the larger treebank."""
    choices = {"كما": ("CCONJ", "compound:prt"), "ثم": ("CCONJ", "cc"), "اخر": ("ADJ", "amod"), "%": ("SYM", "punct")}
    asked = {"كما": ("mark", "compound:prt"), "ثم": ("compound:prt",), "اخر": ("det",), "%": ("dep",)}
    changed = [word for word in sentence.words if word.relation in asked.get(word.key, ())]
    changed = [word for word in changed if (word.upos, word.relation) != choices[word.key]]
    for word in changed:
        word.upos, relation = choices[word.key]
        word.relate(relation)
    return len(changed)


def verb_features(sentence):
    """Gender, number and person that the machine leaves open where a verb's end is ambiguous; moods are those that a particle shows."""
    count = 0
    for before, verb in zip([None, *sentence.words], sentence.words):
        if verb.upos not in ("VERB", "AUX") or "Aspect=" not in verb.feats:
            continue
        features = dict(pair.split("=") for pair in verb.feats.split("|"))
        if "Gender" not in features and "Person" not in features:
            features |= third_person(verb.key, features["Aspect"] == "Imp")
        if features["Aspect"] == "Imp":
            mood = MOODS.get(before.key) if before else None
            features = {name: value for name, value in features.items() if name != "Mood"} | {"Tense": "Pres"} | ({"Mood": mood} if mood else {})
        feats = "|".join(f"{name}={features[name]}" for name in sorted(features))
        count += feats != verb.feats
        verb.feats = feats
    return count


def third_person(key, imperfect):
    """Features of a verb that ends like no plural; none where it may be a dual or a first person."""
    if key.startswith("ت") if imperfect else key.endswith("ت") and key not in FINAL_T:
        return {"Gender": "Fem", "Number": "Sing", "Person": "3"}
    if key.startswith("ي") if imperfect else key.endswith("ن") or key in FINAL_T:
        return {"Gender": "Masc", "Number": "Sing", "Person": "3"}
    return {}


def conjunctions_with_ma(sentence):
    """`'indama` and its like, one token, are one word."""
    count = 0
    for token in list(sentence.joined):
        first, last, rest = token
        second = sentence.words[sentence.words.index(first) + 1]
        if not (last is second and second.key == "ما" and second.relation == "mark" and first.key in JOINED_WITH_MA
                and first.relation == "case" and first.head is second.head):
            continue
        first.form, first.key, first.misc = rest[0], folded(rest[0]), rest[8]
        first.upos, first.feats = "SCONJ", "_"
        first.relate("mark")
        for word in sentence.children(second):
            word.head = first
        sentence.words.remove(second)
        sentence.joined.remove(token)
        count += 1
    return count


# ------------------------------------------------------------------ trees

def being(sentence):
    """`kana` with an adjective or noun in the accusative as its complement is that one's copula."""
    count = 0
    for verb in sentence.words:
        if verb.key not in BEING or verb.upos not in ("VERB", "AUX") or verb.base in ("cop", "aux"):
            continue
        said = next((word for word in sentence.children(verb) if is_said_of(sentence, word)), None)
        if said is None:
            continue
        for word in sentence.children(verb):
            word.head = said
        said.head = verb.head
        said.relate(verb.relation)
        verb.upos = "AUX"
        verb.relate("cop", said)
        count += 1
    return count


def is_said_of(sentence, word):
    accusative = word.upos == "ADJ" or word.upos == "NOUN" and word.key.endswith("ا")
    if not accusative or word.base not in ("ccomp", "xcomp", "obj"):
        return False
    return not {child.base for child in sentence.children(word)} & {"mark", "case", "cop", *SUBJECTS}


def impersonal_verbs(sentence):
    """What is done, possible, decided is the subject, also behind a topic or the pronoun that stands for nothing ("annahu tamma ..."); what it
    is done to hangs from it."""
    count = 0
    for place, verb in enumerate(sentence.words):
        if verb.key not in IMPERSONAL or verb.upos != "VERB":
            continue
        behind = [word for word in sentence.words[place + 1:] if word.head is verb]
        done = [word for word in behind if word.base in ("nsubj", "obj") and word.upos != "PRON"]
        if not any(word.base == "obj" for word in done):
            continue
        done[0].relate("nsubj")
        for word in done[1:]:
            word.relate("nmod", done[0])
        for word in sentence.words[:place]:
            if word.head is verb and word.base == "nsubj":
                word.relate("obl" if word.key in RELATIVES else "expl" if word.upos == "PRON" else "dislocated")
        count += 1
    return count


def complements_that_are_adjectives(sentence):
    """What somebody becomes is `xcomp`, what he does meanwhile ("he went on, saying") is `advcl` of the verb."""
    count = 0
    for word in sentence.words:
        if word.upos != "ADJ" or word.head is None or word.key.startswith(ARTICLE) or {child.base for child in sentence.children(word)} & {"mark", *SUBJECTS}:
            continue
        kind = word.relation
        if word.relation == "ccomp" and word.head.upos == "VERB":
            kind = "xcomp" if word.head.key in BECOMING else "advcl"
        elif word.base in ("amod", "acl", "ccomp") and any(child.base == "ccomp" for child in sentence.children(word)):
            kind = "advcl"
            while word.head.head is not None and word.head.upos not in ("VERB", "AUX"):
                word.head = word.head.head
        if kind != word.relation:
            word.relate(kind)
            count += 1
    return count


def adverbial_nouns(sentence):
    """Nouns without subject that tell how ("according to", "instead of"): `obl`."""
    count = 0
    for word in sentence.words:
        if word.upos == "NOUN" and word.base == "advcl" and not {child.base for child in sentence.children(word)} & {"mark", "cop", "case", "cc", *SUBJECTS}:
            word.relate("obl")
            count += 1
    return count


def nouns_for_acts(sentence):
    """What stands directly behind a noun is in its idafa, also where the noun is an act and it is who acts or is acted on."""
    count = 0
    for noun, word in zip(sentence.words, sentence.words[1:]):
        if word.head is noun and noun.upos == "NOUN" and word.base in ("nsubj", "obj") and word.upos in ("NOUN", "PROPN", "PRON") \
                and (noun.base not in PREDICATES or word.upos == "PRON" and noun.base != "acl"):
            word.relate("nmod")
            count += 1
    return count


def no_idafas(sentence):
    """Behind an article, an adjective or another idafa of its head a noun without preposition is in no idafa. What it is instead (the object
    of a verb further up, an adjective) the machine did not see: `_`, which the parser's trainer passes over."""
    count = 0
    for word in sentence.words:
        head = word.head
        if word.relation != "nmod" or head is None or word.upos != "NOUN" or head.upos != "NOUN" or word.key in WEEKDAYS:
            continue
        at, above = sentence.words.index(word), sentence.words.index(head)
        if at < above or any(child.base == "case" for child in sentence.children(word)):
            continue
        between = [other for other in sentence.words[above + 1:at] if other.head is head]
        idafa = any(other.relation == "nmod" and other.upos != "ADP" and not any(child.base == "case" for child in sentence.children(other))
                    for other in between)
        if idafa or any(other.base == "amod" for other in between) or head.key.startswith(ARTICLE) and "Definite=Def" in head.feats:
            word.relate("_")
            count += 1
    return count


RULES = (verbs_by_their_column, common_nouns_in_names, nouns_of_time, openers, small_words, verb_features, conjunctions_with_ma, being, impersonal_verbs,
         complements_that_are_adjectives, adverbial_nouns, nouns_for_acts)


def main():
    for_training = sys.argv[1] == "--open"
    path = sys.argv[2 if for_training else 1]
    counts = collections.Counter()
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for block in file.read().strip("\n").split("\n\n"):
            sentence = Sentence(block.split("\n"))
            for rule in (*RULES, *([no_idafas] if for_training else [])):
                counts[rule.__name__] += rule(sentence)
            sys.stdout.write(sentence.text())
    for name, count in counts.items():
        print(f"{count:6} {name}", file=sys.stderr)


if __name__ == "__main__":
    main()
