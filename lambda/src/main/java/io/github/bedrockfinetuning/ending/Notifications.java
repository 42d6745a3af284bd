package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Status;
import io.github.bedrockfinetuning.text.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Composes the notifications: plain text with run IDs, numbers, and object addresses. They contain neither data nor
 * file names from users, because a message leaves the account.
 */
public final class Notifications {
    private static final int LONGEST_SUBJECT = 100;

    private final Platform platform;

    public Notifications(Platform platform) {
        this.platform = platform;
    }

    /** @param subject ASCII, at most 100 characters, as SNS requires */
    record Message(String subject, String text) {}

    public void publish(Message message) {
        platform.aws()
                .sns()
                .publish(r -> r.topicArn(platform.require(EnvironmentVariables.TOPIC_ARN))
                        .subject(message.subject())
                        .message(message.text()));
    }

    public Message approval(RunId run, RunRecord record) {
        String price = price(record.estimate());
        String ceiling = record.settings().spendingCeiling() == null
                ? "No ceiling is set."
                : "The ceiling is " + dollars(record.settings().spendingCeiling()) + ".";
        List<String> lines = new ArrayList<>(List.of(
                "The fine-tuning run " + run + " is checked and ready, and waits for your word.",
                "It will cost " + price + ". " + ceiling + " Nothing has been created yet.",
                "",
                "To go on:   " + OperatorCommand.of(platform, "approve " + run),
                "To drop it: " + OperatorCommand.of(platform, "decline " + run),
                "",
                "Without an answer within its time limit it is dropped, at no cost."));
        lines.addAll(notes(record.notes()));
        return message("Fine-tuning run " + run + " asks for " + price, lines);
    }

    static Message ended(Status status, String results, String region) {
        List<String> lines = new ArrayList<>();
        lines.add("Fine-tuning run " + status.runId() + " ended: " + status.status() + ".");
        lines.add("");
        lines.add(status.end().reason());
        lines.add("");
        if (status.billing().isEmpty()) {
            lines.add("Of this run nothing is left that is billed by the hour: no job, no deployment, no throughput.");
        }
        status.billing().forEach(billing -> lines.addAll(left(billing, region)));
        lines.add("");
        lines.add("What to do: " + status.end().nextStep());
        lines.add("");
        if (status.end().report() != null) {
            lines.add("Report: " + status.end().report());
        }
        lines.add("Details: s3://" + results + "/" + Prefixes.RUNS + status.runId() + "/" + FileNames.STATUS);
        lines.addAll(notes(status.notes()));
        return message("Fine-tuning run " + status.runId() + ": " + headline(status), lines);
    }

    /**
     * @param problem a sentence without names
     * @param details the address of the object that contains the details
     * @param last whether there will be no more notifications of this kind on the same day
     */
    public static Message notStarted(String problem, String details, boolean last) {
        List<String> lines = new ArrayList<>(List.of(
                "An upload to inbox/ started no run. " + problem,
                "",
                "What to do: see " + details
                        + ", which names the object and the next step. Uploads with the same problem in"
                        + " the same folder are reported once a day."));
        if (last) {
            lines.add("");
            lines.add("This is the last notification of this kind today. Further problems are only stored, in the same"
                    + " folder as the details above.");
        }
        return message("Fine-tuning: an upload started no run", lines);
    }

    public Message removed(String by, List<BilledResource> removed) {
        List<String> lines = new ArrayList<>();
        lines.add(by + " found resources of runs that have ended, and removed them:");
        removed.forEach(b -> lines.add("  " + b.kind().id() + " " + b.resource() + ": " + costs(b)));
        lines.add("");
        lines.add("From now on they cost nothing. How their runs ended: "
                + OperatorCommand.of(platform, "status RUN_ID") + ".");
        lines.add(
                "What to do: nothing for the bill. If this comes again, look into the logs of CleanUp and CleanUpAfterEnd,"
                        + " which should have removed them.");
        return message("Fine-tuning: " + removed.size() + " leftover(s) removed", lines);
    }

