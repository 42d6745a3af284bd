package io.github.bedrockfinetuning.local.models;

/** What a prompt looks like to a classifier of whole messages: words, pairs of words and runs of letters. */
final class TextFeatures {
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 4;

    private TextFeatures() {}

    static Features of(Prompt prompt) {
        var features = new Features();
        var previous = "<";
        for (var word : Words.of(prompt.message())) {
            features.add("w " + word).add("b " + previous + " " + word).add("s " + Words.stem(word));
            previous = word;
            if (word.length() > SHORTEST_RUN) {
                for (var size = SHORTEST_RUN; size <= LONGEST_RUN; size++) {
                    Words.grams(word, size).forEach(run -> features.add("c " + run, 0.5));
                }
            }
        }
        features.add("b " + previous + " >");
        for (var word : Words.content(prompt.earlier())) {
            features.add("e " + word, 0.5);
        }
        return features.normalised();
    }
}
