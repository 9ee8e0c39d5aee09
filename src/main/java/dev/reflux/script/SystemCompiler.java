package dev.reflux.script;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The compiler of the JDK, which not every Java runtime has. */
final class SystemCompiler {

    private SystemCompiler() {}

    /** Finds it; null on a runtime without one. */
    static @Nullable JavaCompiler find() {
        try {
            return ToolProvider.getSystemJavaCompiler();
        } catch (NoClassDefFoundError e) {
            // The runtime lacks javax.tools as well
            return null;
        }
    }

    /**
     * Sees to it that there is one.
     *
     * @param file what is to be compiled, for the message
     * @throws ConfigException if there is none
     */
    static JavaCompiler require(Supplier<@Nullable JavaCompiler> finder, String file) {
        JavaCompiler compiler = finder.get();
        if (compiler == null) {
            throw new ConfigException(
                    "This Java runtime (" + System.getProperty("java.home") + ") has no compiler, which " + file
                            + " needs. Run with a JDK; or compile the Java files into the application and name their"
                            + " package as a classpath: location; or write the revisions as SQL or YAML.",
                    Place.ofFile(file));
        }
        return compiler;
    }
}
