"""The structural checks of AWS's validator for conversations, as a plain json.loads loop; with words, also its search
for reserved words. Prints the seconds that the loop took, and how many records are wrong."""
import json
import sys
import time

WORDS = sys.argv[2:]


def wrong(record):
    if not isinstance(record, dict) or "schemaVersion" not in record:
        return True
    system = record.get("system", [])
    if not isinstance(system, list) or any(not isinstance(item.get("text"), str) for item in system):
        return True
    messages = record.get("messages")
    if not isinstance(messages, list) or len(messages) < 2 or len(messages) % 2:
        return True
    expected = "user"
    for message in messages:
        if message.get("role") != expected:
            return True
        content = message.get("content")
        if not isinstance(content, list) or not content:
            return True
        for item in content:
            text = item.get("text")
            if not isinstance(text, str) or not text.strip():
                return True
            for word in WORDS:
                if word in text:
                    return True
        expected = "assistant" if expected == "user" else "user"
    return False


begin = time.perf_counter()
count = 0
bad = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        count += 1
        bad += wrong(json.loads(line))
print(time.perf_counter() - begin, count, bad)
