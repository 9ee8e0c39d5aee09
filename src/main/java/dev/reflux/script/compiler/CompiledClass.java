package dev.reflux.script.compiler;

import dev.reflux.script.source.RevisionSource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.tools.SimpleJavaFileObject;

/** A class that the compiler made, kept in memory. */
final class CompiledClass extends SimpleJavaFileObject {

    private final String name;
    private final RevisionSource source;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /**
     * A class that is about to be written.
     *
     * @param name its binary name
     * @param source the file that declares it
     */
    CompiledClass(String name, RevisionSource source) {
        super(uri(name), Kind.CLASS);
        this.name = name;
        this.source = source;
    }

    /** What stands for a class that need not be in any file. */
    static URI uri(String name) {
        return URI.create("class:///" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    String binaryName() {
        return name;
    }

    RevisionSource source() {
        return source;
    }

    byte[] bytes() {
        return content.toByteArray();
    }

    @Override
    public OutputStream openOutputStream() {
        content.reset();
        return content;
    }
}
