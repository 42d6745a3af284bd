package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds secrets by their issuers' formats or by the names that precede them. One pass searches for the marks of all
 * formats. A format is tried only where one of its marks occurs and is surrounded by enough characters of a secret.
 * Every format is limited in length, so the time grows linearly with the text.
 */
public final class Secrets implements Detector {
    private static final List<SecretForm> FORMS = forms();
    private static final Map<String, List<SecretForm>> BY_MARK = byMark();
    private static final Marks MARKS = new Marks(BY_MARK.keySet());

    /** A secret, and the position of its format in the list. An earlier format describes the secret more precisely. */
    private record Found(Sensitive secret, int form) {}

    private static List<SecretForm> forms() {
        return Stream.of(
                        Stream.of(new PrivateKey(), new AddressPassword()),
                        IssuedTokens.ALL.stream(),
                        NamedSecrets.ALL.stream())
                .flatMap(forms -> forms)
                .toList();
    }

    private static Map<String, List<SecretForm>> byMark() {
        Map<String, List<SecretForm>> byMark = new LinkedHashMap<>();
        FORMS.forEach(form -> form.marks()
                .forEach(mark ->
                        byMark.computeIfAbsent(mark, none -> new ArrayList<>(1)).add(form)));
        return byMark;
    }

    /** Returns the kinds of secrets, with their articles. */
    static List<String> kinds() {
        return FORMS.stream().map(SecretForm::name).distinct().toList();
    }

    @Override
    public boolean mayHold(byte[] bytes, int from, int to) {
        return MARKS.anyIn(bytes, from, to, (mark, b, end, limit) -> {
            for (SecretForm form : BY_MARK.getOrDefault(mark, List.of())) {
                if (form.promising(b, end - mark.length(), end, from, limit)) {
                    return true;
                }
            }
            return false;
        });
    }

    /**
     * Returns the secrets in the order in which they occur, without overlaps and without placeholders from
     * documentation.
     */
    @Override
    public List<Sensitive> in(String text) {
        byte[] ascii = Ascii.of(text);
        List<Found> all = new ArrayList<>();
        MARKS.anyIn(ascii, 0, ascii.length, (mark, b, end, limit) -> {
            for (SecretForm form : BY_MARK.getOrDefault(mark, List.of())) {
                if (form.promising(b, end - mark.length(), end, 0, limit)) {
                    find(form, text, end - mark.length(), all);
                }
            }
            return false;
        });
        all.sort(Comparator.<Found>comparingInt(found -> found.secret().start())
                .thenComparingInt(Found::form)
                .thenComparingInt(found -> -found.secret().end()));
        List<Sensitive> found = new ArrayList<>();
        for (Found next : all) {
            if (found.isEmpty()
                    || next.secret().start() >= found.get(found.size() - 1).end()) {
                found.add(next.secret());
            }
        }
        return found;
    }

    private static void find(SecretForm form, String text, int mark, List<Found> all) {
        SecretForm.Span span = form.find(text, mark);
        if (span == null) {
            return;
        }
        String value = text.substring(span.start(), span.end());
        boolean placeholder = form instanceof AddressPassword ? Placeholders.isPassword(value) : Placeholders.is(value);
        if (!placeholder) {
            all.add(new Found(Sensitive.of(form.name(), text, span.start(), span.end()), FORMS.indexOf(form)));
        }
    }
}
