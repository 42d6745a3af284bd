package io.github.bedrockfinetuning.local.aws.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of a value in a request.
 *
 * @param type {@code string}, {@code integer}, {@code float}, {@code structure}, {@code list}, …
 * @param range the allowed lengths or values
 * @param pattern the pattern that the complete string must match
 * @param values the allowed values of an enum
 * @param members the members of a structure or union
 * @param key the shape of the keys of a map; null for other types
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
     * The inclusive bounds of a length or a value.
     *
     * @param min the lower bound; null if there is none
     * @param max the upper bound; null if there is none
     */
    record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        static final Range NONE = new Range(null, null);
    }

    /**
     * @param place {@code uri}, {@code querystring} or {@code body}
     * @param wireName the name of the member in this place
     */
    public record Member(String name, boolean required, String shape, String place, String wireName) {}

    Optional<Member> member(String member) {
        return members.stream().filter(m -> m.name().equals(member)).findFirst();
    }
}
