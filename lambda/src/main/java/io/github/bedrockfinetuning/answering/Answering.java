package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.dataset.Question;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Throttled;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * Asks one system the questions of one batch, each once. What is answered is stored before the next question, so a
 * crash costs at most one question, and a life that ends early hands back when to go on.
 */
public final class Answering {
    private static final int MODEL_ERRORS = 3;
    /** A service that failed at so many questions is not asked the others in the same life. */
    private static final int FAILURES_A_LIFE = 3;

    private static final Duration FIRST_STALL = Duration.ofSeconds(30);
    /** With each wait twice the one before, this is half an hour. */
    private static final int MOST_STALLED = 6;

    private final Run run;
    private final Platform platform;
    private final Respondent respondent;
    private final Answers answers;
    private final Optional<EarlierAnswers> earlier;
    private final Deadline deadline;
    private final int maxTokens;
    private final Throttle throttle;
    private Instant allowed;

    /** @param throttledSince since when the batch has had no answer, as the life before said */
    public Answering(
            Run run, RunRecord record, Respondent respondent, Deadline deadline, Optional<Instant> throttledSince) {
        this.run = run;
        this.platform = run.platform();
        this.respondent = respondent;
        this.answers = new Answers(run, respondent.system());
        this.earlier = EarlierAnswers.of(run, record, respondent);
        this.deadline = deadline;
        this.maxTokens = record.maxTokens();
        this.throttle = new Throttle(platform, respondent.model(), throttledSince);
        this.allowed = platform.clock().instant();
    }

    /**
     * How far a batch got.
     *
     * @param waitSeconds when to go on, if not done
     * @param stalled how many lives in a row brought no answer because the service failed
     * @param throttledSince since when every request was one too many; nothing if the last was not
     */
    public record Progress(boolean done, long waitSeconds, int stalled, Optional<Instant> throttledSince) {}

    /**
     * Asks what is not answered yet. A service that fails is left alone for a while, longer each time; if in the end it
     * still fails at some records although it answered others, those count as failed. One that is asked too much is waited
     * for as long as the system gets an answer now and then.
     *
     * @param stalled what the life before said
     * @throws PermanentFailure if the model cannot be asked at all, or answered no batch for {@link Throttle#LONGEST}
     * @throws TransientFailure if the service answers nothing for long
     */
    public Progress batch(Batch batch, int stalled) {
        Set<Integer> done = answers.done(batch);
        if (done.size() < batch.count()) {
            earlier.ifPresent(answered -> answered.take(batch, done, answers));
        }
        if (done.size() == batch.count()) {
            return finished();
        }
        List<String> lines = StagedTest.lines(run, batch);
        Map<Integer, Question> unanswered = new LinkedHashMap<>();
        TransientFailure last = null;
        int asked = 0;
        for (int i = 0; i < batch.count() && unanswered.size() < FAILURES_A_LIFE; i++) {
            int index = batch.first() + i;
            if (done.contains(index)) {
                continue;
            }
            Question question = Question.parse(lines.get(i));
            try {
                Asked answer = deadline.near() ? null : ask(question);
                if (answer == null) {
                    return handBack(asked > 0 ? 0 : stalled);
                }
                keep(index, answer);
                throttle.answered();
                asked++;
            } catch (TransientFailure e) {
                unanswered.put(index, question);
                last = e;
            }
        }
        if (last != null) {
            return stall(unanswered, last, asked > 0 ? 1 : stalled + 1, done);
        }
        // The last question's share of the quota is spent here, for the next batch cannot know of it.
        return deadline.waits(untilAllowed()) ? finished() : handBack(0);
    }

    /** First for others: a crash in between makes this run find its own answer there. */
    private void keep(int index, Asked answer) {
        earlier.ifPresent(answered -> answered.put(index, answer));
        answers.put(index, answer);
    }

    private Progress stall(Map<Integer, Question> unanswered, TransientFailure last, int stalled, Set<Integer> done) {
        if (stalled <= MOST_STALLED) {
            return new Progress(false, FIRST_STALL.toSeconds() << (stalled - 1), stalled, throttle.since());
        }
        if (done.stream().noneMatch(answers::askedHere)) {
            throw last;
        }
        unanswered.forEach((index, question) -> answers.put(
                index, Asked.failure(question.id(), "The service failed at it every time: " + last.getMessage())));
        return new Progress(false, 1, 0, throttle.since());
    }

    private static Progress finished() {
        return new Progress(true, 0, 0, Optional.empty());
    }

    private Progress handBack(int stalled) {
        return new Progress(false, Math.max(1, (untilAllowed().toMillis() + 999) / 1_000), stalled, throttle.since());
    }

    /** Asks until there is an answer, a lasting failure, or no time; null = no time. */
    private Asked ask(Question question) {
        Converse converse = new Converse(platform);
        int modelErrors = 0;
        for (int attempt = 0; deadline.waits(untilAllowed()); attempt++) {
            Instant start = platform.clock().instant();
            allowed = start.plus(respondent.rate().interval());
            try {
                return answered(
                        question, converse.ask(respondent.modelId(), question.system(), question.turns(), maxTokens));
            } catch (ValidationException e) {
                return Asked.failure(question.id(), "The service refused the question: " + Failures.message(e));
            } catch (ModelErrorException | ModelTimeoutException e) {
                if (++modelErrors == MODEL_ERRORS) {
                    return Asked.failure(question.id(), "The model failed at it: " + Failures.message(e));
                }
                backOff(attempt);
            } catch (AccessDeniedException | ResourceNotFoundException e) {
                throw gone(Failures.of(e));
            } catch (RuntimeException e) {
                RuntimeException failure = Failures.of(e);
                if (!(failure instanceof Throttled throttled)) {
                    throw failure;
                }
                refused(throttled);
                backOff(attempt);
            }
        }
        return null;
    }

    private static Asked answered(Question question, Converse.Reply reply) {
        return new Asked(
                question.id(),
                reply.text(),
                reply.latencyMs(),
                reply.inputTokens(),
                reply.outputTokens(),
                reply.stopReason(),
                reply.text().isBlank() ? "The answer is empty (" + reply.stopReason() + ")." : null);
    }

    private void refused(Throttled refusal) {
        try {
            throttle.refused(refusal, answers::newest);
        } catch (PermanentFailure tooLong) {
            throw gone(tooLong);
        }
    }

    private RuntimeException gone(RuntimeException failure) {
        PermanentFailure told = new PermanentFailure(
                "The " + respondent.system() + " model cannot be asked. " + failure.getMessage(), failure);
        answers.giveUp(told.getMessage());
        return told;
    }

    private void backOff(int attempt) {
        Instant later =
                platform.clock().instant().plus(throttle.pause(attempt, run.id().value()));
        if (later.isAfter(allowed)) {
            allowed = later;
        }
    }

    private Duration untilAllowed() {
        Duration left = Duration.between(platform.clock().instant(), allowed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
