package dev.reflux.testsupport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in the bytes that one client sends, however they are cut into packets.
 *
 * <p>Holds back the body of {@code Query} and {@code Parse} only; of others it looks at the head. Not thread-safe but for
 * {@link #encrypted()}.
 */
final class FrontendStream {

    private static final int STARTUP_HEAD = 8;
    private static final int MESSAGE_HEAD = 5;
    private static final int LENGTH_FIELD = 4;

    private final BiConsumer<FrontendMessage, @Nullable String> listener;
    private ByteBuffer wanted = ByteBuffer.allocate(STARTUP_HEAD);
    private boolean started;
    private @Nullable FrontendMessage textOf;
    private int toSkip;
    private volatile boolean encrypted;

    /** The listener gets each message when its head, or its text, is complete; the text is null where none is kept. */
    FrontendStream(BiConsumer<FrontendMessage, @Nullable String> listener) {
        this.listener = listener;
    }

    /** From here on the client's bytes mean nothing to a bystander. */
    void encrypted() {
        encrypted = true;
    }

    void accept(byte[] bytes, int length) {
        ByteBuffer input = ByteBuffer.wrap(bytes, 0, length);
        while (input.hasRemaining() && !encrypted) {
            if (toSkip > 0) {
                skip(input);
            } else {
                fill(input);
            }
        }
    }

    private void skip(ByteBuffer input) {
        int count = Math.min(toSkip, input.remaining());
        input.position(input.position() + count);
        toSkip -= count;
    }

    private void fill(ByteBuffer input) {
        int count = Math.min(wanted.remaining(), input.remaining());
        wanted.put(input.slice(input.position(), count));
        input.position(input.position() + count);
        if (!wanted.hasRemaining()) {
            wanted.flip();
            complete(wanted);
        }
    }

    private void complete(ByteBuffer part) {
        if (textOf != null) {
            FrontendMessage type = textOf;
            textOf = null;
            await(MESSAGE_HEAD, 0);
            listener.accept(type, text(type, part));
        } else if (started) {
            messageHead(FrontendMessage.ofLetter(part.get()), part.getInt() - LENGTH_FIELD);
        } else {
            startupHead(part.getInt() - STARTUP_HEAD, FrontendMessage.ofStartupCode(part.getInt()));
        }
    }

    private void startupHead(int rest, FrontendMessage type) {
        started = type == FrontendMessage.STARTUP;
        await(started ? MESSAGE_HEAD : STARTUP_HEAD, rest);
        listener.accept(type, null);
    }

    private void messageHead(FrontendMessage type, int rest) {
        if (type == FrontendMessage.QUERY || type == FrontendMessage.PARSE) {
            textOf = type;
            await(rest, 0);
        } else {
            await(MESSAGE_HEAD, rest);
            listener.accept(type, null);
        }
    }

    private void await(int bytes, int afterSkipping) {
        if (bytes < 0 || afterSkipping < 0) {
            throw new IllegalArgumentException("A client message of PostgreSQL cannot be shorter than its head.");
        }
        wanted = ByteBuffer.allocate(bytes);
        toSkip = afterSkipping;
    }

    /** A query is one string; the name of the prepared statement comes before the text of a parse. */
    private static String text(FrontendMessage type, ByteBuffer body) {
        String[] strings = StandardCharsets.UTF_8.decode(body).toString().split("\0", -1);
        return strings[type == FrontendMessage.PARSE ? 1 : 0];
    }
}
