package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelResponse;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/** The state that experiments share: the account, the cleanup journal, and the results of earlier experiments. */
public final class Bench {
    /** The interval between status checks of operations that take minutes. */
    public static final Duration LOOK = Duration.ofSeconds(30);

    private final Account account;
    private final CleanUpJournal journal;
    private final SmallestRun smallest;
    private final Map<Question, RunId> runs = new EnumMap<>(Question.class);
    private final Map<Question, Finding> findings = new EnumMap<>(Question.class);
    private final Instant started;

    public Bench(Account account, CleanUpJournal journal) {
        this.account = account;
        this.journal = journal;
        this.smallest = new SmallestRun(account);
        this.started = account.platform().clock().instant();
    }

    Account account() {
        return account;
    }

    Platform platform() {
        return account.platform();
    }

    Recorder recorder() {
        return account.recorder();
    }

    CleanUpJournal journal() {
        return journal;
    }

    /** Returns the smallest dataset that the cheapest base model accepts. */
    SmallestRun smallest() {
        return smallest;
    }

    /** Returns the start time of the first experiment. */
    Instant started() {
        return started;
    }

    Instant now() {
        return account.platform().clock().instant();
    }

    /** Records the run that an experiment started. */
    void ran(Question question, RunId id) {
        runs.put(question, id);
    }

    Optional<RunId> runOf(Question question) {
        return Optional.ofNullable(runs.get(question));
    }

    public void found(Question question, Finding finding) {
        findings.put(question, finding);
    }

    Optional<Finding> finding(Question question) {
        return Optional.ofNullable(findings.get(question));
    }

    /** Returns the tags of a run as Bedrock tags. */
    List<Tag> tags(RunId id) {
        return new Run(platform(), id)
                .tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    /** Returns the custom model of a run, or an empty {@code Optional} if it has none. */
    Optional<GetCustomModelResponse> customModel(RunId id) {
        try {
            return Optional.of(platform().aws().bedrock().getCustomModel(r -> r.modelIdentifier(id.value())));
        } catch (ResourceNotFoundException | ValidationException e) {
            return Optional.empty();
        }
    }

    /** @return whether the condition became true in time */
    boolean await(Duration patience, Duration look, BooleanSupplier condition) throws InterruptedException {
        Instant latest = now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (!now().isBefore(latest)) {
                return false;
            }
            platform().sleep().sleep(look);
        }
        return true;
    }
}
