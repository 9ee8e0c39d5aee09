package dev.reflux.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** The charset that a stream prints text in. */
final class OutputCharset {

    private OutputCharset() {}

    static Charset of(PrintStream stream) {
        try {
            return (Charset) PrintStream.class.getMethod("charset").invoke(stream);
        } catch (ReflectiveOperationException olderThanJdk18) {
            return stream.equals(System.out) ? ofStandardOutput() : Charset.defaultCharset();
        }
    }

    /** The JDK's own setting for a terminal whose charset is not the default one. */
    private static Charset ofStandardOutput() {
        String name = System.getProperty("sun.stdout.encoding");
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Charset.defaultCharset();
        }
    }
}
