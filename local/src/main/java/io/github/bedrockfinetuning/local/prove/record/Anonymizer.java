package io.github.bedrockfinetuning.local.prove.record;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes account IDs, ARNs, run IDs, and the names of stack resources from strings so that results can be shared. */
public final class Anonymizer {
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[^\\s\"',)]*");
    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");
    private static final Pattern RUN = Pattern.compile("(?<![a-z0-9])[a-z2-7]{26}(?![a-z0-9])");
    private static final Pattern URL = Pattern.compile("(?:s3|https?)://[^\\s\"',)]*");

    private final Map<String, String> names = new LinkedHashMap<>();

    public Anonymizer(Account account) {
        Platform platform = account.platform();
        Map<String, String> known = new LinkedHashMap<>();
        Stream.of(EnvironmentVariables.DATASETS_BUCKET, EnvironmentVariables.RESULTS_BUCKET)
                .forEach(name -> known.put(platform.require(name), "(bucket)"));
        known.put(last(platform.require(EnvironmentVariables.STATE_MACHINE_ARN)), "(state machine)");
        known.put(last(platform.require(EnvironmentVariables.TOPIC_ARN)), "(topic)");
        known.put(platform.require(EnvironmentVariables.FT_STACK), "(stack)");
        List<String> longestFirst = new ArrayList<>(known.keySet());
        longestFirst.sort(Comparator.comparing(String::length).reversed());
        longestFirst.forEach(name -> names.put(name, known.get(name)));
    }

    public String clean(String text) {
        String clean = URL.matcher(text).replaceAll("(address)");
        clean = ARN.matcher(clean).replaceAll("(ARN)");
        for (Map.Entry<String, String> name : names.entrySet()) {
            clean = clean.replace(name.getKey(), name.getValue());
        }
        clean = ACCOUNT.matcher(clean).replaceAll("(account)");
        return RUN.matcher(clean).replaceAll("(run)");
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
