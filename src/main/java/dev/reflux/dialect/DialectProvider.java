package dev.reflux.dialect;

/** Entry point of a dialect for {@link java.util.ServiceLoader}. */
public interface DialectProvider {

    /**
     * Whether the dialect serves a database.
     *
     * @param driver the driver of the R2DBC URL in lower case, such as {@code postgresql}; {@code embedded} for the
     *     embedded server
     */
    boolean supports(String driver);

    /** The dialect. */
    Dialect dialect();
}