    Message stuck(String by, List<BilledResource> stuck, String region) {
        List<String> lines = new ArrayList<>();
        lines.add(by + " could not remove everything that runs of this stack have left. It tries again every hour:");
        lines.add("");
        stuck.forEach(billing -> lines.addAll(left(billing, region)));
        lines.add("");
        lines.add("What to do: " + OperatorCommand.of(platform, "clean") + " lists what is left, and "
                + OperatorCommand.of(platform, "clean --remove")
                + " removes it with your own permissions. This is told once a day until it is gone.");
        return message("Fine-tuning: " + stuck.size() + " leftover(s) perhaps still billed", lines);
    }

    public static Message stackDeleted(String stack, List<BilledResource> kept, String region) {
        List<String> lines = new ArrayList<>();
        lines.add("The stack " + stack
                + " is being deleted. Its runs have ended, and nothing looks any more after what they"
                + " were asked to keep:");
        lines.add("");
        kept.forEach(billing -> lines.addAll(left(billing, region)));
        lines.add("");
        lines.add(
                "What to do: remove what nobody uses any more. Custom models stay too, at their price a month: aws bedrock"
                        + " list-custom-models --region " + region + " lists them.");
        return message("Fine-tuning: stack " + stack + " is deleted, " + kept.size() + " endpoint(s) stay", lines);
    }

    private static List<String> left(BilledResource billing, String region) {
        return List.of(
                (billing.asked() ? "Still there, as asked: " : "PERHAPS STILL BILLED: ")
                        + billing.kind().id() + " " + billing.resource() + ", " + costs(billing) + ".",
                "  Why: " + billing.why() + ".",
                "  To remove it now: " + billing.remove(),
                "  Or in the console: https://" + region + ".console.aws.amazon.com/bedrock/home?region=" + region);
    }

    private static String costs(BilledResource billing) {
        String since = billing.since() == null
                ? ""
                : " since " + billing.since().truncatedTo(ChronoUnit.MINUTES).toString();
        if (billing.dollarsPerHour() == null) {
            return "billed by the hour" + since + ", at a price that is not published";
        }
        if (billing.dollarsPerHour().signum() > 0) {
            return dollars(billing.dollarsPerHour()) + " an hour" + since;
        }
        return billing.kind() == BilledKind.JOB
                ? "billed by the tokens that it has trained on, not by the hour"
                : "$0.00 an hour, billed by the token when it is asked";
    }

    /** Formats a duration in a suitable unit. */
    static String time(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        return duration.toHours() > 1 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
    }

    private static List<String> notes(List<String> notes) {
        List<String> lines = new ArrayList<>();
        if (!notes.isEmpty()) {
            lines.add("");
            lines.add("Worth knowing:");
            notes.forEach(note -> lines.add("  " + note));
        }
        return lines;
    }

    private static String headline(Status status) {
        if (status.billing().stream().anyMatch(billing -> !billing.asked())) {
            return status.status() + ", perhaps still billed";
        }
        if (status.status() != RunStatus.SUCCEEDED) {
            return status.status().name();
        }
        Verdict verdict = status.end().verdict();
        return verdict == Verdict.NOT_SHOWN
                ? "no difference shown"
                : "tuned model is " + (verdict == null ? null : verdict.id());
    }

    /** Formats the price as a range, or the known part of it. */
    public static String price(JsonNode estimate) {
        JsonNode total = estimate.path("total");
        if (!total.path("high").isNumber()) {
            return "an unknown price";
        }
        String low = dollars(total.path("low").decimalValue());
        String high = dollars(total.path("high").decimalValue());
        String range = low.equals(high) ? high : low + " to " + high;
        return total.path("complete").asBoolean() ? range : "at least " + range + ", as some prices are not known";
    }

    static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static Message message(String subject, List<String> lines) {
        String line = subject.replaceAll("[^\\x20-\\x7e]", "?");
        return new Message(
                line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 3) + "...",
                lines.stream().map(Visible::text).collect(Collectors.joining("\n")) + "\n");
    }
}
