package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Question;
import io.github.bedrockfinetuning.dataset.Turn;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.run.Throttled;
import io.github.bedrockfinetuning.run.TransientFailure;
import io.github.bedrockfinetuning.verdict.SystemAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model compares two answers, in both orders, since judges favour places. What it does not answer in the form asked
 * for counts as unjudged, never as a guess.
 */
public final class Judging {
    /** {@code runs/<runId>/answers/judge-outcome.json} says why there is no judge. */
    static final String OUTCOME = "answers/judge-outcome.json";

    private static final int MAX_TOKENS = 64;
    private static final int ATTEMPTS = 3;
    /** One comparison in so many is of answers whose winner is known. */
    private static final int CANARY_EVERY = 25;

    private static final int CANARY_NUMBERS = 1_000_000;
    private static final String EXPECTED = "expected";
    private static final String OTHER = "other";

    private final Run run;
    private final Deadline deadline;
    private final Settings.Judge judge;
    /** What stands behind so many records is the general set, which has no part in the verdict. */
    private final long tested;

    private final Model model;
    private final String modelId;
    private final Throttle throttle;
    private final Answers tuned;
    private final Answers base;

    /** @param throttledSince since when the batch has had no reply, as the life before said */
    public Judging(Run run, RunRecord record, Deadline deadline, Optional<Instant> throttledSince) {
        this.run = run;
        this.deadline = deadline;
        this.judge = Optional.ofNullable(record.settings().judge())
                .orElseThrow(() -> new PermanentFailure("This run has no judge."));
        this.tested = record.count("test");
        this.model = Catalogue.load().model(judge.model());
        this.throttle = new Throttle(run.platform(), model, throttledSince);
        this.modelId = model.invocationId(record.region())
                .orElseThrow(() -> new PermanentFailure("The judge cannot be called from " + record.region() + "."));
        this.tuned = new Answers(run, SystemAnswers.TUNED);
        this.base = new Answers(run, SystemAnswers.BASE);
    }

    /**
     * Judges what is not judged yet; false = time is up before all is done. A judge that is asked too much is waited for as
     * long as it replies now and then; one that does not for {@link Throttle#LONGEST} is done without.
     */
    public boolean batch(Batch batch) {
        if (run.find(OUTCOME).isPresent()) {
            return true;
        }
        Judgements judgements = new Judgements(run);
        List<String> lines = StagedTest.lines(run, batch);
        for (int i = 0; i < batch.count(); i++) {
            int index = batch.first() + i;
            if (index >= tested || judgements.has(index)) {
                continue;
            }
            if (deadline.near()) {
                return false;
            }
            Question question = Question.parse(lines.get(i));
            try {
                if (index % CANARY_EVERY == 0 && !judgements.hasCanary(index)) {
                    canary(question, lines, index).ifPresent(right -> judgements.putCanary(index, right));
                }
                judgements.put(index, judge(question, index));
            } catch (PermanentFailure e) {
                run.writeOnce(OUTCOME, Json.object().put("failed", "The judge cannot be asked. " + e.getMessage()));
                return true;
            } catch (Throttled timeIsUp) {
                return false;
            }
        }
        return true;
    }

    /** Since when there was no reply; nothing if the last request had one. */
    public Optional<Instant> throttledSince() {
        return throttle.since();
    }

    private Judgement judge(Question question, int index) {
        Optional<String> ours = tuned.find(index).map(Asked::answer);
        Optional<String> theirs = base.find(index).map(Asked::answer);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Judgement.unjudged(question.id());
        }
        JudgePrompt forward = new JudgePrompt(run.id(), index, judge.rubric(), question, ours.get(), theirs.get());
        JudgePrompt backward =
                new JudgePrompt(run.id(), -1 - index, judge.rubric(), question, theirs.get(), ours.get());
        return Judgement.of(
                question.id(),
                winner(forward, SystemAnswers.TUNED, SystemAnswers.BASE),
                winner(backward, SystemAnswers.BASE, SystemAnswers.TUNED));
    }

    /** Whether the judge prefers the expected answer to another record's; nothing if the batch has no other. */
    private Optional<Boolean> canary(Question question, List<String> lines, int index) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(Question::parse)
                .map(Question::reference)
                .filter(other -> !other.strip().equals(question.reference().strip()))
                .findFirst()
                .map(other -> EXPECTED.equals(known(CANARY_NUMBERS + index, question, other, true))
                        && EXPECTED.equals(known(-CANARY_NUMBERS - index, question, other, false)));
    }

    private String known(int number, Question question, String other, boolean expectedFirst) {
        String first = expectedFirst ? question.reference() : other;
        String second = expectedFirst ? other : question.reference();
        return winner(
                new JudgePrompt(run.id(), number, judge.rubric(), question, first, second),
                expectedFirst ? EXPECTED : OTHER,
                expectedFirst ? OTHER : EXPECTED);
    }

    /**
     * The name of the better one, "tie", or "unjudged".
     *
     * @throws Throttled if the judge is asked too much until time is up
     */
    private String winner(JudgePrompt prompt, String first, String second) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Converse.Reply reply = ask(prompt);
                Optional<String> choice = JudgePrompt.choice(reply.text());
                if (choice.isPresent()) {
                    return choice.get().equals("A") ? first : choice.get().equals("B") ? second : Judgement.TIE;
                }
            } catch (TransientFailure e) {
                deadline.waits(Duration.ofSeconds(1L << attempt));
            }
        }
        return Judgement.UNJUDGED;
    }

    private Converse.Reply ask(JudgePrompt prompt) {
        for (int attempt = 0; ; attempt++) {
            try {
                Converse.Reply reply = new Converse(run.platform())
                        .ask(modelId, prompt.system(), List.of(Turn.user(prompt.text())), MAX_TOKENS);
                throttle.answered();
                return reply;
            } catch (RuntimeException e) {
                RuntimeException failure = Failures.of(e);
                if (!(failure instanceof Throttled throttled)) {
                    throw failure;
                }
                throttle.refused(throttled, new Judgements(run)::newest);
                if (!deadline.waits(throttle.pause(attempt, run.id().value()))) {
                    throw throttled;
                }
            }
        }
    }
}
