package dev.reflux.schema;

/**
 * Makes a column an identity column.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-identity-columns.html">Identity Columns</a>
 */
@Description("Makes a column an identity column.")
public record Identity(
        @Description("whether an insert may give a value only with OVERRIDING SYSTEM VALUE") boolean always,
        @Description("how it counts") @Unwrapped SequenceOptions options) {

    /** Checks and copies the arguments. */
    public Identity {
        Arguments.required("options", options);
    }
}
