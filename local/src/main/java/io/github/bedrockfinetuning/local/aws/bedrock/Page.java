package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A page of a list. The list is filtered as requested, with the newest resources first. */
final class Page {
    private static final int LARGEST = 1000;

    private Page() {}

    /** A resource that can be listed. */
    interface Listed {
        String name();

        String status();
    }

    static <T extends Listed> ObjectNode of(
            ObjectNode input, Collection<T> all, String member, Function<T, ObjectNode> summary) {
        String contains = input.path("nameContains").asText();
        String status = input.path("statusEquals").asText();
        List<T> found = new ArrayList<>(all.stream()
                .filter(one -> one.name().contains(contains))
                .filter(one -> status.isEmpty() || one.status().equals(status))
                .toList());
        Collections.reverse(found);
        int from = from(input, found.size());
        int to = Math.min(found.size(), from + input.path("maxResults").asInt(LARGEST));
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray(member);
        found.subList(from, to).forEach(one -> list.add(summary.apply(one)));
        if (to < found.size()) {
            page.put("nextToken", Integer.toString(to));
        }
        return page;
    }

    private static int from(ObjectNode input, int size) {
        String token = input.path("nextToken").asText("0");
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > size) {
            throw AwsError.validation("The provided nextToken is not valid: " + token);
        }
        return Integer.parseInt(token);
    }
}
