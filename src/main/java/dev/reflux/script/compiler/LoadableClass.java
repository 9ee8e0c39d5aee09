package dev.reflux.script.compiler;

import java.io.IOException;
import java.io.InputStream;
import javax.tools.SimpleJavaFileObject;

/** A class that a class loader can load, for the compiler to read. */
final class LoadableClass extends SimpleJavaFileObject {

    private final String name;
    private final Opener opener;

    /** Opens a class file. */
    interface Opener {
        InputStream open() throws IOException;
    }

    LoadableClass(String name, Opener opener) {
        super(CompiledClass.uri(name), Kind.CLASS);
        this.name = name;
        this.opener = opener;
    }

    String binaryName() {
        return name;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return opener.open();
    }
}
