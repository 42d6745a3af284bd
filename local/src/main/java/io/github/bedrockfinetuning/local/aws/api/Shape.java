package io.github.bedrockfinetuning.local.aws.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The constraints on one value of a request.
 *
 * @param type {@code string}, {@code integer}, {@code float}, {@code structure}, {@code list}, …
 * @param range of its length or value
 * @param pattern which the whole string matches; null without one
 * @param values an enum's
 * @param members a structure's or union's
 * @param key a map's key shape; null otherwise
 * @param element a list's or map's element shape; null otherwise
 */
public record Shape(
        String name,
        String type,
        Range range,
        Pattern pattern,
        List<String> values,
        List<Member> members,
        String key,
        String element) {

    /**
     * Bounds of a length or value.
     *
     * @param min null without one
     * @param max null without one
     */
    record Range(BigDecimal min, BigDecimal max) {
        static final Range NONE = new Range(null, null);
    }

    /**
     * @param place {@code uri}, {@code querystring} or {@code body}
     * @param wireName its name in that place
     */
    public record Member(String name, boolean required, String shape, String place, String wireName) {}

    Optional<Member> member(String member) {
        return members.stream().filter(m -> m.name().equals(member)).findFirst();
    }
}
