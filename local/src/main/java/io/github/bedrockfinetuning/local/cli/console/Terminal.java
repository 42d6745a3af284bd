package io.github.bedrockfinetuning.local.cli.console;

import io.github.bedrockfinetuning.text.Visible;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Formatter;
import java.util.Locale;

/**
 * Prints all output of the command-line tool. Text from other sources cannot move the cursor, change colors or start
 * a new line: {@link #println(String)} prints exactly one line, an argument of {@link #printf} is at most a part of a
 * line, and control characters are escaped. The escapes are JSON escapes, so a JSON document on one line keeps its
 * meaning.
 */
public final class Terminal extends PrintWriter {
    /** The maximum length of an argument, in UTF-16 code units. Longer arguments are shortened. */
    static final int LONGEST = 1_000;

    private static final String ERASED_LINE = "\r\u001b[K";

    private final Charset charset;
    private final EncodableText encodable;

    public Terminal(Writer writer) {
        this(writer, StandardCharsets.UTF_8);
    }

    private Terminal(Writer writer, Charset charset) {
        super(writer);
        this.charset = charset;
        encodable = new EncodableText(charset);
    }

    /** Creates a terminal that writes in the character set of the user's locale. */
    static Terminal on(OutputStream stream) {
        return on(stream, ofLocale());
    }

    public static Terminal on(OutputStream stream, Charset charset) {
        return new Terminal(new OutputStreamWriter(stream, charset), charset);
    }

    /**
     * Returns the character set that the launcher detected before it changed the locale for file names, or UTF-8 if
     * the launcher was not used.
     */
    private static Charset ofLocale() {
        try {
            Charset charset = Charset.forName(System.getProperty("fine-tune.charset", "UTF-8"));
            return charset.canEncode() ? charset : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.US_ASCII;
        }
    }

    /**
     * Prints a JSON document on one line. In another character set than UTF-8, the document is printed in ASCII with
     * escapes and remains the same document.
     */
    public static void printJson(PrintWriter out, String document) {
        boolean unicode = !(out instanceof Terminal terminal) || terminal.charset.equals(StandardCharsets.UTF_8);
        out.println(unicode ? document : EncodableText.json(document));
    }

    /** Returns a stream for libraries that print directly. It prints to this terminal line by line. */
    PrintStream stream() {
        return new PrintStream(new LineStream(this), true, StandardCharsets.UTF_8);
    }

    /** Erases the current line. */
    public void eraseLine() {
        super.write(ERASED_LINE, 0, ERASED_LINE.length());
    }

    @Override
    public void println(String line) {
        synchronized (lock) {
            print(Visible.text(String.valueOf(line)));
            println();
        }
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] line) {
        println(String.valueOf(line));
    }

    @Override
    public PrintWriter format(String format, Object... arguments) {
        return format(Locale.getDefault(Locale.Category.FORMAT), format, arguments);
    }

    @Override
    public PrintWriter format(Locale locale, String format, Object... arguments) {
        Object[] visible = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            visible[i] = arguments[i] == null || arguments[i] instanceof Number || arguments[i] instanceof Boolean
                    ? arguments[i]
                    : Visible.text(arguments[i].toString(), LONGEST);
        }
        print(new Formatter(locale).format(format, visible).toString());
        return this;
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text) {
        String visible = encodable.of(Visible.lines(text));
        super.write(visible, 0, visible.length());
    }

    @Override
    public void write(String text, int offset, int length) {
        write(text.substring(offset, offset + length));
    }
}
