package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A packed PostgreSQL on the class path.
 *
 * @param url its place
 * @param key tells one content from another: checksum and size, which a jar knows without reading it
 */
record Archive(URL url, String key) {

    static Archive of(URL url) {
        try {
            return new Archive(url, keyOf(url));
        } catch (IOException e) {
            throw unreadable(url, e);
        }
    }

    private static String keyOf(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // a cached jar would stay open, and be read from when the file has been replaced
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            if (connection instanceof JarURLConnection jar) {
                JarEntry entry = jar.getJarEntry();
                if (entry != null && entry.getCrc() >= 0 && entry.getSize() >= 0) {
                    return key(entry.getCrc(), entry.getSize());
                }
            }
            CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
            long size = checked.transferTo(OutputStream.nullOutputStream());
            return key(checked.getChecksum().getValue(), size);
        }
    }

    private static String key(long checksum, long size) {
        return "%08x-%d".formatted(checksum, size);
    }

    InputStream open() throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    String address() {
        return url.toString();
    }

    static ConfigException unreadable(URL url, Exception e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return new ConfigException(
                "The PostgreSQL binaries in " + url + " cannot be unpacked: " + cause.getMessage()
                        + ". Check that the artifact is whole and that the disk is not full.",
                Place.UNKNOWN,
                e);
    }
}
