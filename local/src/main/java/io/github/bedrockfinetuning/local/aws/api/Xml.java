package io.github.bedrockfinetuning.local.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;

/**
 * Writes responses as XML. Each member of a JSON object becomes an element. Members with the value null are omitted.
 *
 * @param namespace the namespace of the root element; empty for none
 * @param member the name of list elements in the element of the list; if it is empty, list elements have the name of
 *     the list and no enclosing element
 */
public record Xml(String namespace, String member) {
    public AwsResponse answer(int status, String root, JsonNode content) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><").append(root);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"").append(namespace).append('"');
        }
        text.append('>');
        write(content, text);
        return AwsResponse.of(
                status, "text/xml", text.append("</").append(root).append('>').toString());
    }

    private void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            node.properties().forEach(one -> element(one.getKey(), one.getValue(), text));
        } else if (node.isArray()) {
            node.forEach(one -> element(member, one, text));
        } else {
            text.append(node.asText()
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\r", "&#xD;"));
        }
    }

    private void element(String name, JsonNode value, StringBuilder text) {
        if (value.isArray() && member.isEmpty()) {
            value.forEach(one -> element(name, one, text));
        } else if (!value.isNull()) {
            text.append('<').append(name).append('>');
            write(value, text);
            text.append("</").append(name).append('>');
        }
    }
}
