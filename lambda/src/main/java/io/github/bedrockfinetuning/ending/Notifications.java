package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.cost.AfterRun;
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
 * Composes the notifications: plain text with run IDs, numbers, and object addresses. Notifications leave the account,
 * so they contain neither data nor file names from users.
 */
public final class Notifications {
    private static final int LONGEST_SUBJECT = 100;

    private final Platform platform;

    public Notifications(Platform platform) {
        this.platform = platform;
    }

    /**
     * A message to the topic.
     *
     * @param subject the subject in ASCII, with at most 100 characters, as SNS requires
     */
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
                ? "No spending ceiling is set."
                : "The spending ceiling is " + dollars(record.settings().spendingCeiling()) + ".";
        List<String> lines = new ArrayList<>(List.of(
                "The fine-tuning run " + run + " is ready to start and requires your approval.",
                "The estimated cost is " + price + ". " + ceiling + " Nothing has been created yet.",
                "",
                "To approve: " + OperatorCommand.of(platform, "approve " + run),
                "To decline: " + OperatorCommand.of(platform, "decline " + run),
                "",
                "If no one responds within the time limit, the run is declined at no cost."));
        AfterRun.sentence(record.estimate()).ifPresent(sentence -> lines.add(2, sentence));
        lines.addAll(notes(record.notes()));
        return message("Fine-tuning run " + run + " requires approval of " + price, lines);
    }

    static Message ended(Status status, String results, String region) {
        List<String> lines = new ArrayList<>();
        lines.add("Fine-tuning run " + status.runId() + " ended: " + status.status() + ".");
        lines.add("");
        lines.add(status.end().reason());
        lines.add("");
        if (status.billing().isEmpty()) {
            lines.add("This run has no remaining resources that are billed per hour: no job, deployment, or "
                    + "Provisioned Throughput.");
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
                "An upload to inbox/ did not start a run. " + problem,
                "",
                "What to do: See " + details
                        + ", which contains the name of the object and the next step. Uploads with the same problem "
                        + "in the same folder are reported once a day."));
        if (last) {
            lines.add("");
            lines.add("This is the last notification of this kind today. Details of further problems are only "
                    + "stored, in the same folder as the details above.");
        }
        return message("Fine-tuning: an upload did not start a run", lines);
    }

    public Message removed(String by, List<BilledResource> removed) {
        List<String> lines = new ArrayList<>();
        lines.add(by + " found and removed the following resources of runs that have ended:");
        removed.forEach(b -> lines.add("  " + b.kind().id() + " " + b.resource() + ": " + costs(b)));
        lines.add("");
        lines.add("They are no longer billed. To see how their runs ended, run "
                + OperatorCommand.of(platform, "status RUN_ID") + ".");
        lines.add(
                "What to do: No action is needed to avoid charges. If this happens again, check the logs of CleanUp and CleanUpAfterEnd, which should have removed these resources.");
        return message("Fine-tuning: " + removed.size() + " remaining resource(s) removed", lines);
    }

    Message stuck(String by, List<BilledResource> stuck, String region) {
        List<String> lines = new ArrayList<>();
        lines.add(by + " could not remove all resources of ended runs in this stack. It tries every hour to "
                + "remove the following resources:");
        lines.add("");
        stuck.forEach(billing -> lines.addAll(left(billing, region)));
        lines.add("");
        lines.add("What to do: " + OperatorCommand.of(platform, "clean") + " lists the remaining resources, and "
                + OperatorCommand.of(platform, "clean --remove")
                + " removes them with your own permissions. You receive this message once per day until they are"
                + " removed.");
        return message("Fine-tuning: " + stuck.size() + " resource(s) might still be billed", lines);
    }

    public static Message stackDeleted(String stack, List<BilledResource> kept, String region) {
        List<String> lines = new ArrayList<>();
        lines.add("The stack " + stack
                + " is being deleted. Its runs have ended. The following resources, which the runs were "
                + "configured to keep, are no longer monitored:");
        lines.add("");
        kept.forEach(billing -> lines.addAll(left(billing, region)));
        lines.add("");
        lines.add(
                "What to do: Remove resources that are no longer used. Custom models also remain and are billed monthly. To list them, run aws bedrock list-custom-models --region "
                        + region + ".");
        return message("Fine-tuning: stack " + stack + " is deleted, " + kept.size() + " endpoint(s) remain", lines);
    }

    private static List<String> left(BilledResource billing, String region) {
        return List.of(
                (billing.asked() ? "Kept as requested: " : "MIGHT STILL BE BILLED: ")
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
            return "billed per hour" + since + ", at a price that is not published";
        }
        if (billing.dollarsPerHour().signum() > 0) {
            return dollars(billing.dollarsPerHour()) + " per hour" + since;
        }
        return billing.kind() == BilledKind.JOB
                ? "billed per training token, not per hour"
                : "$0.00 per hour, billed per token when it is invoked";
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
            lines.add("Notes:");
            notes.forEach(note -> lines.add("  " + note));
        }
        return lines;
    }

    private static String headline(Status status) {
        if (status.billing().stream().anyMatch(billing -> !billing.asked())) {
            return status.status() + ", might still be billed";
        }
        if (status.status() != RunStatus.SUCCEEDED) {
            return status.status().name();
        }
        Verdict verdict = status.end().verdict();
        return verdict == Verdict.NOT_SHOWN
                ? "no difference shown"
                : "tuned model is " + (verdict == null ? null : verdict.id());
    }

    /** Formats the estimated price as a range, or only the known part if some prices are not known. */
    public static String price(JsonNode estimate) {
        JsonNode total = estimate.path("total");
        if (!total.path("high").isNumber()) {
            return "an unknown price";
        }
        String low = dollars(total.path("low").decimalValue());
        String high = dollars(total.path("high").decimalValue());
        String range = low.equals(high) ? high : low + " to " + high;
        return total.path("complete").asBoolean() ? range : "at least " + range + ", because some prices are not known";
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
