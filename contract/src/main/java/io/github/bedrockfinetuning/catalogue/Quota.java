package io.github.bedrockfinetuning.catalogue;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A limit that Service Quotas shows for an account, under service code {@code bedrock}.
 *
 * @param code such as {@code L-CB5B847D}; absent where nobody has published it, then the name finds it
 * @param name as the Service Quotas console shows it
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html#limits_bedrock">Amazon Bedrock quotas</a>
 */
public record Quota(Optional<String> code, String name, String source, LocalDate asOf) {
    /** The name with the code, where it is known. */
    public String described() {
        return code.map(known -> "\"" + name + "\" (" + known + ")").orElse("\"" + name + "\"");
    }
}
