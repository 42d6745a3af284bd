package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Measures how fast a large chat file is checked, compared with a Python loop over the same file. Each measurement runs
 * in a separate process, and the measurements alternate, so other load on the computer affects all of them. Only the
 * ratios of the medians are meaningful. Run it in the folder {@code test} with the class path of the tests:
 * <pre>java -cp CLASSPATH io.github.bedrockfinetuning.dataset.CheckBenchmark [MEGABYTES]</pre>
 */
public final class CheckBenchmark {
    /** Twelve words, the number of words that the AWS validator for Nova searches for. */
    private static final List<String> WORDS = List.of(
            "System:",
            "SYSTEM:",
            "User:",
            "USER:",
            "Bot:",
            "BOT:",
            "Assistant:",
            "ASSISTANT:",
            "Thought:",
            "[EOS]",
            "<image>",
            "<video>");

    private static final int ROUNDS = 5;
    private static final int DEFAULT_MEGABYTES = 512;
    private static final String READ = "READ";

    private CheckBenchmark() {}

    /** Runs the complete benchmark or, with a mode, a single measurement. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            measure(arguments[0], Path.of(arguments[1]));
            return;
        }
        int megabytes = arguments.length == 1 ? Integer.parseInt(arguments[0]) : DEFAULT_MEGABYTES;
        Path file = Files.createTempFile("chat", ".jsonl");
        try {
            new ChatFile(1).write(file, (long) megabytes << 20);
            compare(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(String mode, Path file) throws IOException {
        Source source = Source.of(file);
        Model model = model();
        long begin = System.nanoTime();
        String outcome;
        if (mode.equals(READ)) {
            outcome = Long.toString(read(source));
        } else {
            FileCheck check = new FileCheck(
                    source,
                    model,
                    FileKind.TRAINING,
                    false,
                    null,
                    Rulebook.Scope.valueOf(mode),
                    SensitivePolicy.STANDARD);
            check.run(Runtime.getRuntime().availableProcessors());
            CheckResult result = check.result(OptionalLong.empty());
            outcome = result.records() + " " + result.verdict() + " " + check.findingsByRule();
        }
        System.out.println((System.nanoTime() - begin) / 1e9 + " " + outcome);
    }

    private static long read(Source source) throws IOException {
        byte[] buffer = new byte[Blocks.SIZE];
        long sum = 0;
        try (InputStream in = source.open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum += read;
            }
        }
        return sum;
    }

    /** Returns Nova Micro without its reserved words. */
    private static Model model() {
        Model nova = Catalogue.load().model("amazon.nova-micro-v1:0");
        Model.Training training = nova.training();
        return new Model(
                nova.id(),
                nova.name(),
                nova.provider(),
                nova.format(),
                new Model.Training(
                        training.trainingRegions(),
                        training.validationData(),
                        training.limits(),
                        WORDS,
                        List.of(),
                        training.hyperparameters()),
                nova.inference(),
                nova.lifecycle(),
                nova.prices());
    }

    private static void compare(Path file) throws IOException, InterruptedException, URISyntaxException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String script = Path.of(
                        CheckBenchmark.class.getResource("structural.py").toURI())
                .toString();
        commands.put("read", java(READ, file));
        commands.put("python structure", List.of("python3", script, file.toString()));
        commands.put("check structure", java("STRUCTURE", file));
        List<String> words = new ArrayList<>(List.of("python3", script, file.toString()));
        words.addAll(WORDS);
        commands.put("python words", words);
        commands.put("check words", java("WORDS", file));
        commands.put("check everything", java("EVERYTHING", file));
        Map<String, double[]> seconds = new LinkedHashMap<>();
        commands.keySet().forEach(name -> seconds.put(name, new double[ROUNDS]));
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                String printed = output(command.getValue());
                seconds.get(command.getKey())[round] = Double.parseDouble(printed.split(" ")[0]);
                System.out.printf("%d %-17s %s%n", round + 1, command.getKey(), printed);
            }
        }
        Map<String, Double> speed = new LinkedHashMap<>();
        seconds.forEach((name, times) -> {
            Arrays.sort(times);
            speed.put(name, Files.exists(file) ? size(file) / times[ROUNDS / 2] / 1e6 : 0);
        });
        speed.forEach((name, rate) -> System.out.printf("%-17s %6.0f MB/s%n", name, rate));
        ratio(speed, "check structure", "python structure", 2.5);
        ratio(speed, "check words", "python words", 5);
        ratio(speed, "check everything", "python structure", 0.5);
    }

    private static double size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void ratio(Map<String, Double> speed, String a, String b, double wanted) {
        System.out.printf("%s / %s = %.2f (wanted: %.1f)%n", a, b, speed.get(a) / speed.get(b), wanted);
    }

    /** Returns the command that starts a JVM with the options of the command line tool. */
    private static List<String> java(String mode, Path file) {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx384m", "-XX:+UseSerialGC"));
        command.addAll(Arrays.asList(System.getProperty("benchmark.flags", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), CheckBenchmark.class.getName(), mode, file.toString()));
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
        return printed;
    }
}
