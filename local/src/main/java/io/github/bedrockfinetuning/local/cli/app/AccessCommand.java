package io.github.bedrockfinetuning.local.cli.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.local.access.AccessMatrix;
import io.github.bedrockfinetuning.local.access.AccessReport;
import io.github.bedrockfinetuning.local.access.AccessRow;
import io.github.bedrockfinetuning.local.access.AccessSummary;
import io.github.bedrockfinetuning.local.cli.console.FailureText;
import io.github.bedrockfinetuning.local.cli.console.Inputs;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.local.openings.Openings;
import io.github.bedrockfinetuning.local.openings.StackTemplate;
import io.github.bedrockfinetuning.local.openings.TemplateFiles;
import io.github.bedrockfinetuning.local.openings.Unread;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code access}: lists who has access to the data of a stack, and what grants access to other accounts. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = "List the access that synthesized stacks grant, the statements that grant it, and every"
                + " path into or out of the account.",
        footer = {
            "",
            "The exit code is 1 if a stack allows access from outside the account or data transfers"
                    + " out of it, or if a part of a template",
            "could not be read. This command does not read the code of functions."
        })
public final class AccessCommand implements Callable<Integer> {
    private static final String DEFAULT_REGION = "us-east-1";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description =
                    "A *.template.json file from cdk synth. Can be repeated. Default: the stack of this " + "project.")
    private List<Path> templates = List.of();

    @Option(
            names = "--app",
            paramLabel = "DIR",
            description = "The cdk.out folder of an app. All of its stacks are read together.")
    private @Nullable Path app;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account ID of the stacks, if their templates contain it.")
    private @Nullable String account;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The Region of the stack, if its template contains no Region or more than one.")
    private @Nullable String region;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write an HTML page.")
    private @Nullable Path html;

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        check();
        List<StackTemplate> stacks = stacks();
        Openings openings = Openings.of(stacks, exporting(stacks), account);
        List<Unread> notAsked = new ArrayList<>(openings.unread());
        AccessMatrix matrix = matrix(stacks, notAsked);
        openings = new Openings(openings.account(), openings.openings(), notAsked);
        String title = stacks.stream().map(StackTemplate::name).collect(Collectors.joining(", "));
        if (html != null) {
            try {
                WholeFile.write(html, Visible.prose(AccessReport.html(matrix, openings, title)));
            } catch (IOException e) {
                throw Inputs.usage(spec, FailureText.of(e));
            }
        }
        Openings found = openings;
        output.print(AccessReport.json(matrix, found), out -> AccessText.print(AccessSummary.of(matrix), found, out));
        return matrix.outside().isEmpty() && openings.none() ? 0 : 1;
    }

    private void check() {
        if (region != null && !region.matches("[a-z]{2,}(-[a-z]+)+-\\d")) {
            throw Inputs.usage(spec, "\"" + region + "\" is not an AWS Region. Example: us-east-1.");
        }
        if (account != null && !account.matches("\\d{12}")) {
            throw Inputs.usage(spec, "\"" + account + "\" is not an account ID. An account ID has 12 digits.");
        }
        if (app != null && !templates.isEmpty()) {
            throw Inputs.usage(spec, "Specify --app or --template, not both.");
        }
    }

    private List<StackTemplate> stacks() throws IOException {
        List<Path> files = new ArrayList<>(templates);
        if (app != null) {
            try {
                files.addAll(TemplateFiles.ofApp(app));
            } catch (NoSuchFileException e) {
                throw Inputs.usage(
                        spec,
                        app + " is not a synthesized app, because it does not contain " + e.getFile()
                                + ". Run cdk synth first.");
            }
        }
        if (files.isEmpty() && app == null) {
            String where = region == null ? DEFAULT_REGION : region;
            return List.of(new StackTemplate(
                    "FineTuning", where, Rehearsal.synthesize(where, Map.of()).template(), Map.of()));
        }
        List<StackTemplate> stacks = new ArrayList<>();
        for (Path file : files) {
            stacks.add(stack(file));
        }
        return stacks;
    }

    private StackTemplate stack(Path file) throws IOException {
        Inputs.source(spec, file);
        try {
            String where = region != null
                    ? region
                    : TemplateFiles.region(file).orElse(AccessMatrix.region(TemplateFiles.json(file)));
            StackTemplate stack = TemplateFiles.read(file, where);
            if (!stack.json().path("Resources").isObject()) {
                throw Inputs.usage(
                        spec,
                        file + " is not a CloudFormation template, because it has no Resources section. Specify a "
                                + "*.template.json file from cdk synth.");
            }
            account(file);
            return stack;
        } catch (JsonProcessingException e) {
            throw Inputs.usage(
                    spec,
                    file + " is not JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : ": line " + e.getLocation().getLineNr())
                            + ". Specify a *.template.json file from cdk synth.");
        }
    }

    /** Adds the other stacks in the same folder, because they can export values to the templates. */
    private List<StackTemplate> exporting(List<StackTemplate> stacks) throws IOException {
        List<StackTemplate> all = new ArrayList<>(stacks);
        for (Path file : templates) {
            try {
                for (Path beside : TemplateFiles.ofApp(file.toAbsolutePath().getParent())) {
                    all.add(TemplateFiles.read(beside, stacks.get(0).region()));
                }
            } catch (IOException e) {
                // The folder contains no app, so imports of the template remain unresolved and are listed.
            }
        }
        return all;
    }

    /** Rejects templates for different accounts. */
    private void account(Path file) throws IOException {
        String told = TemplateFiles.account(file).orElse(account);
        if (account != null && !account.equals(told)) {
            throw Inputs.usage(
                    spec,
                    file + " is for account " + told + ", not " + account
                            + ". Run this command separately for each account.");
        }
        account = told;
    }

    private AccessMatrix matrix(List<StackTemplate> stacks, List<Unread> notAsked) {
        List<AccessRow> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (StackTemplate stack : stacks) {
            if (!Openings.canBeDeployed(stack)) {
                continue;
            }
            try {
                AccessMatrix one = AccessMatrix.of(stack.json(), stack.region());
                rows.addAll(one.rows());
                notes.addAll(one.notes());
            } catch (IllegalArgumentException e) {
                notAsked.add(new Unread(stack.name(), "", "the access table: " + e.getMessage()));
            } catch (NullPointerException | ClassCastException | IndexOutOfBoundsException | NoSuchElementException e) {
                // The access table requires every value. An unknown value of an intrinsic function causes one of these
                // exceptions.
                notAsked.add(new Unread(stack.name(), "", "the access table: a value is unknown"));
            }
        }
        return new AccessMatrix(
                stacks.isEmpty() ? DEFAULT_REGION : stacks.get(0).region(), rows, notes);
    }
}
