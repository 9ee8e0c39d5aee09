package dev.reflux.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A pattern whose finished lines, stack traces included, are masked: a driver may log what it was given. */
final class MaskingEncoder extends PatternLayoutEncoder {

    private final UnaryOperator<String> mask;

    MaskingEncoder(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Charset charset = getCharset() == null ? StandardCharsets.UTF_8 : getCharset();
        return mask.apply(getLayout().doLayout(event)).getBytes(charset);
    }
}
