package dev.reflux.testsupport;

/**
 * What a client of PostgreSQL sends.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
public enum FrontendMessage {
    STARTUP,
    SSL_REQUEST,
    GSS_ENC_REQUEST,
    CANCEL_REQUEST,
    BIND('B'),
    CLOSE('C'),
    COPY_DATA('d'),
    COPY_DONE('c'),
    COPY_FAIL('f'),
    DESCRIBE('D'),
    EXECUTE('E'),
    FLUSH('H'),
    FUNCTION_CALL('F'),
    PARSE('P'),
    /** A password or a step of SASL or GSS; the protocol gives them one letter. */
    PASSWORD('p'),
    QUERY('Q'),
    SYNC('S'),
    TERMINATE('X');

    private static final char NONE = '\0';

    private final char letter;

    FrontendMessage() {
        this(NONE);
    }

    FrontendMessage(char letter) {
        this.letter = letter;
    }

    /** Type of a message after the startup phase. */
    static FrontendMessage ofLetter(byte letter) {
        for (FrontendMessage type : values()) {
            if (type.letter == letter && letter != NONE) {
                return type;
            }
        }
        throw new IllegalArgumentException("No client message of PostgreSQL begins with byte " + letter + ".");
    }

    /** Type of a packet of the startup phase, from the number that follows its length. */
    static FrontendMessage ofStartupCode(int code) {
        return switch (code) {
            case 80877102 -> CANCEL_REQUEST;
            case 80877103 -> SSL_REQUEST;
            case 80877104 -> GSS_ENC_REQUEST;
            default -> STARTUP;
        };
    }
}
