package io.github.bedrockfinetuning.constructs.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.lambda.Code;

/** The code of the steps: a ZIP file in Lambda's layout, which is part of this library's JAR file. */
public final class StepsCode {
    private static final String RESOURCE = "steps.zip";
    private static @Nullable Path extracted;

    private StepsCode() {}

    public static Code code() {
        return Code.fromAsset(file().toString());
    }

    static InputStream open() {
        InputStream zip = StepsCode.class.getResourceAsStream(RESOURCE);
        if (zip == null) {
            throw new IllegalStateException("The JAR file of this library does not contain the code of the steps ("
                    + RESOURCE + "). Use the published artifact, or build the library with Maven.");
        }
        return zip;
    }

    /**
     * Returns a copy on disk, which is created once per JVM and deleted when the JVM exits. The CDK copies it into
     * the cloud assembly when a function is created.
     */
    private static synchronized Path file() {
        if (extracted == null || !Files.exists(extracted)) {
            try (InputStream zip = open()) {
                Path directory = Files.createTempDirectory("fine-tuning");
                Path file = directory.resolve(RESOURCE);
                Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                directory.toFile().deleteOnExit();
                file.toFile().deleteOnExit();
                extracted = file;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The code of the steps could not be extracted from the JAR file of the library.", e);
            }
        }
        return extracted;
    }
}
