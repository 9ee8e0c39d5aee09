package dev.reflux.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The encoder of a user's own Logback file, whose finished lines are masked. */
final class MaskedEncoder extends EncoderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;
    private final UnaryOperator<String> mask;

    MaskedEncoder(Encoder<ILoggingEvent> encoder, UnaryOperator<String> mask) {
        this.encoder = encoder;
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] line = encoder.encode(event);
        Charset charset = charset();
        String text = new String(line, charset);
        String masked = mask.apply(text);
        return masked.equals(text) ? line : masked.getBytes(charset);
    }

    private Charset charset() {
        Charset configured = encoder instanceof LayoutWrappingEncoder<?> text ? text.getCharset() : null;
        return configured == null ? StandardCharsets.UTF_8 : configured;
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return encoder.footerBytes();
    }

    @Override
    public void stop() {
        encoder.stop();
        super.stop();
    }
}
