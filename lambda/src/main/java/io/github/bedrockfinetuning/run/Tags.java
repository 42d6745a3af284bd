package io.github.bedrockfinetuning.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.bedrock.model.Tag;

/** Converts tags to Bedrock's format. */
public final class Tags {
    private Tags() {}

    public static List<Tag> bedrock(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
