package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Uses a model to compare two answers in both orders, because judges have a position bias. A reply that is not in the
 * requested format counts as unjudged; its meaning is never guessed.
 */
public final class Judging {
    /** The object {@code runs/<runId>/answers/judge-outcome.json}, which contains the reason that there is no judge. */
    static final String OUTCOME = Prefixes.ANSWERS + "judge-outcome.json";

    private static final int MAX_TOKENS = 64;
    private static final int ATTEMPTS = 3;
    /** The interval, in records, at which comparisons with a known winner are made. */
    private static final int CANARY_EVERY = 25;

    private static final int CANARY_NUMBERS = 1_000_000;
    private static final String EXPECTED = "expected";
    private static final String OTHER = "other";

    private final Run run;
    private final Deadline deadline;
    private final Settings.Judge judge;
    /** The number of test records. The records after them are the general set, which does not affect the verdict. */
    private final long tested;

    private final Interview interview;
    private final Answers tuned;
    private final Answers base;

    /**
     * Creates an instance for a batch of comparisons.
     *
     * @param since when the batch stopped receiving replies, from the previous invocation
     */
    public Judging(Run run, RunRecord record, Deadline deadline, Unanswered since) {
        this.run = run;
        this.deadline = deadline;
        this.judge = Optional.ofNullable(record.settings().judge())
                .orElseThrow(() -> new PermanentFailure("This run has no judge."));
        this.tested = record.count("test");
        Model model = Catalogue.load().model(judge.model());
        String modelId = model.invocationId(record.region())
                .orElseThrow(() -> new PermanentFailure("The judge cannot be invoked from " + record.region() + "."));
        this.interview =
                new Interview(run, model, modelId, Duration.ZERO, deadline, since, new Judgements(run)::newest);
        this.tuned = new Answers(run, SystemRole.TUNED.id());
        this.base = new Answers(run, SystemRole.BASE.id());
    }

    /**
     * Judges the remaining records. Returns false if time is up before all records are judged. If the judge fails or is
     * throttled, it is retried as long as it replies occasionally. If it does not reply for
     * {@link Interview#LONGEST_FAILURE}, or for {@link Throttle#LONGEST} because of throttling, the run continues
     * without a judge.
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
                run.writeOnce(OUTCOME, Json.object().put("failed", "The judge cannot be invoked. " + e.getMessage()));
                return true;
            } catch (OutOfTime e) {
                return false;
            }
        }
        return true;
    }

    /** Returns the time at which the judge stopped replying, for each cause. */
    public Unanswered unanswered() {
        return interview.unanswered();
    }

    /** Indicates that time ran out before a comparison was finished. */
    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
                winner(forward, SystemRole.TUNED.id(), SystemRole.BASE.id()),
                winner(backward, SystemRole.BASE.id(), SystemRole.TUNED.id()));
    }

    /**
     * Checks whether the judge prefers the expected answer to that of another record. Returns empty if the batch does
     * not contain a different expected answer.
     */
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
     * Returns the name of the better system, "tie", or "unjudged".
     *
     * @throws OutOfTime if time is up before the judge replies
     */
    private String winner(JudgePrompt prompt, String first, String second) {
        List<Turn> turns = List.of(Turn.user(prompt.text()));
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Converse.Reply reply = interview
                    .ask(prompt.system(), turns, MAX_TOKENS)
                    .orElseThrow(OutOfTime::new)
                    .reply();
            if (reply == null) {
                return Judgement.UNJUDGED;
            }
            Optional<String> choice = JudgePrompt.choice(reply.text());
            if (choice.isPresent()) {
                return choice.get().equals("A") ? first : choice.get().equals("B") ? second : Judgement.TIE;
            }
        }
        return Judgement.UNJUDGED;
    }
}
