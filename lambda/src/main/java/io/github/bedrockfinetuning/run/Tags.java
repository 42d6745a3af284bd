package io.github.bedrockfinetuning.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.bedrock.model.Tag;

/** Tags as Bedrock writes them. */
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
