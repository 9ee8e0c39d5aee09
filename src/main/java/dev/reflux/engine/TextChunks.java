package dev.reflux.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** A reader's text as UTF-8, chunk by chunk, as fast as it is asked for. */
final class TextChunks {

    private static final int CHUNK = 32 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[CHUNK];
    private int held;

    private TextChunks(Reader reader) {
        this.reader = reader;
    }

    /** Reads on the subscriber's thread, which must be one that may block. The reader is not closed. */
    static Flux<ByteBuffer> of(Reader reader) {
        return Flux.defer(() -> {
            TextChunks chunks = new TextChunks(reader);
            return Flux.<ByteBuffer>generate(chunks::next);
        });
    }

    private void next(SynchronousSink<ByteBuffer> sink) {
        try {
            int read = reader.read(buffer, held, CHUNK - held);
            if (read < 0 && held == 0) {
                sink.complete();
                return;
            }
            sink.next(encode(held + Math.max(read, 0), read < 0));
        } catch (IOException e) {
            sink.error(new UncheckedIOException(e));
        }
    }

    /** Keeps back half a surrogate pair for the next chunk. */
    private ByteBuffer encode(int length, boolean last) {
        int whole = !last && Character.isHighSurrogate(buffer[length - 1]) ? length - 1 : length;
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(buffer, 0, whole));
        held = length - whole;
        if (held > 0) {
            buffer[0] = buffer[whole];
        }
        return bytes;
    }
}
