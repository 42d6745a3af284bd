package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the Java examples in README.md compile, in a stack with the objects that they use. */
class ReadmeExamplesTest {
    private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

    @Test
    void everyJavaExampleCompiles(@TempDir Path classes) throws Exception {
        List<String> examples = JAVA.matcher(Files.readString(Repository.root().resolve("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(java)?", ""))
                .toList();
        assertThat(examples).hasSizeGreaterThan(2);
        StringBuilder source = new StringBuilder("""
                import io.github.bedrockfinetuning.constructs.*;
                import io.github.bedrockfinetuning.contract.*;
                import io.github.bedrockfinetuning.local.rehearsal.*;
                import java.math.BigDecimal;
                import java.nio.file.Path;
                import java.util.*;
                import software.amazon.awscdk.*;
                import software.amazon.awscdk.services.cloudwatch.*;
                import software.amazon.awscdk.services.ec2.*;
                import software.amazon.awscdk.services.events.*;
                import software.amazon.awscdk.services.events.targets.*;
                import software.amazon.awscdk.services.iam.*;
                import software.amazon.awscdk.services.kms.*;
                import software.amazon.awscdk.services.s3.*;
                import software.amazon.awscdk.services.sns.*;
                abstract class Examples extends software.amazon.awscdk.Stack {
                    IGrantable dataScientists, application;
                    IBucket bucket;
                    IKey key;
                    IVpc vpc;
                    ITopic approvals, alarms;
                    IAlarmAction pager;
                    IRuleTarget target;
                    Path dataset, reports;
                """);
        for (int i = 0; i < examples.size(); i++) {
            source.append("void example")
                    .append(i)
                    .append("() throws Exception {\n")
                    .append(examples.get(i))
                    .append("}\n");
        }
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(new Source(source.append("}\n").toString())))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Examples.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
