package dev.reflux.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontendStreamTests {

    private static final int PROTOCOL_3_0 = 3 << 16;

    private final List<String> seen = new ArrayList<>();
    private final FrontendStream stream =
            new FrontendStream((type, text) -> seen.add(text == null ? type.name() : type + " " + text));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1024})
    void messagesAreFoundHoweverTheyAreCut(int size) {
        byte[] bytes = join(
                packet(80877103, ""),
                packet(PROTOCOL_3_0, "user\0ann\0\0"),
                message('p', "secret\0"),
                message('Q', "SELECT 'ü'\0"),
                message('P', "s1\0INSERT INTO a VALUES ($1)\0\0\0"),
                message('B', "\0s1\0\0\0\0\0\0\0"),
                message('D', "Ss1\0"),
                message('E', "\0\0\0\0\0"),
                message('C', "Ss1\0"),
                message('S', ""),
                message('Q', "\0"),
                message('d', "1\tone\n"),
                message('c', ""),
                message('X', ""));

        send(bytes, size);

        assertThat(seen)
                .containsExactly(
                        "SSL_REQUEST",
                        "STARTUP",
                        "PASSWORD",
                        "QUERY SELECT 'ü'",
                        "PARSE INSERT INTO a VALUES ($1)",
                        "BIND",
                        "DESCRIBE",
                        "EXECUTE",
                        "CLOSE",
                        "SYNC",
                        "QUERY ",
                        "COPY_DATA",
                        "COPY_DONE",
                        "TERMINATE");
    }

    @Test
    void aCancelRequestIsAPacketOfItsOwn() {
        send(packet(80877102, "pid key."), 1024);

        assertThat(seen).containsExactly("CANCEL_REQUEST");
    }

    @Test
    void nothingIsReadIntoEncryptedBytes() {
        send(packet(80877103, ""), 1024);
        stream.encrypted();

        send(message('Q', "SELECT 1\0"), 1024);

        assertThat(seen).containsExactly("SSL_REQUEST");
    }

    @Test
    void whatIsNotTheProtocolIsRefused() {
        send(packet(PROTOCOL_3_0, "\0"), 1024);

        assertThatThrownBy(() -> send(message('!', ""), 1024)).hasMessageContaining("begins with byte 33");
    }

    private void send(byte[] bytes, int size) {
        for (int from = 0; from < bytes.length; from += size) {
            byte[] part = new byte[size];
            int length = Math.min(size, bytes.length - from);
            System.arraycopy(bytes, from, part, 0, length);
            stream.accept(part, length);
        }
    }

    private static byte[] packet(int code, String rest) {
        byte[] body = rest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .putInt(code)
                .put(body)
                .array();
    }

    private static byte[] message(char type, String rest) {
        byte[] body = rest.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) type)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        all.flip();
        byte[] bytes = new byte[all.remaining()];
        all.get(bytes);
        return bytes;
    }
}
