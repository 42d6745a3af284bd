package io.github.bedrockfinetuning.local.demonstration;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The demonstration dataset: messages to customer service at a fictitious online shop, each with one of twelve
 * labels. A generator creates the messages from handwritten wordings. The wordings of the test and validation sets do
 * not occur in the training set. The dataset contains no personal data and no real company.
 *
 * <p>The records have the {@code messages} format. Test records also have an {@code id} and a {@code channel}.
 */
public final class Demonstration {
    /** The seed that {@code rehearse} uses. */
    public static final long SEED = 12;

    private static final int TRAINING_PER_LABEL = 90;
    private static final int VALIDATION_PER_LABEL = 10;
    private static final int TEST_PER_LABEL = 22;
    private static final String SHARED = "shared";
    private static final String GROUP = " of ";
    private static final String MEANING = "meaning";
    private static final String CONTEXT = "context";
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Wording> wordings = Wording.all();
    private final Map<String, List<Wording>> grouped =
            wordings.stream().collect(Collectors.groupingBy(wording -> wording.section() + GROUP + wording.set()));
    private final Random random;
    private final Blanks blanks;
    private final Slips slips;
    private final String system = system();
    private final Set<String> texts = new HashSet<>();
    private final List<Message> training;
    private final List<Message> validation;
    private final List<Message> test;

    private Demonstration(long seed) {
        random = new Random(seed);
        blanks = new Blanks(random);
        slips = new Slips(random);
        training = messages("train", TRAINING_PER_LABEL);
        validation = messages("validation", VALIDATION_PER_LABEL);
        test = messages("test", TEST_PER_LABEL);
    }

    /** Generates the dataset. The same seed always generates the same dataset. */
    public static Demonstration generate(long seed) {
        return new Demonstration(seed);
    }

    public List<Message> training() {
        return training;
    }

    public List<Message> validation() {
        return validation;
    }

    public List<Message> test() {
        return test;
    }

    /**
     * Returns the system prompt of every record. It contains the labels and their meanings, so an untrained model can
     * also choose a label.
     */
    public String system() {
        var labels = labels().stream()
                .map(label ->
                        "- " + label + ": " + wordings(label, MEANING).get(0).text())
                .collect(Collectors.joining("\n"));
        return "You route messages to the customer service of an online shop. Reply with exactly one of these labels and "
                + "nothing else:\n" + labels;
    }

    /** Returns the labels, in the order of the system prompt. */
    public List<String> labels() {
        return wordings.stream()
                .filter(wording -> wording.set().equals(MEANING))
                .map(Wording::section)
                .toList();
    }

    /**
     * Writes {@code train.jsonl}, {@code validation.jsonl}, and {@code test.jsonl} to a folder. Creates the folder if
     * necessary, and replaces existing files.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(FileNames.TRAIN), training, false);
        write(folder.resolve(FileNames.VALIDATION), validation, false);
        write(folder.resolve(FileNames.TEST), test, true);
    }

    private void write(Path file, List<Message> messages, boolean described) throws IOException {
        try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var message : messages) {
                writer.write(record(message, described).toString());
                writer.write('\n');
            }
        }
    }

    private ObjectNode record(Message message, boolean described) {
        var record = JSON.createObjectNode();
        if (described) {
            record.put("id", message.id()).put("channel", message.channel());
        }
        record.put("system", system);
        var turns = record.putArray("messages");
        turns.addObject().put("role", "user").put("content", message.text());
        turns.addObject().put("role", "assistant").put("content", message.label());
        return record;
    }

    private List<Message> messages(String set, int perLabel) {
        var messages = new ArrayList<Message>();
        for (var label : labels()) {
            var requests = wordings(label, set);
            for (var i = 0; i < perLabel; i++) {
                messages.add(unique(requests.get(i % requests.size()), set));
            }
        }
        Collections.shuffle(messages, random);
        var numbered = new ArrayList<Message>();
        for (var message : messages) {
            var id = "%s-%04d".formatted(set, numbered.size() + 1);
            numbered.add(new Message(id, message.text(), message.label(), message.channel(), message.wordings()));
        }
        return List.copyOf(numbered);
    }

    private Message unique(Wording request, String set) {
        while (true) {
            var message = message(request, set);
            if (texts.add(message.text().toLowerCase(Locale.ROOT))) {
                return message;
            }
        }
    }

    private Message message(Wording request, String set) {
        var channel = blanks.pick(List.of(Channel.values()));
        var parts = new ArrayList<Wording>();
        parts.add(request);
        if (random.nextDouble() < channel.context()) {
            parts.add(random.nextBoolean() ? 0 : parts.size(), blanks.pick(wordings(CONTEXT, set)));
        }
        if (random.nextDouble() < channel.greeted()) {
            parts.add(0, blanks.pick(wordings("opening " + channel.id(), SHARED)));
        }
        if (random.nextDouble() < channel.greeted()) {
            parts.add(blanks.pick(wordings("closing " + channel.id(), SHARED)));
        }
        var text = new StringBuilder();
        var used = new ArrayList<String>(List.of(request.id()));
        for (var part : parts) {
            text.append(text.length() == 0 ? "" : " ").append(blanks.fill(part.text()));
            if (part != request) {
                used.add(part.id());
            }
        }
        return new Message(
                "", slips.spoil(text.toString(), channel), request.section(), channel.id(), List.copyOf(used));
    }

    private List<Wording> wordings(String section, String set) {
        return wordings.stream()
                .filter(wording ->
                        wording.section().equals(section) && wording.set().equals(set))
                .toList();
    }
}
