package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The recognized format of records.
 *
 * @param words a description for display, as in "The file contains ..."
 * @param roles the roles of the fields; null if the records list messages or a dedicated reader handles the format
 */
record Recognition(Origin origin, String words, @Nullable FieldRoles roles) {
    private static final Pattern THREE_WORDS = Pattern.compile("\\S\\s+\\S+\\s+\\S");
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]{8}");

    /** Returns the format of most records, or empty if the format is not known. */
    static Optional<Recognition> of(List<JsonNode> records) {
        int logs = 0;
        int tables = 0;
        int chats = 0;
        JsonNode chat = null;
        for (JsonNode record : records) {
            logs += record.path("input").isObject() && record.path("output").isObject() && record.has("modelId")
                    ? 1
                    : 0;
            tables += record.path("questions").isArray() && record.path("table").isObject() ? 1 : 0;
            if (ChatRecords.listOf(record).isPresent()) {
                chats++;
                chat = chat == null ? record : chat;
            }
        }
        int half = records.size() / 2;
        if (logs > half) {
            return Optional.of(new Recognition(Origin.INVOCATION_LOGS, "Bedrock invocation logs", null));
        }
        if (tables > half) {
            return Optional.of(new Recognition(Origin.TATQA, "TAT-QA's contexts with questions", null));
        }
        if (chat != null && chats > half) {
            boolean sharegpt = ChatRecords.roleField(chat).equals("from");
            String list = ChatRecords.listOf(chat).orElseThrow();
            return Optional.of(
                    sharegpt
                            ? new Recognition(
                                    Origin.SHAREGPT, "ShareGPT conversations (" + list + ", from, value)", null)
                            : new Recognition(Origin.OPENAI_CHAT, "chat records (" + list + ")", null));
        }
        return FieldRoles.of(names(records), name -> text(records, name))
                .map(roles -> new Recognition(
                        roles.main() != null
                                        && roles.main().toLowerCase(Locale.ROOT).startsWith("instruction")
                                ? Origin.ALPACA
                                : Origin.FIELDS,
                        "records with the fields " + FieldRoles.listed(fields(roles)),
                        roles));
    }

    /**
     * Returns whether at least half of a field's values are text: three words or more, or eight characters or more in a
     * script without spaces between words.
     */
    private static boolean text(List<JsonNode> records, String name) {
        int texts = 0;
        int values = 0;
        for (JsonNode record : records) {
            String value = record.path(name).asText("").strip();
            if (!value.isEmpty()) {
                values++;
                texts += THREE_WORDS.matcher(value).find()
                                || UNSPACED.matcher(value).find()
                        ? 1
                        : 0;
            }
        }
        return values > 0 && 2 * texts >= values;
    }

    /** Returns the fields that contain the prompt and the completion. */
    static List<String> fields(FieldRoles roles) {
        Set<String> fields = new LinkedHashSet<>(roles.prompt());
        fields.add(roles.completion());
        return List.copyOf(fields);
    }

    /** Returns the fields that occur in any of the records, in order of occurrence. */
    static Collection<String> names(List<JsonNode> records) {
        Set<String> names = new LinkedHashSet<>();
        records.forEach(record -> record.fieldNames().forEachRemaining(names::add));
        return names;
    }
}
