package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.stream.Stream;

/**
 * Personal identification numbers that governments, health services, and banks issue. Check digits or a specific
 * format distinguish them from other numbers. If neither does, the name of the number must occur near it.
 *
 * @see <a href="https://arthurdejong.org/python-stdnum/doc/2.1/index#available-formats">python-stdnum, which collects
 *     the issuers' rules</a>
 * @see <a href="https://microsoft.github.io/presidio/supported_entities/">Presidio's recognizers</a>
 */
final class NationalNumbers {
    static final List<PersonalNumber> ALL = Stream.of(
                    EuropeanNumbers.all(), NorthernNumbers.all(), AmericanNumbers.all(), AsianNumbers.all())
            .flatMap(List::stream)
            .toList();

    private NationalNumbers() {}
}
