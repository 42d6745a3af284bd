"""SQuAD v1.1 exact match and F1 as its authors wrote them, over every pair of a file; prints seconds and the sums."""
import collections
import json
import re
import string
import sys
import time


def normalize_answer(s):
    def remove_articles(text):
        return re.sub(r"\b(a|an|the)\b", " ", text)

    def white_space_fix(text):
        return " ".join(text.split())

    def remove_punc(text):
        exclude = set(string.punctuation)
        return "".join(ch for ch in text if ch not in exclude)

    return white_space_fix(remove_articles(remove_punc(s.lower())))


def f1_score(prediction, ground_truth):
    prediction_tokens = normalize_answer(prediction).split()
    ground_truth_tokens = normalize_answer(ground_truth).split()
    common = collections.Counter(prediction_tokens) & collections.Counter(ground_truth_tokens)
    num_same = sum(common.values())
    if num_same == 0:
        return 0
    precision = num_same / len(prediction_tokens)
    recall = num_same / len(ground_truth_tokens)
    return 2 * precision * recall / (precision + recall)


def exact_match_score(prediction, ground_truth):
    return normalize_answer(prediction) == normalize_answer(ground_truth)


with open(sys.argv[1], encoding="utf-8") as lines:
    pairs = [json.loads(line) for line in lines]
start = time.perf_counter()
em = f1 = 0.0
for pair in pairs:
    em += max(exact_match_score(pair["prediction"], reference) for reference in pair["references"])
    f1 += max(f1_score(pair["prediction"], reference) for reference in pair["references"])
print(time.perf_counter() - start, em, f1)
