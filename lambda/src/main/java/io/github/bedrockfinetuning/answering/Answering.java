package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends each question in a batch to a system once. Each answer is stored before the next question is sent, so a crash
 * costs at most one question. An invocation that ends early returns the time to wait before it continues.
 */
public final class Answering {
    private final Run run;
    private final Respondent respondent;
    private final Answers answers;
    private final Optional<EarlierAnswers> earlier;
    private final Deadline deadline;
    private final int maxTokens;
    private final Interview interview;

    /**
     * Creates an instance for a batch of questions.
     *
     * @param since when the batch stopped receiving answers, from the previous invocation
     */
    public Answering(Run run, RunRecord record, Respondent respondent, Deadline deadline, Unanswered since) {
        this.run = run;
        this.respondent = respondent;
        this.answers = new Answers(run, respondent.system());
        this.earlier = EarlierAnswers.of(run, record, respondent);
        this.deadline = deadline;
        this.maxTokens = record.maxTokens();
        this.interview = new Interview(
                run,
                respondent.model(),
                respondent.modelId(),
                respondent.rate().interval(),
                deadline,
                since,
                answers::newest);
    }

    /**
     * The progress of a batch.
     *
     * @param waitSeconds the number of seconds after which to continue, if not done
     * @param unanswered when the model stopped answering, for each cause
     */
    public record Progress(boolean done, long waitSeconds, Unanswered unanswered) {}

    /**
     * Sends the unanswered questions. If the service fails or throttles requests, waits longer each time. If it answers
     * other questions but always fails for one question, that question counts as failed.
     *
     * @throws PermanentFailure if the model has answered no batch for {@link Interview#LONGEST_FAILURE}, or for
     *     {@link Throttle#LONGEST} because of throttling
     */
    public Progress batch(Batch batch) {
        Set<Integer> done = answers.done(batch);
        if (done.size() < batch.count()) {
            earlier.ifPresent(answered -> answered.take(batch, done, answers));
        }
        if (done.size() == batch.count()) {
            return finished();
        }
        List<String> lines = StagedTest.lines(run, batch);
        for (int i = 0; i < batch.count(); i++) {
            int index = batch.first() + i;
            if (!done.contains(index)) {
                Optional<Asked> answer = ask(Question.parse(lines.get(i)));
                if (answer.isEmpty()) {
                    return handBack();
                }
                keep(index, answer.get());
            }
        }
        // Waits for the last question's share of the quota, because the next batch does not know about it.
        return deadline.waits(interview.untilAllowed()) ? finished() : handBack();
    }

    /**
     * Stores an answer, first in the location from which other runs reuse it. If the run crashes before the second
     * write, it finds its own answer among the shared answers.
     */
    private void keep(int index, Asked asked) {
        earlier.ifPresent(answered -> answered.put(index, asked));
        answers.put(index, asked);
    }

    private static Progress finished() {
        return new Progress(true, 0, Unanswered.NONE);
    }

    private Progress handBack() {
        return new Progress(
                false, Math.max(1, (interview.untilAllowed().toMillis() + 999) / 1_000), interview.unanswered());
    }

    /** Sends a question. The result is empty if time is up. */
    private Optional<Asked> ask(Question question) {
        if (deadline.near()) {
            return Optional.empty();
        }
        try {
            return interview
                    .ask(question.system(), question.turns(), maxTokens)
                    .map(heard -> heard.reply() == null
                            ? Asked.failure(
                                    question.id(), "Every attempt to send the question failed: " + heard.failed())
                            : answered(question, heard.reply()));
        } catch (PermanentFailure e) {
            PermanentFailure told = new PermanentFailure(
                    "The " + respondent.system() + " model cannot be invoked. " + e.getMessage(), e);
            answers.giveUp(told.getMessage());
            throw told;
        }
    }

    /**
     * Records a reply. A model that ends its turn without text gave an empty answer, which can be right. An empty reply
     * for another reason, such as a guardrail or the token limit, is a failed answer.
     */
    private static Asked answered(Question question, Converse.Reply reply) {
        return new Asked(
                question.id(),
                reply.text(),
                new Asked.Measured(reply.latencyMs(), reply.inputTokens(), reply.outputTokens()),
                reply.stopReason(),
                reply.text().isBlank() && !reply.ended() ? "The answer is empty (" + reply.stopReason() + ")." : null);
    }
}
