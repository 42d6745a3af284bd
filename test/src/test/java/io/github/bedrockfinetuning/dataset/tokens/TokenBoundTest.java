package io.github.bedrockfinetuning.dataset.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.iam.OtherSimulator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares the bound with the tokenizer of Llama 3 (npm llama3-tokenizer-js), on generated texts of many kinds. */
class TokenBoundTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXTS_OF_A_KIND = 10;

    private final Random random = new Random(20261130);

    @Test
    void neverLiesBelowTheRealCountAndSeldomThreeTimesAboveIt() throws Exception {
        assumeTrue(OtherSimulator.isInstalled(), "Not installed: run npm ci in test/js to compare with a tokenizer.");
        Map<String, Supplier<String>> kinds = kinds();
        List<String> names = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        kinds.forEach((name, kind) -> IntStream.range(0, TEXTS_OF_A_KIND).forEach(i -> {
            names.add(name);
            texts.add(kind.get());
        }));
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            lines.add(JSON.writeValueAsString(text));
        }

        List<Long> real = OtherSimulator.run("tokens.mjs", lines).stream()
                .map(Long::valueOf)
                .toList();

        List<String> below = new ArrayList<>();
        List<String> far = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            double share = TokenBound.of(texts.get(i)) / 100.0 / real.get(i);
            String told = String.format("%s: %.2f of %d tokens", names.get(i), share, real.get(i));
            if (Boolean.getBoolean("tokens.print")) {
                System.out.println(told);
            }
            if (share < 1) {
                below.add(told);
            } else if (share > 3) {
                far.add(told);
            }
        }
        assertThat(real).hasSameSizeAs(texts).hasSizeGreaterThanOrEqualTo(200);
        assertThat(below).isEmpty();
        assertThat(far).hasSizeLessThanOrEqualTo(texts.size() / 20);
    }

    @Test
    void isNeverMoreThanTheBytes() {
        kinds().forEach((name, kind) -> {
            String text = kind.get();
            assertThat(TokenBound.of(text))
                    .as(name)
                    .isLessThanOrEqualTo(100L * text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        });
        assertThat(TokenBound.of("")).isZero();
    }

    private Map<String, Supplier<String>> kinds() {
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("English", () -> sentences(ENGLISH));
        kinds.put("German, Finnish, Polish", () -> sentences(LATIN));
        kinds.put("Vietnamese and Yoruba", () -> sentences(ACCENTS));
        kinds.put("Russian, Greek, Arabic, Hebrew", () -> sentences(OTHERS));
        kinds.put("Hindi and Thai", () -> sentences(SHARED));
        kinds.put("Chinese and Japanese", () -> sentences(IDEOGRAPHS));
        kinds.put("Korean", () -> sentences(KOREAN));
        kinds.put("Tamil", () -> drawn(0x0B85, 0x0BCD, 6));
        kinds.put("Burmese", () -> drawn(0x1000, 0x1049, 8));
        kinds.put("Amharic", () -> drawn(0x1200, 0x135A, 5));
        kinds.put("rare ideographs", () -> drawn(0x3400, 0x4DB5, 9));
        kinds.put("any ideographs", () -> drawn(0x4E00, 0x9FFF, 9));
        kinds.put("syllables", () -> drawn(0xAC00, 0xD7A3, 4));
        kinds.put("emoji", () -> drawn(0x1F300, 0x1F64F, 3));
        kinds.put("series of digits", () -> words(300, () -> Integer.toString(random.nextInt(10))));
        kinds.put("figures", this::figures);
        kinds.put("hexadecimal", () -> words(20, () -> hex(40)));
        kinds.put("UUIDs", () -> words(20, () -> new UUID(random.nextLong(), random.nextLong()).toString()));
        kinds.put("Base64", this::base64);
        kinds.put("compact JSON", this::json);
        kinds.put("code", this::code);
        kinds.put("signs", () -> words(60, () -> letters("!@#$%^&*()_+-=[]{}|;:'\",.<>/?`~\\", 1 + random.nextInt(8))));
        kinds.put(
                "random letters", () -> words(80, () -> letters("abcdefghijklmnopqrstuvwxyz", 1 + random.nextInt(12))));
        kinds.put(
                "random letters in both cases",
                () -> letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 600));
        kinds.put(
                "names in capitals",
                () -> words(80, () -> letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2 + random.nextInt(9))));
        kinds.put("control characters", () -> letters("\u0001\u0002\u0003\u0007\u000e\u001b\u007f", 200));
        kinds.put("white space", () -> words(60, () -> " ".repeat(random.nextInt(20)) + letters(" \t\n\r", 4) + "x"));
        kinds.put("labels", () -> words(60, () -> LABELS[random.nextInt(LABELS.length)]));
        kinds.put("prose with a key", () -> ENGLISH + " The key is " + base64());
        kinds.put("letters of one base", () -> letters("ACGT", 500));
        kinds.put("tables", () -> words(60, () -> "│ " + random.nextInt(1000) + " ├────┤"));
        kinds.put("formulas", () -> drawn(0x2190, 0x22FF, 4));
        return kinds;
    }

    private static final String[] LABELS = {
        "card_payment_fee_charged", "pending_top_up", "lost_or_stolen_phone", "refund-not-showing-up", "CANCEL_ORDER"
    };
    private static final String ENGLISH =
            "The agreement that was signed by both of the companies in March will be reviewed"
                    + " before the end of this year. We would like to know what happened to my parcel, because it has not arrived"
                    + " yet and nobody at the counter could tell me where it is. Please restart the router and wait until the light"
                    + " turns green. A patient with a history of hypertension should have been given another medication.";
    private static final String LATIN = "Der Vertrag zwischen den beiden Gesellschaften wird vor Jahresende überprüft."
            + " Kirje saapui vasta viikon kuluttua, eikä kukaan tiennyt mistä se oli lähetetty. Przesyłka nie została"
            + " jeszcze dostarczona, proszę o szybką odpowiedź. La facture que vous avez reçue contient une erreur."
            + " Barua hiyo haikufika kwa wakati na hakuna aliyejua ilikotoka. A csomag még mindig nem érkezett meg.";
    private static final String ACCENTS =
            "Gói hàng của tôi vẫn chưa được giao, xin vui lòng kiểm tra lại địa chỉ. Tôi muốn"
                    + " biết khi nào tiền sẽ được hoàn lại. Ẹ jọ̀ọ́, ẹ bá mi wo ibi tí ẹrù mi wà. Mo fẹ́ mọ ìgbà tí wọ́n máa dá owó mi padà.";
    private static final String OTHERS =
            "Посылка до сих пор не доставлена, проверьте, пожалуйста, адрес. Το δέμα δεν έχει"
                    + " φτάσει ακόμη, παρακαλώ ελέγξτε τη διεύθυνση. لم تصل الشحنة بعد، يرجى التحقق من العنوان. החבילה עדיין לא"
                    + " הגיעה, אנא בדקו את הכתובת. پارسل ابھی تک نہیں پہنچا، براہ کرم پتہ چیک کریں۔";
    private static final String SHARED =
            "मेरा पार्सल अभी तक नहीं आया है, कृपया पता जाँच लें। मुझे बताइए कि पैसे कब लौटेंगे।"
                    + " พัสดุของฉันยังไม่มาถึง กรุณาตรวจสอบที่อยู่อีกครั้ง และแจ้งให้ทราบด้วย";
    private static final String IDEOGRAPHS =
            "我的包裹还没有送到,请再核对一下地址。我想知道什么时候可以退款。荷物がまだ届いていません。住所を確認してください。いつ返金されるのか教えてください。包裹尚未送達,請再次確認地址。";
    private static final String KOREAN = "소포가 아직 도착하지 않았습니다. 주소를 다시 확인해 주세요. 환불은 언제 되는지 알려 주시면 감사하겠습니다.";

    private String sentences(String of) {
        String[] sentences = of.split("(?<=[.。।] ?)");
        return IntStream.range(0, 12)
                .mapToObj(i -> sentences[random.nextInt(sentences.length)].strip())
                .collect(Collectors.joining(" "));
    }

    private String words(int count, Supplier<String> word) {
        return IntStream.range(0, count).mapToObj(i -> word.get()).collect(Collectors.joining(" "));
    }

    private String drawn(int first, int last, int word) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 300) {
            int c = first + random.nextInt(last - first + 1);
            if (Character.isDefined(c)) {
                text.appendCodePoint(c);
            }
            if (random.nextInt(word) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private String letters(String of, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(of.charAt(random.nextInt(of.length())));
        }
        return text.toString();
    }

    private String hex(int digits) {
        return letters("0123456789abcdef", digits);
    }

    private String figures() {
        return words(60, () -> switch (random.nextInt(4)) {
            case 0 -> String.format(java.util.Locale.ROOT, "%.1f%% |", random.nextDouble() * 100);
            case 1 -> String.format(java.util.Locale.ROOT, "(%,d.%d)", random.nextInt(100_000), random.nextInt(10));
            case 2 -> "2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            default -> Long.toString(Math.abs(random.nextLong()));
        });
    }

    private String base64() {
        byte[] bytes = new byte[600];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String json() {
        return IntStream.range(0, 20)
                .mapToObj(i -> "{\"id\":" + random.nextInt(100_000) + ",\"sku\":\"" + letters("ABCDEFGH0123456789", 8)
                        + "\",\"items\":[{\"qty\":" + random.nextInt(9)
                        + ",\"price\":{\"amount\":\"12.5\",\"cur\":\"EUR\"}}]}")
                .collect(Collectors.joining(","));
    }

    private String code() {
        return words(
                25,
                () -> "if (a" + random.nextInt(99) + "->x[i++] != getUserById(&ctx, 0x" + hex(4) + ")) {\n        "
                        + letters("ijkxyzn", 2) + " += (t_" + letters("abcdefgh", 3)
                        + "*)p_ptr << 2; // TODO\n    }\n");
    }
}
