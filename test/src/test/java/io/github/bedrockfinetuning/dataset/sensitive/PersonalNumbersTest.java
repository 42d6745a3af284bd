package io.github.bedrockfinetuning.dataset.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are specimens from documents of the issuers and from python-stdnum. */
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
                "payment card       | 6200 0000 0000 0005",
                "payment card       | 6011000400000000",
                "payment card       | 3528000700000000",
                "payment card       | 30569309025904",
                "payment card       | 5019717010103742",
                "payment card       | 6759649826438453",
                "payment card       | 2223003122003222",
                "payment card       | 2200 0000 0000 0004",
                "payment card       | 4222222222222",
                "payment card       | 4111.1111.1111.1111",
                "payment card       | credit card: 122000000000003",
                "IBAN               | de89 3704 0044 0532 0130 00",
                "IBAN               | AL47 2121 1009 0000 0002 3569 8741",
                "IBAN               | BR97 0036 0305 0000 1000 9795 493P 1",
                "IBAN               | FR14 2004 1010 0505 0001 3M02 606",
                "IBAN               | LC55HEMM000100010012001200023015",
                "IBAN               | MU17 BOMM 0101 1010 3030 0200 000M UR",
                "IBAN               | QA58DOHB00001234567890ABCDEFG",
                "DNI                | 54.362.315-K",
                "DNI                | 54362315k",
                "DNI                | NIF 54362315 K",
                "CCC                | cuenta 1234-1234-16 1234567890",
                "Italian            | rccmnl83s18d969h",
                "French             | 2.95.10.99.126.111-93",
                "Belgian            | Rijksregisternummer 85073003328",
                "Swiss              | 7569217076985",
                "Austrian           | SVNR 1237 010180",
                "Dutch|BSN: 1112.22.333",
                "German tax         | steuerliche Identifikationsnummer 36 574 261 809",
                "pension            | 15 070649 C 10 3",
                "health insurance   | KVNR A123456780",
                "Portuguese         | NIF 123456789",
                "Greek              | AMKA 01013099997",
                "national insurance | AA 12 34 56 B",
                "national insurance | nino: tw987654a",
                "Irish              | PPS No 6433435F",
                "Danish             | CPR 211062-5629",
                "Icelandic          | 120174-3399",
                "Czech              | 710319/2745",
                "Romanian           | CNP 1630615123457",
                "Bulgarian          | ЕГН 7523169263",
                "Croatian           | OIB 33392005961",
                "Estonian           | isikukood 36805280109",
                "Russian pension    | 112-233-445 95",
                "Russian tax        | ИНН 500100732259",
                "Ukrainian          | РНОКПП 1759013776",
                "Turkish            | TC Kimlik 17291716060",
                "US social security | SSN 536904399",
                "US social security | my social security number is 536 90 4399",
                "ITIN               | 911-70-1234",
                "ITIN               | ITIN 911701234",
                "routing            | routing number 121000358",
                "routing            | ABA 0711-0130-7",
                "NPI                | NPI 1234567893",
                "CPF                | CPF 39053344705",
                "CPF                | 390533447-05",
                "CNPJ               | 16.727.230/0001-97",
                "RUT                | RUT 12531909-2",
                "Argentinian        | 20-05536168-2",
                "Ecuadorian         | cédula 171430710-3",
                "Taiwanese          | A123456789",
                "Hong Kong          | A123456(3)",
                "Thai               | 1-2345-45678-78-1",
                "Malaysian          | 770305-02-1234",
                "Indonesian         | NIK 3171011708450001",
                "Japanese           | マイナンバー 1234 5678 9018",
                "PAN                | ABCPD1234Z",
                "PAN                | My PAN number is AAACA1111R",
                "Israeli            | תעודת זהות 039337423",
                "Australian Medicare| Medicare 2123 45670 1",
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
                "my credit card number is 4012-8888-8888-1882",
                "my credit card number is 36168002586008",
                "122000000000003",
                "4006381333931",
                "DE89 A704 0044 0532 0130 00",
                "DE89 3704 0044 0532 0130 0",
                "AT61 1904 3002 3457 32012",
                "GB29 1WBK 6016 1331 9268 19",
                "078-05-1120",
                "911-89-1234",
                "078 00 1123",
                "FQ 00 00 00 C",
                "tw987654a",
                "routing number 421042111",
                "SIN 123-456-783",
                "16.727.230/0001-98",
                "A123456788",
                "710319/2746",
                "121000358",
                "15 070649 C 10 4",
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
                "4123 5011 6023 4012 2201 3567 4456 4123 4011 5123 6011 4890",
                "In 2019, 2020 and 2021 it grew by 4.5, 5.25 and 6.125 percent to 1234.5678.9012",
                "order ORD-20240115-4455, tracking 1Z999AA10123456784, part AB123456C",
                "0f3a9c1e7b5d28460f3a9c1e7b5d2846, v1.2.3-45, 10.0.0.1:8080, 2024-01-15T10:30:00Z",
            })
    void leavesOrdinaryNumbers(String text) {
        assertThat(numbers.in(text)).isEmpty();
    }

    /** The notations of the same number by people, spreadsheets and phones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "-", ".", "\u00a0", "\u202f", "\u2009", "\u2011", "\u2013", "\u2212", "\u3000", "  ", " - ",
                "\u200b"
            })
    void findsANumberWhateverPartsItsGroups(String separator) {
        for (String number : List.of("4111 1111 1111 1111", "3782 822463 10005", "DE89 3704 0044 0532 0130 00")) {
            String text = "it is " + number.replace(" ", separator) + ", ok";
            assertThat(may(text)).as(text).isTrue();
            assertThat(numbers.in(text)).as(text).hasSize(1);
            Sensitive found = numbers.in(text).get(0);
            assertThat(text.substring(found.start(), found.end())).isEqualTo(number.replace(" ", separator));
        }
    }

    @Test
    void findsANumberThatGoesOnInTheNextLine() {
        assertThat(numbers.in("card 4111 1111\n1111 1111")).hasSize(1);
        assertThat(numbers.in("card 4111 1111 1111\r\n1111, IBAN DE89 3704 0044\n0532 0130 00"))
                .hasSize(2);
        assertThat(numbers.in("4111\n1111\n1111\n1111")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "４１１１１１１１１１１１１１１１",
                "４１１１　１１１１　１１１１　１１１１",
                "ＤＥ８９３７０４００４４０５３２０１３０００",
                "٤١١١١١١١١١١١١١١١",
                "४१११ ११११ ११११ ११११",
                "\ud835\udfd2111111111111111",
            })
    void findsANumberInTheDigitsOfOtherScripts(String number) {
        String text = "番号は" + number + "です";
        assertThat(numbers.in(text)).hasSize(1);
        assertThat(text.substring(
                        numbers.in(text).get(0).start(), numbers.in(text).get(0).end()))
                .isEqualTo(number);
        assertThat(may(text)).isTrue();
    }

    /** The country determines where the number ends, so a following word is not part of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {" BIC KREDBEBB", " EUR 50", " or", " AND 12", "\nBIC", "; 1234", " 5 days", "EUR", " ok go"})
    void endsANumberWhereItsCountrySays(String behind) {
        for (String iban : List.of("BE68 5390 0754 7034", "AT61 1904 3002 3457 3201", "DE89370400440532013000")) {
            List<Sensitive> all = numbers.in("IBAN " + iban + behind);
            assertThat(all).as(iban + behind).hasSize(1);
            assertThat(all.get(0).end()).isEqualTo(5 + iban.length());
        }
    }

    @Test
    void endsACardWhereItsNetworkSays() {
        assertThat(numbers.in("4111 1111 1111 1111 123").get(0).end()).isEqualTo(19);
        assertThat(numbers.in("4111 1111 1111 1111 12/27 CVV 123").get(0).end()).isEqualTo(19);
    }

    @Test
    void putsInItsPlaceWhatItIs() {
        assertThat(Excerpts.withoutPersonalNumbers(
                        "a 4111111111111111, b DE89370400440532013000; c 12", Exemptions.NONE))
                .isEqualTo("a [payment card number], b [bank account number (IBAN)]; c 12");
    }

    private boolean may(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return numbers.mayHold(bytes, 0, bytes.length);
    }
}
