package io.github.bedrockfinetuning;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reports at the end of a build which checks were skipped on this computer, why, and how to run them. */
public final class SkippedChecks {
    /** The prefix that JUnit adds to a reason. */
    private static final String ASSUMPTION = "Assumption failed: ";

    private SkippedChecks() {}

    /** @param arguments the folder with the reports of Surefire */
    public static void main(String[] arguments) throws IOException {
        print(Path.of(arguments[0]), System.out);
    }

    static void print(Path reports, PrintStream out) throws IOException {
        Map<String, Set<String>> skipped = skipped(reports);
        if (skipped.isEmpty()) {
            return;
        }
        out.println();
        out.println("Not checked on this machine:");
        skipped.forEach((reason, classes) -> {
            out.println("  " + reason);
            out.println("    " + String.join(", ", classes));
        });
        out.println(
                "All of it is run by .ci/run, which installs what is missing with npm and apt-get; for single checks see"
                        + " CONTRIBUTING.md, \"Kinds of test\".");
    }

    /** Returns the classes with skipped tests, by reason. */
    private static Map<String, Set<String>> skipped(Path reports) throws IOException {
        Map<String, Set<String>> skipped = new TreeMap<>();
        if (!Files.isDirectory(reports)) {
            return skipped;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(one -> one.getFileName().toString().matches("TEST-.*\\.xml"))
                    .collect(Collectors.toCollection(TreeSet::new))) {
                NodeList found = tests(file);
                for (int i = 0; i < found.getLength(); i++) {
                    Element skip = (Element) found.item(i);
                    Element test = (Element) skip.getParentNode();
                    String name = test.getAttribute("classname");
                    skipped.computeIfAbsent(reason(skip), reason -> new TreeSet<>())
                            .add(name.substring(name.lastIndexOf('.') + 1));
                }
            }
        }
        return skipped;
    }

    private static String reason(Element skip) {
        String message = skip.getAttribute("message").strip();
        String reason = message.startsWith(ASSUMPTION) ? message.substring(ASSUMPTION.length()) : message;
        return reason.isEmpty()
                ? "without a reason"
                : reason.lines().findFirst().orElseThrow();
    }

    private static NodeList tests(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("skipped");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("The report " + file + " cannot be read.", e);
        }
    }
}
