package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers by which states, health services and banks know people, as far as check digits or a shape of their own tell
 * them from other numbers. Where neither does, the number's name must stand near it.
 *
 * @see <a href="https://arthurdejong.org/python-stdnum/doc/2.1/index#available-formats">python-stdnum, which gathers the
 *     issuers' rules</a>
 * @see <a href="https://microsoft.github.io/presidio/supported_entities/">Presidio's recognizers</a>
 */
final class NationalNumbers {
    static final List<PersonalNumber> ALL = Stream.of(
                    EuropeanNumbers.all(), NorthernNumbers.all(), AmericanNumbers.all(), AsianNumbers.all())
            .flatMap(List::stream)
            .toList();

    private NationalNumbers() {}
}
