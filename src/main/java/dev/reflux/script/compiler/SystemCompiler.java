package dev.reflux.script.compiler;

import dev.reflux.error.ConfigException;
import dev.reflux.error.Place;
import java.util.function.BooleanSupplier;
import javax.tools.ToolProvider;

/**
 * Whether there is the compiler of the JDK. Some Java runtimes lack it, and some lack {@code javax.tools} as well: this class
 * can be used there, where those that deal with the compiler cannot even be linked.
 */
public final class SystemCompiler {

    private SystemCompiler() {}

    public static boolean isThere() {
        try {
            return ToolProvider.getSystemJavaCompiler() != null;
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }

    /**
     * Sees to it that there is one.
     *
     * @param file what is to be compiled, for the message
     * @throws ConfigException if there is none
     */
    static void require(BooleanSupplier isThere, String file) {
        if (!isThere.getAsBoolean()) {
            throw new ConfigException(
                    "This Java runtime (" + System.getProperty("java.home") + ") has no compiler, which " + file
                            + " needs. Run with a JDK; or compile the Java files into the application and name their"
                            + " package as a classpath: location; or write the revisions as SQL or YAML.",
                    Place.ofFile(file));
        }
    }
}
