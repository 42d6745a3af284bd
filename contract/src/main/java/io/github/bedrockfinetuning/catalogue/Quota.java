package io.github.bedrockfinetuning.catalogue;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An account quota in Service Quotas, under the service code {@code bedrock}.
 *
 * @param code the quota code, such as {@code L-CB5B847D}; absent if not published, in which case the name identifies
 *     the quota
 * @param name the name in the Service Quotas console
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html#limits_bedrock">Amazon Bedrock quotas</a>
 */
public record Quota(Optional<String> code, String name, String source, LocalDate asOf) {
    /** Returns the quota's name, followed by its code if the code is known. */
    public String described() {
        return code.map(known -> "\"" + name + "\" (" + known + ")").orElse("\"" + name + "\"");
    }
}
