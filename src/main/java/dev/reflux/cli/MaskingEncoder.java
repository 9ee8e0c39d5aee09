package dev.reflux.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.reflux.error.VisibleText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * A pattern whose finished lines, stack traces included, are masked, since a driver may log what it was given, and have the
 * control characters of others shown.
 */
final class MaskingEncoder extends PatternLayoutEncoder {

    private final UnaryOperator<String> mask;

    MaskingEncoder(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Charset charset = getCharset() == null ? StandardCharsets.UTF_8 : getCharset();
        return VisibleText.of(mask.apply(getLayout().doLayout(event))).getBytes(charset);
    }
}
