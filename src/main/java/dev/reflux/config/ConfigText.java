package dev.reflux.config;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file as text. */
final class ConfigText {

    private static final int MAX_BYTES = 1 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ConfigText() {}

    /** The text without byte-order mark, or null where a file that need not be there is missing. */
    static @Nullable String read(Path file, boolean required) {
        if (Files.isDirectory(file)) {
            throw error(file, "is a directory. Name the file itself, such as " + ConfigLoader.DEFAULT_FILE, null);
        }
        try (InputStream input = Files.newInputStream(file)) {
            return decode(file, input.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException missing) {
            if (required) {
                throw error(file, "does not exist. Name a file that does, or leave the name out", missing);
            }
            return null;
        } catch (IOException unreadable) {
            throw error(file, "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private static String decode(Path file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw error(file, "is larger than 1 MiB, which no configuration is. Name another file", null);
        }
        boolean marked = Arrays.mismatch(bytes, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length
                || Arrays.equals(bytes, BYTE_ORDER_MARK);
        ByteBuffer input = marked ? ByteBuffer.wrap(bytes, 3, bytes.length - 3) : ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
        if (result.isError()) {
            throw notUtf8(file, bytes, input.position());
        }
        return text.flip().toString();
    }

    private static ConfigException notUtf8(Path file, byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        Place place = Place.ofLine(file.toString(), line);
        return new ConfigException(place.describe() + ": This is not UTF-8. Save the file in UTF-8.", place);
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof AccessDeniedException) {
            return "permission denied";
        }
        return unreadable instanceof FileSystemException at && at.getReason() != null
                ? at.getReason()
                : unreadable.getClass().getSimpleName();
    }

    private static ConfigException error(Path file, String problem, @Nullable Throwable cause) {
        return new ConfigException(
                "The configuration file " + file + " " + problem + ".", Place.ofFile(file.toString()), cause);
    }
}
