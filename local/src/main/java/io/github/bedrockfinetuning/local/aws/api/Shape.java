package io.github.bedrockfinetuning.local.aws.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The constraints on one value of a request.
 *
 * @param type {@code string}, {@code integer}, {@code float}, {@code structure}, {@code list}, …
 * @param range of its length or value
 * @param pattern that the whole string must match
 * @param values an enum's
 * @param members a structure's or union's
 * @param key the shape of a map's keys; null for other types
 * @param element the shape of the elements of a list or map; null for other types
 */
public record Shape(
        String name,
        String type,
        Range range,
        @Nullable Pattern pattern,
        List<String> values,
        List<Member> members,
        @Nullable String key,
        @Nullable String element) {

    /**
     * The inclusive bounds of a length or value.
     *
     * @param min null if there is no lower bound
     * @param max null if there is no upper bound
     */
    record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
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
