package io.github.bedrockfinetuning.dataset.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are the specimens of issuers' documents and of python-stdnum. */
class PersonalNumbersTest {
    private final PersonalNumbers numbers = new PersonalNumbers();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payment card       | 4111 1111 1111 1111",
                "payment card       | 4111111111111111",
                "payment card       | 5500-0000-0000-0004",
                "payment card       | 3782 822463 10005",
                "IBAN               | GB82 WEST 1234 5698 7654 32",
                "IBAN               | DE89370400440532013000",
                "IBAN               | NO93 8601 1117 947",
                "IBAN               | MT84 MALT 0110 0001 2345 MTLC AST0 01S",
                "US social security | 536-90-4399",
                "CPF                | 390.533.447-05",
                "DNI                | 54362315-K",
                "DNI                | 12345678Z",
                "NIE                | X-2482300-W",
                "NIE                | X2482300W",
                "Italian            | RCCMNL83S18D969H",
                "French             | 2 95 10 99 126 111 93",
                "French             | 253072B07300470",
                "Swedish            | 880320-0016",
                "Swedish            | 19811218-9876",
                "Finnish            | 131052-308T",
                "Finnish            | 131052A308T",
                "Belgian            | 85.07.30-033.28",
                "Swiss              | 756.9217.0769.85",
                "Norwegian          | 15108695088",
                "Chinese            | 360426199101010071",
                "Chinese            | 11010519491231002X",
                "Korean             | 971013-9019902",
                "CURP               | BOXW310820HNERXN09",
                "RUT                | 12.531.909-2",
                "NRIC               | S1234567D",
                "South African      | 7503305044089",
                "Aadhaar            | 2341 2341 2346",
                "NHS                | NHS number: 943 476 5870",
                "BSN                | my BSN is 111222333",
                "German             | Steuer-ID 36 574 261 809",
                "Canadian           | SIN: 123-456-782",
                "Australian         | TFN 123 456 782",
                "PESEL              | PESEL 44051401359",
            })
    void findsANumberWhoseCheckDigitsHold(String kind, String number) {
        for (String text : List.of(number, "It is " + number + ".", "(" + number + ")", "über, " + number + ", ok")) {
            assertThat(may(text)).as(text).isTrue();
            assertThat(numbers.in(text)).as(text).hasSize(1);
            assertThat(numbers.in(text).get(0).kind()).contains(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112",
                "GB83 WEST 1234 5698 7654 32",
                "QQ82 WEST 1234 5698 7654 32",
                "000-12-3456",
                "390.533.447-06",
                "54362315-L",
                "RCCMNL83S18D969I",
                "2 95 10 99 126 111 94",
                "880320-0017",
                "889920-0016",
                "131052-308U",
                "85.07.30-033.29",
                "756.9217.0769.86",
                "15108695089",
                "360426199101010072",
                "971013-9019903",
                "BOXW310820HNERXN08",
                "12.531.909-3",
                "S1234567E",
                "2341 2341 2347",
                "NHS number: 943 476 5871",
                "943 476 5870",
                "111222333",
                "44051401359",
            })
    void leavesANumberWhoseCheckDigitsDoNotHoldOrThatNothingNames(String text) {
        assertThat(numbers.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The order of 2024-01-15 10:30:00 was number 1234567890.",
                "Revenue was 1,234,567,890 in 2019 2018 2017 2016 and 0.4111111111111111 of it abroad.",
                "Call +1 555 123 4567 or 020 7946 0958.",
                "id 550e8400-e29b-41d4-a716-446655440000",
                "ISBN 978-3-16-148410-0, version 10.15.7, IP 192.168.100.254",
                "https://example.com/item/4111111111111112/view",
            })
    void leavesOrdinaryNumbers(String text) {
        assertThat(numbers.in(text)).isEmpty();
    }

    @Test
    void putsInItsPlaceWhatItIs() {
        assertThat(Excerpts.withoutPersonalNumbers("a 4111111111111111, b DE89370400440532013000; c 12"))
                .isEqualTo("a [payment card number], b [bank account number (IBAN)]; c 12");
    }

    private boolean may(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return numbers.mayHold(bytes, 0, bytes.length);
    }
}
