package dev.reflux.junit;

/** Where the server of a test comes from. */
public enum ServerKind {

    /**
     * The first of these that can be had: the server at {@code reflux.test.url} or {@code REFLUX_TEST_URL}; a container of the
     * image of {@code reflux.test.image}; where the variable {@code TESTCONTAINERS_RYUK_DISABLED} is true and the tests do
     * not run inside a container themselves, a container of a {@code postgres:14} to {@code postgres:18} that Docker has; the
     * embedded binaries of the class path; a container of an image that is pulled.
     */
    ANY,

    /** The server at {@code reflux.test.url} or {@code REFLUX_TEST_URL}. */
    URL,

    /** A container, through Testcontainers: of the image of {@code reflux.test.image}, else {@code postgres:18}. */
    CONTAINER,

    /** A server from the embedded binaries of the class path. */
    EMBEDDED
}
